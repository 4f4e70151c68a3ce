internal import CommitLog

/// The limits of the engine, with their reasons.
public enum EngineLimits {
    /// Actions that may wait. At 50,000 a second the last of them waits a third of a second.
    public static let waitingMax = 1 << 14
    /// Actions decided for one append: with a few kilobytes each they stay well below what an append may hold.
    public static let batchMax = 1 << 11
    /// How long a caller's key is known, in the log's own time: whoever repeats a command later means it anew.
    public static let keysKeptFor = Duration.seconds(24 * 3_600)
    /// Callers' keys that are known at once: some 250 MB. Beyond that the oldest is forgotten, so that nobody's
    /// commands are refused for others' sake.
    public static let keysMax = 2_000_000
    /// Those of one account, beyond which it forgets its own oldest: at a thousand commands a second for eight minutes,
    /// much longer than anybody goes on repeating.
    public static let keysOfAccountMax = 500_000
    /// Short reads of the log at once, each with a file and a place among its followers. Further ones wait.
    package static let readsAtOnce = 64
    /// Agents of a log: more than any service team has, and as many as a decision is measured with.
    public static let agentsMax = 100_000
    /// Notes of progress and files of one ticket: whoever reads it reads them all. What else happens to it, by people
    /// or by itself, is not counted and always goes on.
    public static let ticketAdditionsMax = 2_000

    /// Holds the limits to one another.
    static func check() {
        precondition(batchMax <= waitingMax, "a batch is taken out of what waits")
        precondition(batchMax < RecordLimits.appendRecordsMax, "each action of a batch may write an event")
        precondition(waitingMax < keysOfAccountMax, "keys are known for longer than commands wait")
        precondition(keysOfAccountMax <= keysMax / 4, "an account leaves room for others")
    }
}
