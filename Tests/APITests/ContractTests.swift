import API
import Foundation
import SegmentLog
import Testing

@Suite("The contract")
struct ContractTests {
    private static let file = #filePath.replacing(
        "Tests/APITests/ContractTests.swift", with: "schemas/http/openapi.yaml")
    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Method and path of every operation: a path stands two blanks in, its methods four.
    private static func operations() throws -> [String] {
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
        let operations = try Self.operations()
        #expect(operations.count > 20)
        #expect(operations.sorted() == API<SegmentLog>.routeNames.sorted())
    }

    @Test("lets nobody in without a role but where there is nothing to hide, and to sign in")
    func admission() {
        let open = API<SegmentLog>.operations.filter { $0.operation == nil }.map { "\($0.method) \($0.path)" }
        #expect(open.sorted() == ["GET /healthz", "GET /metrics", "GET /readyz", "POST /v1/sessions"])
    }
}
