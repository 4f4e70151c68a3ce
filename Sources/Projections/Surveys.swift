internal import Bytes
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
    private var open: [TokenHash: Survey] = [:]
    private var hashes: [TicketOrdinal: TokenHash] = [:]
    private var ended: Set<TokenHash> = []
    /// In the order in which they ended; those before `oldest` are forgotten.
    private var endings: [TokenHash] = []
    private var oldest = 0

    public init(endedMax: Int = Self.endedMax) { self.endedMax = endedMax }

    public var count: Int { open.count }

    /// The survey whose token has this SHA-256; nil for one that was never sent. How long the search takes tells
    /// something of the hash at most, and nothing of the token; hashes are compared in constant time.
    public func survey(tokenHash: [UInt8]) -> Standing? {
        guard let hash = TokenHash(tokenHash.bytes) else { return nil }
        if let survey = open[hash] { return .open(survey) }
        return ended.contains(hash) ? .ended : nil
    }

    /// The survey of a ticket that nobody has answered yet.
    public func survey(of ticket: TicketOrdinal) -> Survey? { hashes[ticket].flatMap { open[$0] } }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        switch event.type {
        case .surveySent:
            let fields = try event.fields(SurveySent.self)
            let ticket: TicketOrdinal = try fields.ordinal(.ticket)
            end(ticket)
            // No token has a hash of another length: the link does not work.
            guard let hash = TokenHash(try fields.bytes(.tokenHash)) else { return }
            open[hash] = Survey(ticket: ticket, sequence: sequence, expiresAt: try fields.instant(.expiresAt))
            hashes[ticket] = hash
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

/// A SHA-256 in place: a projection of many has no block on the heap for each.
private struct TokenHash: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Nil unless there are 32 bytes.
    init?(_ bytes: RawSpan) {
        guard bytes.byteCount == 32 else { return nil }
        words = (
            bytes.uint64(at: 0), bytes.uint64(at: 8),
            bytes.uint64(at: 16), bytes.uint64(at: 24)
        )
    }

    static func == (left: Self, right: Self) -> Bool {
        let (left, right) = (left.words, right.words)
        return (left.0 ^ right.0) | (left.1 ^ right.1) | (left.2 ^ right.2) | (left.3 ^ right.3) == 0
    }

    /// Hashes are evenly spread already.
    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
