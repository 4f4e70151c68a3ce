internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import Passwords
internal import Policies
internal import Projections

// Who gets in, and who may do what is asked: the table ``Access`` decides, and here alone it is asked.
extension API {
    typealias Bearer = (account: Accounts.Account, token: Accounts.Token)

    func authenticated(_ request: Request) throws(Problem) -> Bearer {
        let given = request.headers[.authorization] ?? ""
        let scheme = "Bearer "
        if given.utf8.count > scheme.count, given.utf8.count <= scheme.count + APILimits.tokenBytesMax,
            given.prefix(scheme.count).lowercased() == scheme.lowercased()
        {
            let hash = AccessToken.hash(of: String(given.dropFirst(scheme.count)))
            let now = engine.now
            if let bearer = engine.registry.withAccounts({ $0.bearer(tokenHash: hash, at: now) }) { return bearer }
        }
        try limit(.unknownToken)
        throw .unauthenticated(
            LocalText("请在 Authorization 中提供有效令牌：Bearer 令牌。", "Send a valid token: Authorization: Bearer TOKEN."))
    }

    /// Whether the account may do what a route is for, with what the path names.
    func admitted(
        _ bearer: Bearer, to operation: Access.Operation, _ route: Route<Log>, _ request: Request,
        _ parameters: Parameters
    ) async throws(Problem) -> Asker {
        let (account, token) = bearer
        if account.mustChange, token.purpose == TokenPurpose.signIn, operation != .useOwnAccount {
            throw Problem(
                .passwordMustChange, LocalText("请先修改初始密码。", "Change the first password before anything else."))
        }
        let reach = Access.reach(of: account.knownRoles, for: operation)
        guard reach > .never else { throw .forbidden(operation, account.knownRoles) }
        let asker = engine.registry.withAccounts { Asker(account, token, reach: reach, $0) }
        if reach == .all { return asker }
        if try await isOwn(route, operation, parameters, asker) { return asker }
        guard try await wasDone(operation, asker, request) else {
            throw .forbidden(operation, account.knownRoles, isOwn: false)
        }
        return asker
    }

    /// Whether the account has done the same under the same key: whoever has just given a ticket away may hear so
    /// again. But what was shown is not shown again.
    private func wasDone(
        _ operation: Access.Operation, _ asker: Asker, _ request: Request
    ) async throws(Problem) -> Bool {
        guard operation != .reveal, let key = try Exchange.idempotencyKey(of: request) else { return false }
        let scope = Exchange.scope(key, of: request, asker.account.account, digestKey)
        return await engine.hasCarriedOut(scope)
    }

    /// Whether what the path names is the asker's own. What is not there is told as that.
    private func isOwn(
        _ route: Route<Log>, _ operation: Access.Operation, _ parameters: Parameters, _ asker: Asker
    ) async throws(Problem) -> Bool {
        switch route.subject {
        case .ticket:
            let ticket = try ticket(numbered: parameters.text("number"))
            let (row, requested) = await engine.look { ($0.tickets[ticket], $0.proposals.requested(ticket)?.agent) }
            if let customer = asker.customer { return row?.customer == customer }
            if let holder = row?.holder, asker.agents.contains(holder) { return true }
            // Whose agent was asked for may agree, or not, and look at what they agree to; also where nobody has it.
            guard [.approve, .reject, .readTicket].contains(operation) else { return false }
            return requested.map { asker.agents.contains($0) } ?? false
        case .agent: return asker.agents.contains(try agent(parameters.text("id")))
        case .account: return parameters.text("name") == asker.account.name
        case .many: return route.narrows
        }
    }

    /// The ticket with a number.
    func ticket(numbered number: String) throws(Problem) -> TicketOrdinal {
        guard let ticket = engine.registry.withNames({ $0.tickets.ticket(number) }) else {
            throw .notFound(LocalText("没有工单 \(number)，请核对工单号。", "There is no ticket \(number): check the number."))
        }
        return ticket
    }

    func agent(_ identifier: String) throws(Problem) -> AgentOrdinal {
        guard let agent = engine.registry.withNames({ $0.agent(identifier) }) else {
            throw .notFound(
                LocalText("没有执行人员 \(identifier)，请核对标识。", "There is no agent \(identifier): check the identifier."))
        }
        return agent
    }
}

extension Problem {
    static func unauthenticated(_ detail: LocalText, _ kind: ProblemKind = .unauthenticated) -> Problem {
        var problem = Problem(kind, detail)
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }

    /// Names the roles that could, and how far each reaches.
    /// - Parameter isOwn: false where the account's roles reach what is its own, and this is not.
    static func forbidden(_ operation: Access.Operation, _ roles: [Role], isOwn: Bool = true) -> Problem {
        let able = Access.roles(for: operation)
        func list(_ roles: [Role], _ language: Language) -> String {
            let words = roles.map { roleWords($0.code, language) }
            return words.isEmpty ? language("无", "none") : words.joined(separator: language("、", ", "))
        }
        let unlimited = able.filter { Access.reach(of: $0, for: operation) == .all }
        let detail =
            isOwn
            ? LocalText(
                "需要角色：\(list(able, .chinese))；你的角色：\(list(roles, .chinese))。请有该角色的人操作，或请管理员授予。",
                "It takes the role \(list(able, .english)); yours: \(list(roles, .english)). Ask somebody who has it, "
                    + "or an administrator to give it to you.")
            : LocalText(
                "这不是你自己的；请由其所有者操作，或由不限于自己的角色操作：\(list(unlimited, .chinese))。",
                "It is not your own: ask whose it is, or somebody who is not limited to their own: "
                    + "\(list(unlimited, .english)).")
        var problem = Problem(.forbidden, detail)
        problem.members = [
            ("operation", .string(operation.rawValue)),
            (
                "roles",
                .array(
                    able.map { role in
                        [
                            "role": .string(role.code),
                            "reach": .string(Access.reach(of: role, for: operation).rawValue),
                        ]
                    })
            ),
        ]
        return problem
    }
}
