public import CommitLog
public import Domain
public import EventStore
public import Events

/// Why the engine did not do what it was asked.
public enum EngineError: Error, Hashable, Sendable {
    case refused(Refusal)
    /// The same key came before, with another command.
    case keyReused
    /// The ticket is not as the caller knows it: it changed since.
    case changed(TicketOrdinal, revision: UInt64)
    /// So many commands wait that another would wait too long; try again.
    case overloaded(waiting: Int, limit: Int)
    /// There are as many of something as there may be.
    case limited(EngineLimited, limit: Int)
    case store(EventStoreError)
    case vault(VaultError)
    /// The vault's keys do not open what the log says of this customer: they are another log's.
    case vaultIsAnothers(CustomerOrdinal)
    /// A calendar of the policy cannot be reckoned with, and why.
    case calendar(String, String)
    /// What is sealed about this customer does not open, though the key is there: the bytes or the key were changed.
    case unreadable(CustomerOrdinal, SealingError)
    /// The log could not be read.
    case log(CommitLogError)
    /// The log refused to go on, for this reason: nothing is acknowledged any more.
    case halted(CommitLogError)
    case stopped

    /// Whether it is certain that the action left nothing in the log.
    public var leavesNoTrace: Bool {
        switch self {
        case .refused, .keyReused, .changed, .overloaded, .limited, .store, .calendar, .stopped: true
        case .vault, .vaultIsAnothers, .unreadable, .log, .halted: false
        }
    }
}

/// What there are only so many of: see ``EngineLimits``.
public enum EngineLimited: Hashable, Sendable {
    case agents
    case ticketAdditions(TicketOrdinal)
}
