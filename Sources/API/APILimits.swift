/// The limits of what comes in over HTTP, with their reasons. Events have their own.
enum APILimits {
    /// UTF-8 bytes of a description: twenty pages. Sealed and in an event it stays below what an event may hold.
    static let descriptionBytesMax = 64 << 10
    /// UTF-8 bytes of an expected result, a note, a reason, a solution or a comment: five pages.
    static let noteBytesMax = 16 << 10
    /// UTF-8 bytes of an address.
    static let addressBytesMax = 1 << 10
    /// UTF-8 bytes of a name, a contact, a code or a number: what a plain text in an event may have.
    static let wordBytesMax = 128
    /// Bytes of a body: all texts of a ticket at once, escaped.
    static let bodyBytesMax = 1 << 20
    /// Bytes of a batch of submissions, and its lines: some seconds of work.
    static let batchBytesMax = 32 << 20
    static let batchLinesMax = 10_000
    /// Submissions of a batch on their way at once: enough to fill the engine's batches.
    static let batchLinesAtOnce = 256
    /// Why a customer was not satisfied: a policy has dozens.
    static let reasonsMax = 16
    /// Visible characters of an idempotency key.
    static let keyBytesMax = 255
    static let agentIdentifierBytesMax = 64
    static let capacityMax: Int64 = 1_000
    static let skillsMax = 64
    static let regionsMax = 64
    /// Elements of a page, and how many there are where nobody says.
    static let pageMax: Int64 = 500
    static let pageOtherwise: Int64 = 50
    /// Rows that are looked at for one page: some milliseconds. A page that comes to its end says where to go on.
    static let rowsLookedAtMax = 200_000
    /// Events that a stream may begin before its end.
    static let lastEventsMax: Int64 = 10_000
    /// Requests a second from one address without an account, and addresses that are told apart at once: enough for a
    /// household or a company behind one, and nothing to try links with.
    static let requestsPerAddress = 20
    static let addressesMax = 1 << 16
    /// Bytes of a form as browsers send it: a note, each byte as `%XX`.
    static let formBytesMax = 4 * noteBytesMax
    /// How long an answer waits for a sequence number that was asked for.
    static let reachWithin = Duration.seconds(5)
}
