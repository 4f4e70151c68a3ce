import Domain
import Testing

@Suite("The table of access")
struct AccessTests {
    /// What requirements and reason say of whole rows and columns, whatever single cells are.
    @Test("keeps what each role is for")
    func roles() {
        let reads: [Access.Operation] = [
            .readTicket, .readStory, .readQueue, .readWorkloads, .readAgent, .followEvents, .readPolicy, .readAccount,
            .readToken,
            .readDepartment, .readClock,
        ]
        let own: [Access.Operation] = [.changeToken, .readNotification, .useOwnAccount]
        for operation in Access.Operation.allCases {
            let reach = { Access.reach(of: $0, for: operation) }
            // An auditor reads everything and changes nothing but their own tokens.
            let audited: Access.Reach =
                reads.contains(operation) ? .all : own.contains(operation) ? .own : .never
            #expect(reach(.auditor) == audited, "\(operation)")
            // An administrator may do whatever a clerk or a supervisor may.
            #expect(reach(.administrator) >= max(reach(.clerk), reach(.supervisor)), "\(operation)")
            // A customer and a handler reach their own at most, and the policy's words.
            #expect(reach(.customer) <= .own, "\(operation)")
            #expect(
                reach(.handler) <= .own || [.readPolicy, .readDepartment, .readClock].contains(operation),
                "\(operation)")
            // Somebody may do it.
            #expect(!Access.roles(for: operation).isEmpty, "\(operation)")
        }
        let administrators: [Access.Operation] = [
            .changeAgent, .eraseCustomer, .publishPolicy, .changeAccount, .changeDepartment, .turnClock,
        ]
        for operation in administrators { #expect(Access.roles(for: operation) == [.administrator], "\(operation)") }
    }

    @Test(
        "says who decides what",
        arguments: [
            // DI-5, TR-8, AD-2, FB-3
            (.confirm, [.dispatcher, .supervisor, .administrator]),
            (.approve, [.supervisor, .departmentManager, .administrator]),
            (.review, [.supervisor, .departmentManager, .administrator]),
            (.reveal, [.handler, .clerk, .supervisor, .departmentManager, .administrator]),
            (.rate, [.customer, .clerk, .supervisor, .administrator]),
            (.accept, [.handler, .supervisor, .departmentManager, .administrator]),
            (.reopen, [.clerk, .supervisor, .departmentManager, .administrator]),
            (.submitTicket, [.customer, .clerk, .supervisor, .administrator]),
        ] as [(Access.Operation, [Role])])
    func deciding(_ operation: Access.Operation, _ roles: [Role]) {
        #expect(Access.roles(for: operation) == roles)
    }

    @Test("lets an account reach as far as its furthest role, and without roles nowhere")
    func several() {
        #expect(Access.reach(of: [.handler, .clerk], for: .reveal) == .all)
        #expect(Access.reach(of: [.handler, .auditor], for: .reveal) == .own)
        #expect(Access.reach(of: [.dispatcher, .auditor], for: .reveal) == .never)
        for operation in Access.Operation.allCases {
            #expect(Access.reach(of: [], for: operation) == .never)
        }
    }
}
