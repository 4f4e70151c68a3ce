import EventRendering
import Events
import Foundation
import JSONText
import Testing

@Suite("A rendered event")
struct RenderingTests {
    @Test("There is a specimen of every type")
    func complete() {
        #expect(Specimen.all.map(\.type) == EventType.allCases)
    }

    @Test(
        "says what the event says, in the contract's order, without what is sealed",
        arguments: Specimen.all + Specimen.others)
    func data(_ specimen: Specimen) throws {
        let event = try World().rendered(specimen.event)
        #expect(event.data.text == specimen.data)
        #expect(event.type == specimen.type.code)
    }

    @Test("is told to people in both languages", arguments: Specimen.all + Specimen.others + [Specimen.unclassified])
    func words(_ specimen: Specimen) throws {
        let event = try World().rendered(specimen.event)
        #expect(event.words(.chinese, secondsFromUTC: 8 * 3600) == specimen.chinese)
        #expect(event.words(.english, secondsFromUTC: 8 * 3600) == specimen.english)
    }

    @Test("names whom it is about, who did it and why")
    func head() throws {
        let rows: [(EventType, String)] = [
            (.offerMade, #""ticket":"202405-001","agent":"lin","#),
            (.ticketSubmitted, #""ticket":"202405-001","customer":"\#(World.customerHex)","#),
            (.customerRegistered, #""customer":"\#(World.customerHex)","#),
            (.policyPublished, ""),
        ]
        for (type, subjects) in rows {
            let specimen = try #require(Specimen.all.first { $0.type == type })
            let event = try World().rendered(specimen.event)
            #expect(
                event.json.text == #"{"sequence":12,"type":"\#(type.code)","time":"2024-05-06T01:00:00.000Z","#
                    + subjects + #""actor":"account:admin","onBehalfOf":"wang","cause":11,"policyVersion":1,"#
                    + #""data":\#(specimen.data)}"#)
        }
    }

    @Test("leaves out what the envelope does not say, and says who did it in any case")
    func actors() throws {
        let world = try World()
        let rows: [(ActorKind?, UInt64, String)] = [
            (nil, 0, "system"), (.system, 0, "system"), (.customer, 0, "customer"), (.account, 1, "account:admin"),
            (.account, 2, "account:#2"),
        ]
        for (kind, account, actor) in rows {
            var envelope = Envelope()
            (envelope.actorKind, envelope.actor) = (kind, account)
            let event = try world.rendered(PresenceChanged(), in: envelope, sequence: 1)
            #expect(
                event.json.text == #"{"sequence":1,"type":"presence-changed","time":"1970-01-01T00:00:00.000Z","#
                    + #""actor":"\#(actor)","data":{}}"#)
        }
    }

    @Test("of an event that brings a name needs no name")
    func introduces() throws {
        let world = try World()
        var submitted = TicketSubmitted()
        (submitted.ticket, submitted.number) = (TicketOrdinal(rawValue: 2), "202405-002")
        #expect(try world.rendered(submitted).ticket == "202405-002")
        var change = AgentChanged()
        (change.agent, change.identifier) = (AgentOrdinal(rawValue: 3), "zhao")
        #expect(try world.rendered(change).agent == "zhao")
        var registered = CustomerRegistered()
        registered.customer = CustomerOrdinal(rawValue: 2)
        registered.identifier = [UInt8](repeating: 0xff, count: 16)
        #expect(try world.rendered(registered).customer == String(repeating: "f", count: 32))
    }

    @Test("that was received as JSON says the same", arguments: Specimen.all + Specimen.others)
    func received(_ specimen: Specimen) throws {
        let event = try World().rendered(specimen.event)
        let json = try JSONDecoder().decode(JSON.self, from: Data(event.json.text.utf8))
        let received = try #require(RenderedEvent(json))
        for language in Language.allCases {
            #expect(
                EventLine(received, language, secondsFromUTC: 0) == EventLine(event, language, secondsFromUTC: 0))
        }
        func sorted(_ text: String) throws -> Data {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
            return try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        }
        #expect(try sorted(received.json.text) == sorted(event.json.text))
    }

    @Test("of a type that this version does not know is shown by its type")
    func unknown() throws {
        let text = #"{"sequence":1,"type":"ticket-merged","time":"2024-05-06T01:00:00Z","actor":"system","data":{}}"#
        let event = try #require(RenderedEvent(JSONDecoder().decode(JSON.self, from: Data(text.utf8))))
        #expect(event.words(.english, secondsFromUTC: 0) == "ticket-merged")
        for member in ["sequence", "type", "time", "actor", "data"] {
            let without = text.replacing("\"\(member)\"", with: "\"other\"")
            #expect(try RenderedEvent(JSONDecoder().decode(JSON.self, from: Data(without.utf8))) == nil)
        }
    }

    @Test("steers no terminal with what somebody called themselves")
    func control() throws {
        var change = AgentChanged()
        (change.identifier, change.name) = ("x", "\u{1b}[2Jab\n\u{9b}c\u{202e}")
        let words = try World().rendered(change).words(.english, secondsFromUTC: 0)
        #expect(words == "agent ?[2Jab??c? x (capacity 0)")
    }
}
