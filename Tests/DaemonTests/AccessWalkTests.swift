import API
import DaemonHarness
import Domain
import Foundation
import JSONText
import SegmentLog
import Testing

/// Who may do what, asked of a daemon: every route, as every role, about what is the account's own and what is not.
@Suite("The walk through the table of access", .timeLimit(.minutes(10)))
struct AccessWalkTests {
    /// What a request is about, seen from the account that asks.
    private enum Subject: String, CaseIterable {
        case own, managed, others
        /// A ticket that nobody has.
        case nobodys
        /// No single thing.
        case many
    }

    /// A daemon with an account of each role, each of which has an agent with a ticket; the manager's department has
    /// another, and another agent is nobody's business.
    private struct Company {
        let daemon: RunningDaemon
        private var tokens: [Role: String] = [:]
        private(set) var tickets: [String: String] = [:]

        init() async throws {
            daemon = try await RunningDaemon.new()
            let admin = daemon.client
            #expect(try await admin.put("/v1/departments/tech", ["name": "技术部"]).status == 200)
            // The customer's ticket is an agent's whom nobody else asks about.
            try await admin.introduce("served")
            tickets["customer"] = try await admin.submit(Requests.submission(name: "赵敏", contact: "13900001111"))
            _ = try await admin.put("/v1/agents/served/presence", ["state": "offline"])
            for role in Role.allCases {
                let whose: (String, JSON) = role == .customer ? ("customer", "13900001111") : ("profile", [:])
                let made = try await admin.post(
                    "/v1/accounts",
                    JSON.object([
                        ("name", .string(role.code)), ("roles", [.string(role.code)]), ("program", true), whose,
                    ]))
                #expect(made.status == 201, "\(made.body)")
                let token = try await admin.post("/v1/accounts/\(role.code)/tokens", ["purpose": "walk"])
                tokens[role] = token.text("token")
            }
            let manager = try await admin.put("/v1/departments/tech", ["name": "技术部", "manager": "department-manager"])
            #expect(manager.text("manager") == "department-manager")
            for agent in ["managed", "other"] {
                let department = agent == "managed" ? "tech" : ""
                _ = try await admin.put(
                    "/v1/agents/\(agent)", ["name": .string(agent), "department": .string(department)])
            }
            // Who is the only one on line is offered the ticket.
            for agent in Role.allCases.filter({ $0 != .customer }).map(\.code) + ["managed", "other"] {
                _ = try await admin.put("/v1/agents/\(agent)/presence", ["state": "online"])
                tickets[agent] = try await admin.submit()
                _ = try await admin.put("/v1/agents/\(agent)/presence", ["state": "offline"])
            }
            tickets["nobody"] = try await admin.submit()
            #expect(tickets.values.count { !$0.isEmpty } == 11)
        }

        func client(_ role: Role) -> DaemonClient { daemon.client.with(token: tokens[role]) }

        /// A route's path with the names of a subject; nil where the route is about no such thing.
        func path(_ route: String, _ subject: Subject, _ role: Role) -> String? {
            let names: [Subject: String] = [.own: role.code, .managed: "managed", .others: "other", .nobodys: "nobody"]
            var path = route.replacing("{address}", with: String(repeating: "0", count: 64))
                .replacing("{code}", with: "tech")
            if route.hasPrefix("/v1/tickets/{number}") {
                guard let ticket = names[subject].flatMap({ tickets[$0] }) else { return nil }
                return path.replacing("{number}", with: ticket)
            }
            if route.hasPrefix("/v1/agents/{id}") {
                guard subject != .nobodys, let agent = names[subject] else { return nil }
                return path.replacing("{id}", with: agent)
            }
            if route.hasPrefix("/v1/accounts/{name}") {
                // Somebody else's account is an administrator's, who has every right that another may lack.
                guard subject == .own || subject == .others else { return nil }
                path = path.replacing("{id}", with: "0000000000000000")
                return path.replacing("{name}", with: subject == .own ? role.code : "admin")
            }
            path = path.replacing("{id}", with: String(repeating: "0", count: 32))
            return subject == .many ? path : nil
        }
    }

