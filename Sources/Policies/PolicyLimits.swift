internal import Events

/// The limits of a policy, with their reasons. They may grow; what was published under a limit must stay readable.
public enum PolicyLimits {
    /// Bytes of a policy file: source and canonical form lie in one event together, which may have a megabyte.
    public static let sourceBytesMax = 256 << 10
    /// Values inside one another. The deepest that means something is at seven: deadlines, a deadline, its length, its
    /// categories, the duration.
    public static let nestingMax = 16
    /// Values of a file: more than a file of that size holds when people write it.
    public static let nodesMax = 50_000
    /// Faults that are told at once: three screens.
    public static let faultsMax = 100

    /// UTF-8 bytes of a code: events carry it as plain text, screens show it in a column.
    public static let codeBytesMax = 64
    /// UTF-8 bytes of a name that people read.
    public static let nameBytesMax = 128
    /// UTF-8 bytes of a template's title: one line of a notification.
    public static let titleBytesMax = 256
    /// UTF-8 bytes of a template's text: what an app shows without scrolling for long.
    public static let textBytesMax = 4 << 10
    /// UTF-8 bytes of a word of a lexicon.
    public static let wordBytesMax = 64
    /// Words of one category, of one priority, negations, fillers, conjunctions and pseudo-negations: each costs a
    /// comparison at some byte of every text.
    public static let wordsMax = 512

    /// Channels, tiers, types, urgencies, reasons: lists that a person chooses from.
    public static let choicesMax = 64
    /// Categories on both levels together.
    public static let categoriesMax = 512
    public static let skillsMax = 256
    public static let poolsMax = 64
    /// Each ring is one more look at all agents in the worst case.
    public static let ringsMax = 16
    public static let stagesMax = 64
    /// Each open ticket may have as many clocks running.
    public static let deadlinesMax = 64
    /// Triggers, warnings, actions and recipients of one deadline or notice.
    public static let partsMax = 32
    public static let calendarsMax = 16
    /// Spans of one day: shifts, with breaks.
    public static let spansMax = 8
    /// Days that are otherwise than the week says: some years of them.
    public static let exceptionsMax = 2_000
    public static let templatesMax = 256
    public static let noticesMax = 128

    /// Of any clock: a year and a day.
    public static let durationMax = Duration.seconds(367 * 86_400)
    /// Open tickets of one agent.
    public static let capacityMax: UInt64 = 1_000
    /// Of one ticket, before it waits for somebody to see to it: a few events each.
    public static let offersMax: UInt64 = 100
    public static let cyclesMax: UInt64 = 100
    public static let yearsMax: UInt64 = 60
    /// In millionths: a hundredfold of the mean is no plausibility check any more.
    public static let loadFactorMax: UInt64 = 100_000_000
    public static let charactersMax: UInt64 = 1_000
    /// Bytes of a pattern of ticket numbers; events carry numbers as plain text.
    public static let patternBytesMax = 64
    /// Digits that a serial has at least.
    public static let serialWidthMax = 9
    /// Letters by which a ticket number names its channel.
    public static let channelLettersMax = 8

    static func checkRelations() {
        precondition(2 * sourceBytesMax < EventLimits.eventBytesMax, "an event holds both forms of a policy")
        precondition(nameBytesMax <= EventLimits.plainTextBytesMax, "an event carries a code and a name")
        precondition(codeBytesMax <= nameBytesMax)
    }
}
