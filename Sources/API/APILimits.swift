internal import Engine
internal import Events

/// The limits of what comes in over HTTP, with their reasons. Events have their own.
package enum APILimits {
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
    /// Steps of a ticket that was handled elsewhere: the longest of the records that mappings ship for have dozens.
    static let pastStepsMax = 1_000
    /// Such tickets in one append: with a description and steps of the most, two events a step, they fit into one.
    static let pastLinesAtOnce = 128
    /// Why a customer was not satisfied: a policy has dozens.
    static let reasonsMax = 16
    /// Visible characters of an idempotency key.
    static let keyBytesMax = 255
    static let agentIdentifierBytesMax = 64
    /// What is longer is no password: the rules ask for 128 characters at most.
    static let passwordBytesMax = 1 << 10
    /// Bytes of a body of them and a name, each byte escaped with six, that comes without a token.
    static let signInBytesMax = 8 << 10
    /// A working day: who signs in in the morning is signed out at night.
    static let signedInFor = Duration.seconds(12 * 3_600)
    static let capacityMax: Int64 = 1_000
    static let skillsMax = 64
    static let regionsMax = 64
    /// Elements of a page, and how many there are where nobody says.
    static let pageMax: Int64 = 500
    static let pageOtherwise: Int64 = 50
    /// Of a clock's time, where it explains itself.
    static let segmentsMax = 2_000
    /// A board shows a team at once.
    static let workloadsOtherwise: Int64 = 200
    /// Rows that are looked at for one page: some milliseconds. A page that comes to its end says where to go on.
    static let rowsLookedAtMax = 200_000
    /// Streams of events that are open at once. Each holds a file of the log beside its connection, and a place among
    /// the log's followers, of which the rest is for short reads.
    package static let streamsMax = 768
    /// Those of one account: a team behind one program's account; whoever has more people gives them their own.
    package static let streamsOfAccountMax = 128
    /// Of a ticket's history, where only some are wanted.
    static let eventsLookedUpAtOnce = 64
    /// Bytes of rendered events that are kept for further followers: some seconds of a daemon at its busiest.
    static let renderedBytesMax = 16 << 20
    /// Events that a stream may begin before its end.
    static let lastEventsMax: Int64 = 10_000
    /// How far a clock is turned at once: a year's deadlines of a rehearsal.
    static let turnMax = Duration.seconds(366 * 86_400)
    /// Requests a second from one address without an account, and addresses that are told apart at once: enough for a
    /// household or a company behind one, and nothing to try links with.
    static let requestsPerAddress = 20
    static let addressesMax = 1 << 16
    /// Bytes of a form as browsers send it: a note, each byte as `%XX`.
    static let formBytesMax = 4 * noteBytesMax
    /// How long an answer waits for a sequence number that was asked for.
    static let reachWithin = Duration.seconds(5)
    /// Answers that wait so at once; each holds a connection and a timer.
    static let reachersMax = 1_000
    /// Requests a second without a token that is known, and requests a second that need none, each from everybody
    /// together: guessing costs the daemon less than its accounts do.
    static let strangersPerSecond = 1_000
    /// Bytes of a token: several times what the daemon makes. A longer one is not even digested.
    static let tokenBytesMax = 256
    /// How long a stream may take to end when the daemon stops: a client that reads has all of it long before.
    static let streamsEndWithin = Duration.milliseconds(250)

    /// Holds the limits to one another, and to those of events.
    static func check() {
        precondition(wordBytesMax <= EventLimits.plainTextBytesMax, "a word goes into an event as it is")
        precondition(agentIdentifierBytesMax <= wordBytesMax && addressBytesMax <= noteBytesMax)
        precondition(descriptionBytesMax <= EventLimits.writtenTextBytesMax, "a description can be sealed")
        precondition(noteBytesMax <= descriptionBytesMax)
        // Each byte of a text may be escaped with six.
        precondition(6 * (descriptionBytesMax + 4 * noteBytesMax) <= bodyBytesMax, "all texts of a ticket fit")
        precondition(bodyBytesMax <= EventLimits.eventBytesMax && bodyBytesMax <= batchBytesMax)
        precondition(pastLinesAtOnce * (descriptionBytesMax + 2 * pastStepsMax * 64) <= batchBytesMax)
        precondition(pastLinesAtOnce <= batchLinesAtOnce)
        precondition(batchLinesAtOnce <= batchLinesMax && batchLinesAtOnce <= EngineLimits.waitingMax)
        precondition(6 * (passwordBytesMax + wordBytesMax) <= signInBytesMax, "who signs in is heard")
        precondition(skillsMax <= EventLimits.elementsMax && regionsMax <= EventLimits.elementsMax)
        precondition(pageOtherwise <= pageMax && workloadsOtherwise <= pageMax && pageMax <= rowsLookedAtMax)
        precondition(streamsOfAccountMax < streamsMax, "an account leaves room for others")
        precondition(lastEventsMax <= rowsLookedAtMax, "as many events are looked at as may be asked for")
    }
}
