internal import DequeModule
public import Events

/// What people were told, and what became of it. Of everything that was ever said the last ``keptMax`` are kept: with
/// two a ticket that is a month of a large service, in about 30 MB. What is older is in the log.
public struct Inboxes: Sendable {
    public static let keptMax: UInt64 = 200_000

    /// Whose it is.
    public enum Inbox: Hashable, Sendable {
        case agent(AgentOrdinal)
        /// Everybody's with a role; with a department, only theirs.
        case role(CodeTable.Code, department: CodeTable.Code)
        /// The customers': whoever speaks to them takes it from here.
        case customers
    }

    public enum State: Hashable, Sendable { case queued, delivered, failed, givenUp }

    /// What the text of a notification goes by, whatever becomes of the ticket.
    public struct TicketThen: Hashable, Sendable {
        /// Who had the ticket or its offer.
        public let holder: AgentOrdinal?
        public let category: CodeTable.Code
        public let priority: Priority
        public let stage: CodeTable.Code
        public let grade: Grade?
    }

    public struct Entry: Hashable, Sendable {
        public let notification: UInt64
        public let ticket: TicketOrdinal
        public let inbox: Inbox
        /// Whose it is, of the customers'.
        public let customer: CustomerOrdinal?
        public let template: CodeTable.Code
        public let carrier: CodeTable.Code
        /// When what it is about is up.
        public let dueAt: Instant?
        /// Of the ticket, when it was queued; nil of events from before that was noted.
        public let ticketThen: TicketThen?
        public let queuedAt: Instant
        /// Of the event that queued it.
        public let sequence: UInt64
        public fileprivate(set) var state = State.queued
        public fileprivate(set) var attempts: UInt64 = 0
        fileprivate var readers: [AccountOrdinal] = []

        public func isRead(by account: AccountOrdinal) -> Bool { readers.contains(account) }
    }

    /// Whose notifications somebody may see.
    public struct Audience: Hashable, Sendable {
        public var agent: AgentOrdinal?
        public var roles: [String]
        /// Codes; nil for every department.
        public var departments: Set<String>?
        public var includesCustomers: Bool
        /// Only theirs, of the customers'.
        public var customer: CustomerOrdinal?

        public init(
            agent: AgentOrdinal?, roles: [String], departments: Set<String>?, includesCustomers: Bool = false,
            customer: CustomerOrdinal? = nil
        ) {
            self.customer = customer
            self.agent = agent
            self.roles = roles
            self.departments = departments
            self.includesCustomers = includesCustomers
        }
    }

    private let keptMax: UInt64
    /// The notifications from `dropped + 1` on.
    private var entries: Deque<Entry> = []
    private var dropped: UInt64 = 0
    /// By inbox, the notifications in it that are kept, the oldest first.
    private var byInbox: [Inbox: Deque<UInt64>] = [:]
    private var byCustomer: [CustomerOrdinal: Deque<UInt64>] = [:]
    /// Those of roles, in the order in which they were first used: few.
    private var roleInboxes: [Inbox] = []
    public private(set) var codes = CodeTable()

    public init(keptMax: UInt64 = Self.keptMax) { self.keptMax = keptMax }

    /// How many there ever were: the number of the last.
    public var count: UInt64 { dropped + UInt64(entries.count) }

    /// Nil for one that is not kept any more, or is still to come.
    public subscript(_ notification: UInt64) -> Entry? {
        guard notification > dropped, notification <= count else { return nil }
        return entries[Int(notification - dropped) - 1]
    }

    public func admits(_ entry: Entry, to audience: Audience) -> Bool {
        switch entry.inbox {
        case .agent(let agent): audience.agent == agent
        case .role(let role, let department):
            audience.roles.contains(codes.text(role)) && isSeen(department, by: audience)
        case .customers:
            audience.includesCustomers || (entry.customer != nil && entry.customer == audience.customer)
        }
    }

    private func isSeen(_ department: CodeTable.Code, by audience: Audience) -> Bool {
        let text = codes.text(department)
        return text.isEmpty || audience.departments.map { $0.contains(text) } ?? true
    }

    /// The newest first, below the number `before`.
    /// - Parameter account: only what this account has not read; nil for all.
    /// Cost: some ten nanoseconds for each that is looked at.
    public func page(
        _ audience: Audience, before: UInt64 = .max, limit: Int, unreadBy account: AccountOrdinal? = nil
    ) -> [Entry] {
        var lists = inboxes(of: audience).compactMap { byInbox[$0].map { Self.part(of: $0, below: before) } }
        if let customer = audience.customer, let own = byCustomer[customer] {
            lists.append(Self.part(of: own, below: before))
        }
        var found: [Entry] = []
        while found.count < limit,
            let index = lists.indices.max(by: { (lists[$0].last ?? 0) < (lists[$1].last ?? 0) }),
            let last = lists[index].popLast(), let entry = self[last]
        {
            if let account, entry.isRead(by: account) { continue }
            found.append(entry)
        }
        return found
    }

