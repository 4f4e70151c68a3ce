import Bytes
import Events
import Testing

@Suite struct RoundTripTests {
    @Test(
        "An event comes back, in place and decoded, and its bytes too", arguments: EventType.allCases, Filling.allCases)
    func event(_ type: EventType, _ filling: Filling) throws {
        func roundTrip<Payload: Event>(_ payload: Payload.Type) throws {
            for seed in 0..<20 {
                let filled = try FilledEvent(payload, "seed\(seed)", filling)
                let body = try filled.body()
                let found = try #require(read(body, as: payload)).get()
                #expect(found.envelope == filled.envelope)
                #expect(try found.event.get() == filled.event)
                // Texts that look the same are equal to Swift: their bytes say whether they are.
                #expect(try found.envelope.encoded(enclosing: found.event.get()) == body)
                let view = try EventView(body.bytes, recordType: type.rawValue)
                #expect(view.type == type)
                #expect(try view.event() as? Payload == filled.event)
            }
        }
        try roundTrip(type.payload)
    }

    @Test("A sealed message comes back, in place and decoded, and its bytes too", arguments: Filling.allCases)
    func sealedMessage(_ filling: Filling) throws {
        func roundTrip<Value: Message>(_: Value.Type) throws {
            let value: Value = try filled("sealed", filling)
            let bytes = try value.encoded()
            #expect(try Value(decoding: bytes) == value)
            #expect(try readInPlace(bytes) == value)
            #expect(try Value(decoding: bytes).encoded() == bytes)
        }
        try roundTrip(TicketContent.self)
        try roundTrip(CustomerProfile.self)
    }

    @Test("An event without fields is its tag and a length of 0, its envelope nothing")
    func smallest() throws {
        #expect(try Envelope().encoded(enclosing: OfferAccepted()) == [0xea, 0x08, 0x00])
    }

    @Test("A nested message without fields is there, and is not one that is absent")
    func emptyNested() throws {
        var offer = OfferMade()
        offer.decision = Decision()
        #expect(try offer.encoded() == [0x22, 0x00])
        #expect(try OfferMade(decoding: offer.encoded()) == offer)
        #expect(try readInPlace(offer.encoded()) == offer)
        #expect(try OfferMade().encoded() == [])
    }

    @Test("The event is written behind what is there, with a length of as many bytes as it takes")
    func behind() throws {
        for count in [0, 1, 120, 125, 126, 127, 128, 16_370, 16_384, (1 << 20) - 20] {
            var event = PolicyPublished()
            event.source = [UInt8](repeating: 7, count: count)
            var bytes: [UInt8] = [1, 2, 3]
            try Envelope().append(enclosing: event, to: &bytes)
            #expect(bytes.prefix(3) == [1, 2, 3])
            #expect(try read(Array(bytes[3...]), as: PolicyPublished.self)?.get().event.get() == event)
        }
    }

    @Test("Instants before 1970 come back")
    func negative() throws {
        var envelope = Envelope()
        envelope.recordedAt = Instant(milliseconds: .min)
        envelope.occurredAt = Instant(milliseconds: -1)
        #expect(try Envelope(decoding: envelope.encoded()) == envelope)
    }
}
