import API
import Domain
import Foundation
import SegmentLog
import Testing

@Suite("The contract")
struct ContractTests {
    private static let file = #filePath.replacing(
        "Tests/APITests/ContractTests.swift", with: "schemas/http/openapi.yaml")
    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Method and path of every operation: a path stands two blanks in, its methods four.
    private static func written() throws -> [String] {
        var found: [String] = []
        var path: Substring?
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            if let name = line.wholeMatch(of: #/  (/\S*):/#)?.1 {
                path = name
            } else if let path, let method = line.wholeMatch(of: #/    ([a-z]+):/#)?.1,
                methods.contains(String(method))
            {
                found.append("\(method.uppercased()) \(path)")
            } else if line.wholeMatch(of: #/[a-z]+:/#) != nil {
                path = nil
            }
        }
        return found
    }

    @Test("has every operation of the daemon, and the daemon every one of the contract")
    func operationsAndRoutes() throws {
        let operations = try Self.written()
        #expect(operations.count > 20)
        #expect(operations.sorted() == API<SegmentLog>.routeNames.sorted())
    }

    /// The table of access is walked by the operations that routes say they are: this says that they say so rightly.
    private static let operations: [String: Access.Operation] = {
        var operations: [String: Access.Operation] = [
            "POST /v1/tickets": .submitTicket, "POST /v1/tickets/batch": .submitTicket, "GET /v1/tickets": .readTicket,
            "GET /v1/tickets/{number}": .readTicket, "GET /v1/tickets/{number}/events": .readStory,
            "GET /v1/tickets/{number}/decisions": .readStory, "GET /v1/tickets/{number}/deadlines": .readStory,
            "POST /v1/tickets/{number}/attachments": .addAttachment,
            "GET /v1/tickets/{number}/attachments/{address}": .readAttachment, "GET /v1/queue": .readQueue,
            "GET /v1/workloads": .readWorkloads, "GET /v1/agents": .readAgent, "GET /v1/agents/{id}": .readAgent,
            "PUT /v1/agents/{id}": .changeAgent, "PATCH /v1/agents/{id}": .changeAgent,
            "PUT /v1/agents/{id}/presence": .changePresence,
            "POST /v1/customers/{id}/erase": .eraseCustomer, "GET /v1/events": .followEvents,
            "GET /v1/sessions/current": .useOwnAccount, "DELETE /v1/sessions/current": .useOwnAccount,
            "PUT /v1/password": .useOwnAccount, "GET /v1/accounts": .readAccount,
            "POST /v1/accounts": .changeAccount, "GET /v1/accounts/{name}": .readAccount,
            "PUT /v1/accounts/{name}": .changeAccount, "POST /v1/accounts/{name}/password": .changeAccount,
            "GET /v1/accounts/{name}/tokens": .readToken, "POST /v1/accounts/{name}/tokens": .changeToken,
            "DELETE /v1/accounts/{name}/tokens/{id}": .changeToken, "GET /v1/departments": .readDepartment,
            "GET /v1/departments/{code}": .readDepartment, "PUT /v1/departments/{code}": .changeDepartment,
            "POST /v1/import": .bringHistory, "GET /v1/policy": .readPolicy, "POST /v1/policy": .publishPolicy,
            "GET /v1/clock": .readClock,
            "PUT /v1/clock": .turnClock, "GET /v1/notifications": .readNotification,
            "GET /v1/notifications/stream": .readNotification,
            "POST /v1/notifications/{id}/read": .readNotification,
        ]
        let actions: [Access.Operation] = [
            .accept, .decline, .progress, .resolve, .rate, .close, .classify, .prioritise, .review, .confirm, .assign,
            .approve, .reject, .reassign, .contact, .reopen, .escalate, .reveal,
        ]
        for action in actions { operations["POST /v1/tickets/{number}/\(action.rawValue)"] = action }
        return operations
    }()

    @Test("has for each route the operation of the table of access that it is")
    func accessOperations() {
        let routes = API<SegmentLog>.operations.compactMap { route in
            route.operation.map { ("\(route.method) \(route.path)", $0) }
        }
        #expect(Dictionary(uniqueKeysWithValues: routes) == Self.operations)
    }

    @Test("lets nobody in without a role but where there is nothing to hide, and to sign in")
    func admission() {
        let open = API<SegmentLog>.operations.filter { $0.operation == nil }.map { "\($0.method) \($0.path)" }
        #expect(
            open.sorted() == [
                "GET /healthz", "GET /metrics", "GET /readyz", "GET /s/{token}", "GET /v1/surveys/{token}",
                "POST /s/{token}", "POST /v1/sessions", "POST /v1/surveys/{token}",
            ])
    }
}