    /// The part of an ascending list that is below `end`.
    private static func part(of list: Deque<UInt64>, below end: UInt64) -> Slice<Deque<UInt64>> {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < end { low = middle + 1 } else { high = middle }
        }
        return list[..<low]
    }

    private func inboxes(of audience: Audience) -> [Inbox] {
        var inboxes = audience.agent.map { [Inbox.agent($0)] } ?? []
        inboxes += roleInboxes.filter { inbox in
            guard case .role(let role, let department) = inbox else { return false }
            return audience.roles.contains(codes.text(role)) && isSeen(department, by: audience)
        }
        return audience.includesCustomers ? inboxes + [.customers] : inboxes
    }

    /// Folds one event in. Most change nothing here.
    /// - Parameter rows: which know whose a ticket is.
    public mutating func fold(
        _ event: borrowing EventView, sequence: UInt64, rows: TicketRows = TicketRows()
    ) throws(WireError) {
        switch event.type {
        case .notificationQueued: try add(event, sequence, rows)
        case .notificationDelivered: change(try event.leadingNumbers().second) { $0.state = .delivered }
        case .notificationFailed:
            let attempt = try event.fields(NotificationFailed.self).number(.attempt)
            change(try event.leadingNumbers().second) { ($0.state, $0.attempts) = (.failed, attempt) }
        case .notificationGivenUp:
            let attempts = try event.fields(NotificationGivenUp.self).number(.attempts)
            change(try event.leadingNumbers().second) { ($0.state, $0.attempts) = (.givenUp, attempts) }
        case .notificationRead:
            let account: AccountOrdinal = try event.fields(NotificationRead.self).ordinal(.account)
            change(try event.leadingNumbers().second) { entry in
                if !entry.isRead(by: account) { entry.readers.append(account) }
            }
        default: break
        }
    }

    private mutating func add(
        _ event: borrowing EventView, _ sequence: UInt64, _ rows: TicketRows
    ) throws(WireError) {
        let fields = try event.fields(NotificationQueued.self)
        let number = try fields.number(.notification)
        precondition(number == count + 1, "notifications are numbered without gaps")
        let agent: AgentOrdinal? = try fields.ordinal(.agent)
        let inbox: Inbox
        if let agent {
            inbox = .agent(agent)
        } else if try fields.flag(.isCustomer) {
            inbox = .customers
        } else {
            inbox = .role(codes.code(try fields.bytes(.role)), department: codes.code(try fields.bytes(.department)))
            if byInbox[inbox] == nil { roleInboxes.append(inbox) }
        }
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        let customer = inbox == .customers ? rows[ticket]?.customer : nil
        entries.append(
            Entry(
                notification: number, ticket: ticket, inbox: inbox, customer: customer,
                template: codes.code(try fields.bytes(.template)), carrier: codes.code(try fields.bytes(.carrier)),
                dueAt: try fields.instant(.dueAt), ticketThen: try ticketThen(fields),
                queuedAt: event.recordedAt, sequence: sequence))
        byInbox[inbox, default: []].append(number)
        if let customer { byCustomer[customer, default: []].append(number) }
        if UInt64(entries.count) > keptMax { drop() }
    }

    private mutating func ticketThen(
        _ fields: borrowing EventFields<NotificationQueued>
    ) throws(WireError) -> TicketThen? {
        guard let priority: Priority = try fields.choice(.priority) else { return nil }
        return TicketThen(
            holder: try fields.ordinal(.holder), category: codes.code(try fields.bytes(.category)),
            priority: priority, stage: codes.code(try fields.bytes(.stage)), grade: try fields.choice(.grade))
    }

    /// Forgets the oldest, which is the first of whatever list it is in.
    private mutating func drop() {
        guard let entry = entries.popFirst() else { return }
        dropped = entry.notification
        _ = byInbox[entry.inbox]?.popFirst()
        // A role's stays, so that it keeps its place among the roles.
        if case .agent = entry.inbox, byInbox[entry.inbox]?.isEmpty == true { byInbox[entry.inbox] = nil }
        guard let customer = entry.customer else { return }
        _ = byCustomer[customer]?.popFirst()
        if byCustomer[customer]?.isEmpty == true { byCustomer[customer] = nil }
    }

    private mutating func change(_ notification: UInt64, _ body: (inout Entry) -> Void) {
        guard notification > dropped, notification <= count else { return }
        body(&entries[Int(notification - dropped) - 1])
    }
}
