public import EventStore
public import Events
internal import Projections

/// What seals and opens the files of one ticket, on whatever thread that is done.
public struct TicketSealer: Sendable {
    private let key: PersonalKey
    private let place: SealedPlace
    private let random: @Sendable () -> UInt64

    init(key: PersonalKey, customer: CustomerOrdinal, random: @escaping @Sendable () -> UInt64) {
        self.key = key
        place = SealedPlace(customer, AttachmentAdded.self, .address)
        self.random = random
    }

    public func seal(_ file: [UInt8]) -> [UInt8] { key.seal(file: file, for: place, random: random) }

    public func open(_ sealed: [UInt8]) throws(SealingError) -> [UInt8] { try key.open(sealed, for: place) }
}

extension Engine {
    /// What seals the files of a ticket; nil if there is no such ticket or the customer was erased.
    public func sealer(of ticket: TicketOrdinal) throws(EngineError) -> TicketSealer? {
        guard let customer = core.projected.tickets[ticket]?.customer, let key = try core.key(of: customer) else {
            return nil
        }
        return TicketSealer(key: key, customer: customer, random: core.random)
    }

    /// The name and media type of an attachment; nil where the customer was erased.
    public func name(of attachment: AttachmentAdded) throws(EngineError) -> (fileName: String, mediaType: String)? {
        guard let customer = core.projected.tickets[attachment.ticket]?.customer, let key = try core.key(of: customer),
            let plain = try? key.open(attachment.name, for: SealedPlace(customer, AttachmentAdded.self, .name)),
            let text = String(validating: plain, as: UTF8.self), let line = text.firstIndex(of: "\n")
        else { return nil }
        return (String(text[text.index(after: line)...]), String(text[..<line]))
    }
}
