internal import CommitLog

/// The limits of the engine, with their reasons.
public enum EngineLimits {
    /// Actions that may wait. At 50,000 a second the last of them waits a third of a second.
    public static let waitingMax = 1 << 14
    /// Actions decided for one append: with a few kilobytes each they stay well below what an append may hold.
    public static let batchMax = 1 << 11
    /// How long a caller's key is known, in the log's own time: whoever repeats a command later means it anew.
    public static let keysKeptFor = Duration.seconds(24 * 3_600)
    /// Callers' keys that are known at once: some 350 MB. Further ones are refused, and no key is forgotten early: a
    /// command that is sent again would be carried out twice.
    public static let keysMax = 1_000_000
    /// Agents of a log: more than any service team has, and as many as a decision is measured with.
    public static let agentsMax = 100_000
    /// Notes of progress and files of one ticket: whoever reads it reads them all. What else happens to it, by people
    /// or by itself, is not counted and always goes on.
    public static let ticketAdditionsMax = 2_000

    /// Holds the limits to one another.
    static func check() {
        precondition(batchMax <= waitingMax, "a batch is taken out of what waits")
        precondition(batchMax < RecordLimits.appendRecordsMax, "each action of a batch may write an event")
        precondition(
            ticketAdditionsMax < keysMax && waitingMax < keysMax, "keys are known for longer than commands wait")
    }
}
