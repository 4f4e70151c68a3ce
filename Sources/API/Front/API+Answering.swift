internal import Crypto
internal import Engine
internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Projections

extension API {
    /// Carries a route out, or says what is in the way.
    func answer(_ route: Route<Log>, _ request: Request, _ context: APIContext) async throws -> Response {
        let language = Language(acceptLanguage: request.headers[.acceptLanguage])
        let begun = ContinuousClock.now
        let response: Response
        do {
            let account = try route.access == .open ? nil : authenticated(request)
            if let account { try limit(account) }
            try await reach(request)
            response = try await route.handle(
                self,
                Exchange(
                    request: request, parameters: context.parameters, language: language, account: account,
                    digestKey: digestKey, address: context.address))
        } catch let problem as Problem {
            response = problem.response(language)
        } catch let error as EngineError {
            response = answer(error, route, language)
        }
        metrics.note(route.method, route.path, response.status.code, ContinuousClock.now - begun)
        return response
    }

    /// What is told of the failure is the route: a path may have a token in it.
    private func answer(_ error: EngineError, _ route: Route<Log>, _ language: Language) -> Response {
        let problem = Problem(error)
        if problem.kind == .internal {
            logger.critical("a request failed", metadata: ["path": "\(route.path)", "error": "\(error)"])
        }
        return problem.response(language)
    }

    private func authenticated(_ request: Request) throws(Problem) -> Accounts.Account {
        let given = request.headers[.authorization] ?? ""
        let scheme = "Bearer "
        if given.count > scheme.count, given.prefix(scheme.count).lowercased() == scheme.lowercased() {
            let hash = Array(SHA256.hash(data: Array(given.dropFirst(scheme.count).utf8)))
            if let account = engine.registry.account(tokenHash: hash) { return account }
        }
        var problem = Problem(
            .unauthenticated,
            LocalText("请在 Authorization 中提供有效令牌：Bearer 令牌。", "Send a valid token: Authorization: Bearer TOKEN."))
        problem.headers[.wwwAuthenticate] = "Bearer"
        throw problem
    }

    /// - Parameter taken: what the same request has cost already.
    func limit(_ account: Accounts.Account, requests: Int = 1, after taken: Int = 0) throws(Problem) {
        guard let wait = limiter.take(requests, after: taken, for: account.account, at: uptime) else { return }
        throw .tooManyRequests(after: wait)
    }

    private static var atLeast: HTTPField.Name { HTTPField.Name("Paidan-At-Least")! }
    static var sequence: HTTPField.Name { HTTPField.Name("Paidan-Sequence")! }

    /// Waits for the sequence number that the request wants to be seen.
    private func reach(_ request: Request) async throws {
        guard let text = request.headers[Self.atLeast] else { return }
        guard let sequence = UInt64(text) else {
            throw Problem.invalid([
                FieldFault(
                    pointer: "header:Paidan-At-Least", code: .value,
                    detail: LocalText("应为序号。", "It is a sequence number."))
            ])
        }
        let isThere = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await engine.reach(sequence)
                return !Task.isCancelled
            }
            group.addTask {
                try? await Task.sleep(for: APILimits.reachWithin)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        guard isThere else {
            var problem = Problem(.notYet, LocalText("请稍后重试。", "Try again in a moment."))
            problem.headers[.retryAfter] = "1"
            throw problem
        }
    }
}