    @Test("finds at every address what the table says")
    func walk() async throws {
        let company = try await Company()
        var (asked, refused) = (0, 0)
        for (method, route, operation) in API<SegmentLog>.operations {
            guard let operation else { continue }
            for role in Role.allCases {
                for subject in Subject.allCases {
                    guard let path = company.path(route, subject, role) else { continue }
                    let answer = try await Self.ask(company.client(role), method, path)
                    let isAllowed = Self.isAllowed(role, operation, method, subject)
                    #expect(
                        (answer.status != 403) == isAllowed && answer.status != 401,
                        "\(role) \(method) \(route), \(subject): \(answer.status) \(answer.body)")
                    if answer.status == 403 {
                        #expect(answer.problem == "forbidden" && answer.text("operation") == operation.rawValue)
                        let able = answer.elements("roles").compactMap { $0["role"]?.asText }
                        #expect(able == Access.roles(for: operation).map(\.code))
                        refused += 1
                    }
                    asked += 1
                }
            }
        }
        #expect(asked > 900 && refused > 400, "\(asked) asked, \(refused) refused")
        #expect(await company.daemon.stop() == 0)
    }

    /// By the table, and by what is whose.
    private static func isAllowed(
        _ role: Role, _ operation: Access.Operation, _ method: String, _ subject: Subject
    ) -> Bool {
        switch (Access.reach(of: role, for: operation), subject) {
        case (.never, _): false
        case (.all, _), (.own, .own): true
        case (.own, .managed): role == .departmentManager
        case (.own, .others), (.own, .nobodys): false
        // What shows many shows fewer, and a customer submits for nobody else.
        case (.own, .many): method == "GET" || [.useOwnAccount, .readNotification, .submitTicket].contains(operation)
        }
    }

    /// With a body that no operation takes: whoever is let in changes nothing.
    private static func ask(_ client: DaemonClient, _ method: String, _ path: String) async throws -> Answer {
        switch method {
        case "GET": try await client.send(method, path, ["Accept": "application/x-ndjson, application/json"])
        case "DELETE": try await client.send(method, path)
        default: try await client.send(method, path + "?walk=1", json: ["walk": true])
        }
    }

    @Test("shows whoever reaches their own no more than that")
    func narrowed() async throws {
        let company = try await Company()
        let (handler, manager) = (company.client(.handler), company.client(.departmentManager))
        func names(_ answer: Answer, _ member: String) -> [String] {
            answer.elements("items").compactMap { $0[member]?.asText }.sorted()
        }
        #expect(names(try await handler.get("/v1/tickets"), "agent") == ["handler"])
        #expect(names(try await handler.get("/v1/agents"), "id") == ["handler"])
        #expect(names(try await handler.get("/v1/workloads"), "agent") == ["handler"])
        #expect(names(try await handler.get("/v1/accounts"), "name") == ["handler"])
        // Theirs, and not to whom it is offered.
        let theirs = try await company.client(.customer).get("/v1/tickets").elements("items")
        #expect(theirs.compactMap { $0.text("number") } == [company.tickets["customer"]])
        #expect(theirs.allSatisfy { $0["agent"] == nil && $0["offer"] == nil && $0["proposal"] == nil })
        #expect(try await manager.get("/v1/agents").elements("items").count == 10)
        let inboxes: [(Role, String, Int)] = [
            (.handler, "agent=handler", 200), (.handler, "agent=managed", 403), (.handler, "agent=nobody", 403),
            (.departmentManager, "agent=managed", 200), (.departmentManager, "agent=handler", 403),
            (.departmentManager, "customers=true", 403), (.administrator, "agent=handler", 200),
            (.administrator, "agent=nobody", 404), (.administrator, "customers=true", 200),
        ]
        for (role, query, status) in inboxes {
            for path in ["/v1/notifications?", "/v1/notifications/stream?after=0&follow=false&"] {
                let answer = try await company.client(role).get(path + query)
                #expect(answer.status == status, "\(role) \(path)\(query): \(answer.status)")
            }
        }
        for filter in ["", "&agent=other", "&agent=other,handler"] {
            let lines = try await handler.send("GET", "/v1/events?after=0\(filter)", ["Accept": "application/x-ndjson"])
            let events = lines.body.split(separator: "\n")
            let isOwn = events.allSatisfy { $0.contains("handler") && !$0.contains("other") }
            #expect(events.isEmpty == (filter == "&agent=other") && isOwn, "\(filter): \(lines.body)")
        }
        #expect(await company.daemon.stop() == 0)
    }

    @Test("tells whoever gave a ticket away so again, and shows nothing again")
    func repeated() async throws {
        let company = try await Company()
        let handler = company.client(.handler)
        let own = try #require(company.path("/v1/tickets/{number}", .own, .handler))
        #expect(try await handler.post(own + "/reveal", ["reason": "回电"], key: "seen").status == 200)
        #expect(try await handler.post(own + "/decline", ["reason": "忙"], key: "given").status == 200)
        let again = try await handler.post(own + "/decline", ["reason": "忙"], key: "given")
        #expect(again.status == 200 && again.isReplay)
        #expect(try await handler.post(own + "/decline", ["reason": "忙"], key: "other").status == 403)
        #expect(try await handler.post(own + "/reveal", ["reason": "回电"], key: "seen").status == 403)
        #expect(try await handler.get(own).status == 403)
        #expect(await company.daemon.stop() == 0)
    }

    @Test("lets a handler act on what is theirs without saying who they are, and as nobody else")
    func acting() async throws {
        let company = try await Company()
        let handler = company.client(.handler)
        let own = try #require(company.path("/v1/tickets/{number}", .own, .handler))
        let asOther = try await handler.post(own + "/accept", ["agent": "other"])
        #expect(asOther.status == 403 && asOther.problem == "forbidden")
        #expect(try await handler.post(own + "/accept").status == 200)
        #expect(try await handler.post(own + "/contact", ["note": "已联系"]).status == 200)
        let revealed = try await handler.post(own + "/reveal", ["reason": "回电"])
        #expect(revealed.status == 200 && revealed.json["customer"]?["contact"]?.asText == "13800002210")
        #expect(try await handler.get(own).json["customer"]?["contact"]?.asText == "138****2210")
        #expect(try await handler.post(own + "/resolve", ["solution": "已处理"]).status == 200)
        #expect(try await handler.post(own + "/close").status == 403)
        // Done, it is still theirs to read.
        #expect(try await handler.get(own).status == 200)
        let managed = try #require(company.path("/v1/tickets/{number}", .managed, .departmentManager))
        let manager = company.client(.departmentManager)
        #expect(try await manager.post(managed + "/accept", ["agent": "managed"]).status == 200)
        #expect(try await manager.post(managed + "/reassign", ["reason": "请假"]).status == 200)
        #expect(await company.daemon.stop() == 0)
    }
}
