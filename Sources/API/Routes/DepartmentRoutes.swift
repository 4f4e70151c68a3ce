internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Hummingbird
internal import JSONText
internal import Policies
internal import Projections

extension API {
    static var departmentRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/departments", .readDepartment) { $0.departments },
            Route(.get, "/v1/departments/{code}", .readDepartment) { $0.showDepartment },
            Route(.put, "/v1/departments/{code}", .changeDepartment) { $0.changeDepartment },
        ]
    }

    private func departments(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        let all = engine.registry.withAccounts { accounts in
            accounts.departments.map {
                DepartmentView(department: $0, manager: $0.manager.flatMap { accounts[$0]?.name })
            }
        }
        return .json(["items": .array(all.map(\.json))], sequence: await engine.look { $0.sequence })
    }

    private func showDepartment(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        return try await answer(exchange.parameters.text("code"), isRepeated: false)
    }

    private func changeDepartment(_ exchange: Exchange) async throws -> Response {
        let code = exchange.parameters.text("code")
        let bytes = try await exchange.body()
        let body = try Form.read(DepartmentBody.self, bytes)
        guard (1...APILimits.wordBytesMax).contains(code.utf8.count), !code.contains(where: \.isWhitespace) else {
            let detail = LocalText(
                "应为 1 到 \(APILimits.wordBytesMax) 字节，不含空白。", "1 to \(APILimits.wordBytesMax) bytes without blanks.")
            throw Problem.invalid([FieldFault(pointer: "path:code", code: .value, detail: detail)])
        }
        var change = DepartmentChanged()
        (change.department, change.name) = (code, body.name)
        if !body.manager.isEmpty {
            guard let manager = engine.registry.withAccounts({ $0.account(body.manager) }) else {
                let detail = LocalText("没有账号 \(body.manager)，请核对名称。", "There is no account \(body.manager): check it.")
                throw Problem.invalid([FieldFault(pointer: "/manager", code: .value, detail: detail)])
            }
            change.manager = manager.account
        }
        let isRepeated = try await engine.perform(
            .account(.changeDepartment(change)), for: try exchange.caller(bytes)
        ).isRepeated
        return try await answer(code, isRepeated: isRepeated)
    }

    private func answer(_ code: String, isRepeated: Bool) async throws -> Response {
        let found = engine.registry.withAccounts { accounts in
            accounts.department(code).map {
                DepartmentView(department: $0, manager: $0.manager.flatMap { accounts[$0]?.name })
            }
        }
        guard let found else {
            throw Problem.notFound(LocalText("没有部门 \(code)，请核对代码。", "There is no department \(code): check it."))
        }
        return .json(found.json, sequence: await engine.look { $0.sequence }, isRepeated: isRepeated)
    }
}
