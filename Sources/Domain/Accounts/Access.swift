/// Who may do what: one table of role × operation, which says how far each role reaches.
public enum Access {
    /// How far a role reaches with an operation.
    public enum Reach: String, CaseIterable, Comparable, Sendable {
        case never = "-"
        /// What is the account's own: itself, its agent, and a ticket from when its agent is offered it until it goes
        /// back or round again, resolved and closed included; of events, those that name the agent; of what people are
        /// told, what is for the agent, and for the account's roles in its department.
        /// To the manager of a department the agents of that department are their own too, with all of this, and a
        /// ticket for which one of them was asked, to read it and to agree or not. To a customer it is the customer's
        /// tickets, and what the customer is told.
        /// What the account did stays its own under the key by which it did it: a repeat is answered, but for `reveal`.
        case own
        case all

        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Everything that can be asked of the product. Several addresses may stand for one.
    public enum Operation: String, CaseIterable, Hashable, Sendable {
        case submitTicket = "submit-ticket"
        case readTicket = "read-ticket"
        case accept, decline, progress, resolve, rate, close, classify, prioritise, review
        case confirm, assign, approve, reject, reassign, contact, reopen, escalate, reveal
        /// What happened to a ticket, its clocks, and why whom was offered it.
        case readStory = "read-story"
        case readAttachment = "read-attachment"
        case addAttachment = "add-attachment"
        case readQueue = "read-queue"
        case readWorkloads = "read-workloads"
        case readAgent = "read-agent"
        case changeAgent = "change-agent"
        case changePresence = "change-presence"
        case followEvents = "follow-events"
        case eraseCustomer = "erase-customer"
        /// Tickets that were handled elsewhere, with their own times.
        case bringHistory = "bring-history"
        case readPolicy = "read-policy"
        case publishPolicy = "publish-policy"
        case readAccount = "read-account"
        case changeAccount = "change-account"
        case readToken = "read-token"
        case changeToken = "change-token"
        case readDepartment = "read-department"
        case changeDepartment = "change-department"
        case readNotification = "read-notification"
        case readClock = "read-clock"
        case turnClock = "turn-clock"
        /// Who am I, another password, signing out.
        case useOwnAccount = "use-own-account"
    }

    /// Reasons, where a cell has more than its role's nature behind it:
    /// - A handler neither rates nor closes: nobody grades their own work.
    /// - A customer sees how a ticket stands, and not how the house came to that.
    /// - Files are shown as they are, unlike texts, so whoever may not `reveal` does not get them.
    /// - A manager may ask for an agent for any ticket, since a supervisor has to agree.
    /// - A supervisor acts in a handler's stead, which the events tell as on behalf of.
    /// - An auditor sees who saw what, and reveals nothing. Their own tokens are the one thing that they change.
    /// - An administrator may do whatever a clerk or a supervisor may.
    private static let text = """
                           customer  handler  clerk  dispatcher  supervisor  manager  administrator  auditor
        submit-ticket      own       -        all    -           all         -        all            -
        read-ticket        own       own      all    all         all         all      all            all
        read-story         -         own      all    all         all         all      all            all
        accept             -         own      -      -           all         own      all            -
        decline            -         own      -      -           all         own      all            -
        progress           -         own      -      -           all         own      all            -
        resolve            -         own      -      -           all         own      all            -
        rate               own       -        all    -           all         -        all            -
        close              -         -        all    -           all         own      all            -
        classify           -         -        all    all         all         own      all            -
        prioritise         -         -        all    -           all         own      all            -
        review             -         -        -      -           all         own      all            -
        confirm            -         -        -      all         all         -        all            -
        assign             -         -        all    all         all         all      all            -
        approve            -         -        -      -           all         own      all            -
        reject             -         -        -      -           all         own      all            -
        reassign           -         -        all    all         all         own      all            -
        contact            -         own      all    -           all         own      all            -
        reopen             -         -        all    -           all         own      all            -
        escalate           -         own      all    -           all         own      all            -
        reveal             -         own      all    -           all         own      all            -
        read-attachment    own       own      all    -           all         own      all            -
        add-attachment     own       own      all    -           all         own      all            -
        read-queue         -         -        all    all         all         all      all            all
        read-workloads     -         own      all    all         all         all      all            all
        read-agent         -         own      all    all         all         all      all            all
        change-agent       -         -        -      -           -           -        all            -
        change-presence    -         own      -      -           all         own      all            -
        follow-events      -         own      all    all         all         all      all            all
        erase-customer     -         -        -      -           -           -        all            -
        bring-history      -         -        -      -           -           -        all            -
        read-policy        -         all      all    all         all         all      all            all
        publish-policy     -         -        -      -           -           -        all            -
        read-account       own       own      own    own         own         own      all            all
        change-account     -         -        -      -           -           -        all            -
        read-token         own       own      own    own         own         own      all            all
        change-token       own       own      own    own         own         own      all            own
        read-department    -         all      all    all         all         all      all            all
        change-department  -         -        -      -           -           -        all            -
        read-notification  own       own      own    own         own         own      all            own
        read-clock         -         all      all    all         all         all      all            all
        turn-clock         -         -        -      -           -           -        all            -
        use-own-account    own       own      own    own         own         own      own            own
        """

    private static let table: [Operation: [Role: Reach]] = {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        let columns = lines[0].map { $0 == "manager" ? Role.departmentManager : Role(rawValue: String($0)) }
        var table: [Operation: [Role: Reach]] = [:]
        for line in lines.dropFirst() {
            guard let operation = Operation(rawValue: String(line[0])), line.count == columns.count + 1 else {
                preconditionFailure("no row of the table: \(line)")
            }
            precondition(table[operation] == nil, "\(operation) has one row")
            for (role, cell) in zip(columns, line.dropFirst()) {
                guard let role, let reach = Reach(rawValue: String(cell)) else {
                    preconditionFailure("no cell: \(cell)")
                }
                table[operation, default: [:]][role] = reach
            }
        }
        precondition(table.count == Operation.allCases.count, "every operation has a row")
        return table
    }()

    /// How far a role reaches with an operation.
    public static func reach(of role: Role, for operation: Operation) -> Reach { table[operation]?[role] ?? .never }

    /// How far an account with these roles reaches: as far as the one that reaches furthest.
    public static func reach(of roles: some Sequence<Role>, for operation: Operation) -> Reach {
        roles.map { reach(of: $0, for: operation) }.max() ?? .never
    }

    /// The roles that may do it, in the table's order.
    public static func roles(for operation: Operation) -> [Role] {
        Role.allCases.filter { reach(of: $0, for: operation) > .never }
    }
}
