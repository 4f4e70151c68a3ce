import Bytes
import Events
import Seeds
import Testing

/// Whatever the bytes, they are refused by name or read, in place as decoded, and nothing outside them is looked at.
@Suite struct DamagedEventTests {
    @Test("An event cut at any byte", arguments: EventType.allCases)
    func cuts(_ type: EventType) throws {
        func cut<Payload: Event>(_ payload: Payload.Type) throws {
            for filling in Filling.allCases {
                let body = try FilledEvent(payload, "cut", filling).body()
                var tally = Tally()
                for count in 0..<body.count { try tally.add(Array(body[..<count]), as: payload) }
                // The event's length is before it, so that no part of it passes for all of it.
                #expect(tally.read == 0)
                #expect(tally.refused == body.count)
            }
        }
        try cut(type.payload)
    }

    @Test("An event cut at any byte and put into an envelope that ends there", arguments: EventType.allCases)
    func cutsInside(_ type: EventType) throws {
        func cut<Payload: Event>(_ payload: Payload.Type) throws {
            let event = try FilledEvent(payload, "cut", .all).event.encoded()
            var tally = Tally()
            for count in 0..<event.count { try tally.add(Wire.body(type, Array(event[..<count])), as: payload) }
            // Between two fields it is a shorter event.
            #expect(tally.read > 0)
            #expect(tally.read + tally.refused == event.count)
        }
        try cut(type.payload)
    }

    @Test("An event with any one bit flipped", arguments: EventType.allCases)
    func flips(_ type: EventType) throws {
        func flip<Payload: Event>(_ payload: Payload.Type) throws {
            for filling in [Filling.all, .some] {
                var body = try FilledEvent(payload, "flip", filling).body()
                var tally = Tally()
                for bit in 0..<body.count * 8 {
                    body[bit / 8] ^= 1 << UInt8(bit % 8)
                    try tally.add(body, as: payload)
                    body[bit / 8] ^= 1 << UInt8(bit % 8)
                }
                #expect(tally.read > 0 && tally.refused > 0)
            }
        }
        try flip(type.payload)
    }

    @Test("Random bytes, and random fields", arguments: 0..<20 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func draw<Payload: Event>(_ payload: Payload.Type) throws {
            var tally = Tally()
            for _ in 0..<60 {
                let length = random.below(60)
                try tally.add(random.bytes(length), as: payload)
                try tally.add(Wire.body(Payload.type, random.bytes(length)), as: payload)
                let envelope = random.fields(depth: 1)
                try tally.add(Wire.body(Payload.type, random.fields(depth: 4), envelope: envelope), as: payload)
            }
            #expect(tally.read > 0 && tally.refused > 0, "seed \(seed)")
        }
        for type in EventType.allCases { try draw(type.payload) }
    }
}

/// What came of many bodies.
private struct Tally {
    var refused = 0
    var read = 0

    /// Reads a body in every way that there is.
    mutating func add<Payload: Event>(_ body: [UInt8], as payload: Payload.Type) throws {
        guard let reading = EventsTests.read(body, as: payload) else {
            Issue.record("in place and decoded differ: \(body)")
            return
        }
        for neighbour in [0x00, 0xff] as [UInt8] {
            let wall = [UInt8](repeating: neighbour, count: 16)
            if viewed(wall + body + wall, 16..<16 + body.count, as: payload) != reading {
                Issue.record("what lies beside it counts: \(body)")
            }
        }
        guard case .success(let found) = reading, case .success(let event) = found.event else { return refused += 1 }
        read += 1
        let written = try found.envelope.encoded(enclosing: event)
        if written.count > body.count || EventsTests.read(written, as: payload) != reading {
            Issue.record("what was read is written otherwise: \(body)")
        }
    }
}
