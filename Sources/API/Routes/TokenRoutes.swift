internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Passwords
internal import Policies
internal import Projections

extension API {
    static var tokenRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/accounts/{name}/tokens", .readToken) { $0.tokens },
            Route(.post, "/v1/accounts/{name}/tokens", .changeToken) { $0.issueToken },
            Route(.delete, "/v1/accounts/{name}/tokens/{id}", .changeToken) { $0.revokeToken },
        ]
    }

    private func tokens(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        let account = try account(exchange)
        return .json(
            ["items": .array(live(account).map(\.json))], sequence: await engine.look { $0.sequence })
    }

    private func live(_ account: Accounts.Account) -> [Accounts.Token] {
        let now = engine.now
        return engine.registry.withAccounts { $0.tokens(of: account.account, at: now) }
    }

    private func issueToken(_ exchange: Exchange) async throws -> Response {
        let account = try account(exchange)
        let bytes = try await exchange.body()
        let body = try Form.read(TokenBody.self, bytes)
        if let expiresAt = body.expiresAt, expiresAt <= engine.now {
            let detail = LocalText("已经过去，请给出将来的时间。", "It is past: give a time to come.")
            throw Problem.invalid([FieldFault(pointer: "/expiresAt", code: .value, detail: detail)])
        }
        let token = AccessToken(random: random)
        var issued = TokenIssued()
        (issued.account, issued.tokenHash) = (account.account, token.hash)
        (issued.expiresAt, issued.purpose) = (body.expiresAt, body.purpose)
        let (receipt, sequence) = try await engine.perform(
            .account(.issueToken(issued, checked: nil)), for: try exchange.caller(bytes)
        ) { ($0, $1.sequence) }
        var members: [(name: String, value: JSON)] = [("purpose", .string(body.purpose))]
        if let expiresAt = body.expiresAt { members.append(("expiresAt", JSON(expiresAt))) }
        // Of a repeat the token was in the first answer, and is nowhere now.
        if let made = live(account).first(where: { $0.hash == token.hash }) {
            members += [("id", .string(made.identifier)), ("token", .string(token.text))]
        }
        var response = Response.json(
            .object(members), status: .created, sequence: sequence, isRepeated: receipt.isRepeated)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func revokeToken(_ exchange: Exchange) async throws -> Response {
        let account = try account(exchange)
        let wanted = exchange.parameters.text("id")
        guard let token = live(account).first(where: { $0.identifier == wanted }) else {
            throw EngineError.refused(.unknownToken)
        }
        try await revoke(token, exchange)
        return Response(status: .noContent)
    }
}
