import Events
import Foundation
import Testing

/// An implementation of protobuf that is not ours reads what this package writes, and writes what it reads.
@Suite struct ExchangeTests {
    @Test("Python's protobuf finds every field's value, writes the same bytes, and what it writes is read to the same")
    func exchange() throws {
        let specimens = try Specimen.all()
        let script = Repository.file("Tests/EventsTests/Python/exchange.py").path(percentEncoded: false)
        let python = try runPython(
            [script, Contract.file.path(percentEncoded: false)], input: specimens.map(\.line))
        #expect(python.status == 0, "\(python.said.prefix(2_000))")
        try #require(python.lines.count == specimens.count)
        for (line, specimen) in zip(python.lines, specimens) {
            let words = line.split(separator: " ").map(String.init)
            try #require(words.count >= 3 && words[0] == specimen.message)
            let bytes = [UInt8](try #require(Data(base64Encoded: words.count > 3 ? words[3] : "")))
            #expect(try hasSpecimenValues(bytes, specimen), "\(specimen.message) \(specimen.filling)")
        }
    }

    /// Whether `bytes` are read to the values that a specimen was made of.
    private func hasSpecimenValues(_ bytes: [UInt8], _ specimen: Specimen) throws -> Bool {
        func event<Payload: Event>(_ payload: Payload.Type) throws -> Bool {
            let filled = try FilledEvent(payload, specimen.path, specimen.filling)
            let found = try #require(read(bytes, as: payload)).get()
            return try found.envelope == filled.envelope && found.event.get() == filled.event
        }
        func sealed<Value: Message>(_: Value.Type) throws -> Bool {
            try Value(decoding: bytes) == filled(specimen.path, specimen.filling)
        }
        switch specimen.message {
        case TicketContent.contractName: return try sealed(TicketContent.self)
        case CustomerProfile.contractName: return try sealed(CustomerProfile.self)
        default:
            let name = specimen.message.dropFirst("Envelope/".count)
            let type = try #require(EventType.allCases.first { $0.contractName == name })
            return try event(type.payload)
        }
    }
}
