internal import Bytes
public import EventStore
public import Events
internal import Domain
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

/// What becomes of a file before it is kept.
public enum FileProspect: Sendable {
    /// Nothing is in its way now. What seals it.
    case welcome(TicketSealer)
    /// The same was sent before under the same key; this came of it.
    case repeated(Receipt)
}

/// What people wrote in and on a file.
public struct AttachmentTexts: Hashable, Sendable {
    public let fileName: String
    public let mediaType: String
    /// How a text begins; empty where it is none.
    public let excerpt: String
}

extension Engine {
    /// Whether a file could be attached to a ticket now, so that none is kept for nothing. The decision itself comes
    /// when the file is kept; until then a thing or two may have happened.
    public func prospect(of ticket: TicketOrdinal, for caller: Caller) throws(EngineError) -> FileProspect {
        if let reason = reasonToRefuse { throw reason }
        if let receipt = try core.earlier(caller, at: clock.now) { return .repeated(receipt) }
        guard let sealer = try sealer(of: ticket) else {
            guard let customer = core.projected.tickets[ticket]?.customer else {
                throw .refused(.unknownTicket(ticket))
            }
            throw .refused(.erased(customer))
        }
        try core.checkAttaching(to: ticket, for: caller, at: clock.now)
        return .welcome(sealer)
    }

    /// What seals the files of a ticket; nil if there is no such ticket or the customer was erased.
    public func sealer(of ticket: TicketOrdinal) throws(EngineError) -> TicketSealer? {
        guard let customer = core.projected.tickets[ticket]?.customer, let key = try core.key(of: customer) else {
            return nil
        }
        return TicketSealer(key: key, customer: customer, random: core.random)
    }

    /// The name and media type of an attachment, and how it begins where it is text; nil where the customer was erased.
    /// - Throws: `.unreadable` where it does not open.
    public func texts(of attachment: AttachmentAdded) throws(EngineError) -> AttachmentTexts? {
        try opener(of: attachment.ticket)?.texts(of: attachment)
    }
}
