internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Passwords
internal import Policies
internal import Projections

extension API {
    static var accountRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/accounts", .readAccount, narrows: true) { $0.accounts },
            Route(.post, "/v1/accounts", .changeAccount) { $0.createAccount },
            Route(.get, "/v1/accounts/{name}", .readAccount) { $0.showAccount },
            Route(.put, "/v1/accounts/{name}", .changeAccount) { $0.changeAccount },
            Route(.post, "/v1/accounts/{name}/password", .changeAccount) { $0.resetPassword },
        ]
    }

    /// In the order in which they were made.
    private func accounts(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        let after = Int(query.number("cursor", 0...Int64(Int32.max)) ?? 0)
        try query.end()
        let sequence = await engine.look { $0.sequence }
        let only = exchange.asker.flatMap { $0.reach == .own ? $0.account.account : nil }
        let (page, count) = engine.registry.withAccounts { accounts in
            let all = accounts.all.filter { only == nil || $0.account == only }
            return (Array(all.dropFirst(after).prefix(limit)), all.count)
        }
        var members: [(name: String, value: JSON)] = [("items", .array(page.map { view($0).json }))]
        if after + limit < count { members.append(("next", .string("\(after + limit)"))) }
        return .json(.object(members), sequence: sequence)
    }

    private func showAccount(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        let account = try account(exchange)
        return .json(view(account).json, sequence: await engine.look { $0.sequence })
    }

    /// The first password is shown in this answer and nowhere else, and only while it is worth something.
    private func createAccount(_ exchange: Exchange) async throws -> Response {
        let bytes = try await exchange.body()
        let body = try Form.read(NewAccountBody.self, bytes, now: await engine.time)
        var created = AccountCreated()
        (created.name, created.displayName) = (body.name, body.displayName)
        (created.roles, created.department) = (body.roles, body.department)
        if !body.customer.isEmpty {
            guard let customer = await engine.customer(called: body.customer) else {
                throw Problem.invalid([
                    FieldFault(
                        pointer: "/customer", code: .value,
                        detail: LocalText("没有该客户，请核对联系方式或标识。", "There is no such customer: check it."))
                ])
            }
            created.customer = customer
        }
        var new = NewAccount(created)
        if var profile = body.profile?.change {
            profile.identifier = body.agent.isEmpty ? body.name : body.agent
            profile.name = body.displayName.isEmpty ? body.name : body.displayName
            profile.department = body.department
            new.profile = profile
        } else if !body.agent.isEmpty {
            new.account.agent = try agent(body.agent)
        }
        let password = body.isProgram ? nil : PasswordRules.first(random: random)
        if let password { new.verifier = try await verifier(of: password) }
        let receipt = try await engine.perform(.account(.create(new)), for: try exchange.caller(bytes))
        let made = engine.registry.withAccounts { $0.account(body.name) }
        return try await answer(made?.account, receipt, password: password, status: .created)
    }

    private func changeAccount(_ exchange: Exchange) async throws -> Response {
        let account = try account(exchange)
        let bytes = try await exchange.body()
        let body = try Form.read(AccountBody.self, bytes)
        var change = AccountChanged()
        (change.account, change.roles, change.department) = (account.account, body.roles, body.department)
        change.agent = body.agent.isEmpty ? nil : try agent(body.agent)
        change.isDisabled = body.isDisabled
        let receipt = try await engine.perform(.account(.change(change)), for: try exchange.caller(bytes))
        return try await answer(account.account, receipt)
    }

    private func resetPassword(_ exchange: Exchange) async throws -> Response {
        let account = try account(exchange)
        let bytes = try await exchange.body()
        if !bytes.isEmpty { _ = try Form.read(EmptyBody.self, bytes) }
        let given = PasswordRules.first(random: random)
        var password = PasswordSet()
        (password.account, password.verifier) = (account.account, try await verifier(of: given))
        password.mustChange = true
        let receipt = try await engine.perform(
            .account(.setPassword(password, replacing: nil, keeping: nil)), for: try exchange.caller(bytes))
        return try await answer(account.account, receipt, password: given)
    }

    /// - Parameter password: what was given just now; another was, where the command was a repeat.
    func answer(
        _ account: AccountOrdinal?, _ receipt: Receipt, password: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let account = account.flatMap({ account in engine.registry.withAccounts { $0[account] } }) else {
            throw Problem.notFound(LocalText("没有该账号，请核对名称。", "There is no such account: check the name."))
        }
        var json = view(account).json
        if let password, !receipt.isRepeated, case .object(let members) = json {
            json = .object(members + [("password", .string(password))])
        }
        var response = Response.json(
            json, status: status, sequence: await engine.look { $0.sequence }, isRepeated: receipt.isRepeated)
        if password != nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// The account whose name is in the path.
    func account(_ exchange: Exchange) throws(Problem) -> Accounts.Account {
        try account(exchange.parameters.text("name"))
    }

    func account(_ name: String) throws(Problem) -> Accounts.Account {
        guard let account = engine.registry.withAccounts({ $0.account(name) }) else {
            throw .notFound(LocalText("没有账号 \(name)，请核对名称。", "There is no account \(name): check the name."))
        }
        return account
    }

    func view(_ account: Accounts.Account) -> AccountView {
        AccountView(
            account: account,
            agent: account.agent.flatMap { agent in engine.registry.withNames { $0[agent]?.identifier } },
            customer: account.customer.flatMap { customer in engine.registry.withNames { $0[customer]?.hex } })
    }
}
