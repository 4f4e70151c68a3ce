public import Events

/// The survey links that work, and those that did until lately.
public struct Surveys: Sendable {
    public struct Survey: Hashable, Sendable {
        public let ticket: TicketOrdinal
        /// Of the event that holds the sealed token.
        public let sequence: UInt64
        /// Nil where the link works until the ticket is closed.
        public let expiresAt: Instant?
    }

    public enum Standing: Hashable, Sendable {
        case open(Survey)
        /// Answered, revoked, or the ticket was closed.
        case ended
    }

    /// Links that ended and are still told from those that never were: whoever opens an old mail again is told that it
    /// is over. Older ones are unknown.
    public static let endedMax = 100_000

    private let endedMax: Int
    private var open: [[UInt8]: Survey] = [:]
    private var hashes: [TicketOrdinal: [UInt8]] = [:]
    private var ended: Set<[UInt8]> = []
    /// In the order in which they ended; those before `oldest` are forgotten.
    private var endings: [[UInt8]] = []
    private var oldest = 0

    public init(endedMax: Int = Self.endedMax) { self.endedMax = endedMax }

    public var count: Int { open.count }

    /// The survey whose token has this SHA-256; nil for one that was never sent. How long the search takes tells
    /// something of the hash at most, and nothing of the token; the hash that is found is compared in constant time.
    public func survey(tokenHash: [UInt8]) -> Standing? {
        if let index = open.index(forKey: tokenHash) {
            return Self.isEqual(open.keys[index], tokenHash) ? .open(open.values[index]) : nil
        }
        return ended.contains(tokenHash) ? .ended : nil
    }

    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The survey of a ticket that nobody has answered yet.
    public func survey(of ticket: TicketOrdinal) -> Survey? { hashes[ticket].flatMap { open[$0] } }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        switch event.type {
        case .surveySent:
            let sent = try SurveySent(decoding: event.payload)
            end(sent.ticket)
            open[sent.tokenHash] = Survey(ticket: sent.ticket, sequence: sequence, expiresAt: sent.expiresAt)
            hashes[sent.ticket] = sent.tokenHash
        case .surveyRevoked, .ticketRated, .ticketReopened, .ticketClosed:
            if !hashes.isEmpty, let ticket = try event.ticket() { end(ticket) }
        default: break
        }
    }

    private mutating func end(_ ticket: TicketOrdinal) {
        guard let hash = hashes.removeValue(forKey: ticket) else { return }
        open[hash] = nil
        ended.insert(hash)
        endings.append(hash)
        while endings.count - oldest > endedMax {
            ended.remove(endings[oldest])
            oldest += 1
        }
        if oldest > endings.count / 2 {
            endings.removeFirst(oldest)
            oldest = 0
        }
    }
}
