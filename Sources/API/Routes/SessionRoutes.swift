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
    static var sessionRoutes: [Route<Log>] {
        [
            Route(.post, "/v1/sessions", .open) { $0.signIn },
            Route(.get, "/v1/sessions/current", .useOwnAccount, narrows: true) { $0.session },
            Route(.delete, "/v1/sessions/current", .useOwnAccount, narrows: true) { $0.signOut },
            Route(.put, "/v1/password", .useOwnAccount, narrows: true) { $0.changePassword },
        ]
    }

    /// Says no more of an account that is disabled, or has no password, or does not exist, than of a wrong password:
    /// neither in words nor by the time it takes.
    private func signIn(_ exchange: Exchange) async throws -> Response {
        let body = try Form.read(
            SignInBody.self, try await exchange.body(bytesMax: APILimits.signInBytesMax))
        let account = engine.registry.withAccounts { $0.account(body.staffNumber) }
        let verifier = account.flatMap { $0.isDisabled ? nil : $0.verifier } ?? []
        guard try await isRight(body.password, verifier, of: body.staffNumber, exchange), let account else {
            throw Self.wrongPassword
        }
        let token = AccessToken(random: random)
        var issued = TokenIssued()
        (issued.account, issued.tokenHash, issued.purpose) = (account.account, token.hash, TokenPurpose.signIn)
        let expiresAt = engine.now.advanced(by: APILimits.signedInFor)
        issued.expiresAt = expiresAt
        let sequence: UInt64
        do throws(EngineError) {
            sequence = try await engine.perform(
                .account(.issueToken(issued, checked: verifier)),
                for: Caller(kind: .account, account: account.account.rawValue)
            ) { $1.sequence }
        } catch {
            // The password was changed, or the account disabled, a moment ago.
            guard case .refused = error else { throw error }
            throw Self.wrongPassword
        }
        var response = Response.json(
            [
                "token": .string(token.text), "expiresAt": JSON(expiresAt),
                "mustChangePassword": .bool(account.mustChange), "account": view(account).json,
            ], status: .created, sequence: sequence)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private static var wrongPassword: Problem {
        .unauthenticated(LocalText("请核对后重试。", "Check both and try again."), .wrongPassword)
    }

    /// Whether a password is right, unless there were too many wrong ones.
    private func isRight(
        _ password: String, _ verifier: [UInt8], of name: String, _ exchange: Exchange
    ) async throws(Problem) -> Bool {
        let keys = [SignInLimiter.Key.account(name), .address(exchange.peer)]
        if let wait = signIns.attempt(keys, at: .now) {
            var problem = Problem(
                .tooManyRequests,
                LocalText(
                    "失败次数过多，请一分钟后再试；忘记密码请管理员重置。",
                    "Too many failures: try again in a minute, or have an administrator reset the password."))
            problem.headers[.retryAfter] = "\(Int((wait / .seconds(1)).rounded(.up)))"
            throw problem
        }
        let isRight: Bool
        do throws(PasswordWork.Overloaded) { isRight = try await passwords.admits(password, verifier) } catch {
            signIns.forgive(keys)
            throw .busyWithPasswords
        }
        if isRight { signIns.forgive(keys) }
        return isRight
    }

    private func session(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        guard let asker = exchange.asker else { preconditionFailure("the route needs an account") }
        var members: [(name: String, value: JSON)] = [
            ("account", view(asker.account).json), ("token", asker.token.json),
            ("mustChangePassword", .bool(asker.account.mustChange && asker.token.purpose == TokenPurpose.signIn)),
        ]
        let own = asker.account.knownRoles
        members.append(
            (
                "operations",
                .object(
                    Access.Operation.allCases.compactMap { operation in
                        let reach = Access.reach(of: own, for: operation)
                        return reach == .never ? nil : (operation.rawValue, .string(reach.rawValue))
                    })
            ))
        return .json(.object(members), sequence: await engine.look { $0.sequence })
    }

    private func signOut(_ exchange: Exchange) async throws -> Response {
        guard let asker = exchange.asker else { preconditionFailure("the route needs an account") }
        // What was issued for a program is revoked by its identifier, and not by mistake.
        guard asker.token.purpose == TokenPurpose.signIn else {
            throw Problem.conflict(
                "not-signed-in",
                LocalText(
                    "该令牌不是登录得来的，请用令牌管理来吊销。", "The token is not from a sign-in: revoke it among the account's tokens."))
        }
        try await revoke(asker.token, exchange)
        return Response(status: .noContent)
    }

    /// A token that is no more is what was wanted.
    func revoke(_ token: Accounts.Token, _ exchange: Exchange) async throws {
        var revoked = TokenRevoked()
        (revoked.account, revoked.tokenHash) = (token.account, token.hash)
        let caller = try exchange.caller(Data())
        do throws(EngineError) {
            _ = try await engine.perform(.account(.revokeToken(revoked)), for: caller)
        } catch { guard case .refused(.unknownToken) = error else { throw error } }
    }

    private func changePassword(_ exchange: Exchange) async throws -> Response {
        guard let asker = exchange.asker else { preconditionFailure("the route needs an account") }
        let account = asker.account
        let body = try Form.read(PasswordBody.self, try await exchange.body())
        if let fault = PasswordRules.fault(in: body.new, name: account.name, old: body.old) {
            throw Problem.invalid([FieldFault(pointer: "/new", code: .value, detail: fault.words)])
        }
        guard try await isRight(body.old, account.verifier, of: account.name, exchange) else {
            throw Problem.invalid([
                FieldFault(
                    pointer: "/old", code: .value,
                    detail: LocalText("原密码不正确，请重新输入。", "It is not the old one: type it again."))
            ])
        }
        var password = PasswordSet()
        (password.account, password.verifier) = (account.account, try await verifier(of: body.new))
        let receipt = try await engine.perform(
            .account(.setPassword(password, replacing: account.verifier, keeping: asker.token.hash)),
            for: try exchange.passwordCaller())
        return try await answer(account.account, receipt)
    }

    func verifier(of password: String) async throws(Problem) -> [UInt8] {
        do throws(PasswordWork.Overloaded) { return try await passwords.verifier(of: password).bytes } catch {
            throw .busyWithPasswords
        }
    }
}

extension Problem {
    fileprivate static var busyWithPasswords: Problem {
        var problem = Problem(.overloaded, LocalText("请稍后重试。", "Try again in a moment."))
        problem.headers[.retryAfter] = "2"
        return problem
    }
}

extension PasswordRules.Fault {
    var words: LocalText {
        switch self {
        case .tooShort:
            LocalText(
                "至少 \(PasswordRules.charactersMin) 个字符。", "At least \(PasswordRules.charactersMin) characters.")
        case .tooLong:
            LocalText("最多 \(PasswordRules.charactersMax) 个字符。", "At most \(PasswordRules.charactersMax) characters.")
        case .isTheName: LocalText("不能由工号组成。", "It must not be made of the staff number.")
        case .isTheOld: LocalText("不能与原密码相同。", "It must not be the old one.")
        }
    }
}

extension Exchange {
    /// Who asks, where the body holds a secret: the log is to hold no digest of it by which it could be guessed. So a
    /// repeat with another body is not noticed.
    func passwordCaller() throws(Problem) -> Caller { try caller(Data()) }
}
