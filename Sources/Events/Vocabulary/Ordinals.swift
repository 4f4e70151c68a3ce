/// A ticket 工单. Its number, which people see, is an attribute.
public struct TicketOrdinal: Ordinal {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// A customer 客户. Says nothing of the person: that is sealed.
public struct CustomerOrdinal: Ordinal {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// An agent 执行人员: a person who handles tickets.
public struct AgentOrdinal: Ordinal {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// An account: who may sign in, staff or a program.
public struct AccountOrdinal: Ordinal {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}
