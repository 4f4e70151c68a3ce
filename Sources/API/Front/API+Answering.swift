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
            var bearer: Bearer?
            if case .operation = route.admission {
                let known = try authenticated(request)
                try limit(known.account)
                bearer = known
            }
            try await reach(request)
            var asker: Asker?
            if case .operation(let operation) = route.admission, let bearer {
                asker = try await admitted(bearer, to: operation, route, request, context.parameters)
            }
            response = try await route.handle(
                self,
                Exchange(
                    request: request, parameters: context.parameters, language: language, asker: asker,
                    peer: context.peer, digestKey: digestKey))
        } catch let problem as Problem {
            response = problem.response(language)
        } catch let error as EngineError {
            response = answer(error, request, language)
        }
        metrics.note(route.method, route.path, response.status.code, ContinuousClock.now - begun)
        return response
    }

    private func answer(_ error: EngineError, _ request: Request, _ language: Language) -> Response {
        let problem = Problem(error)
        if problem.kind == .internal {
            logger.critical("a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
        }
        return problem.response(language)
    }

    /// - Parameter taken: what the same request has cost already.
    func limit(_ account: Accounts.Account, requests: Int = 1, after taken: Int = 0) throws(Problem) {
        guard let wait = limiter.take(requests, after: taken, for: account.account, at: .now) else { return }
        var problem = Problem(.tooManyRequests, LocalText("请稍后重试。", "Try again in a moment."))
        problem.headers[.retryAfter] = "\(Int((wait / .seconds(1)).rounded(.up)))"
        throw problem
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
