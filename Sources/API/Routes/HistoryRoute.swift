internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import Hummingbird
internal import JSONText
internal import Logging
internal import NIOCore
internal import Policies
internal import Projections

extension API {
    static var historyRoutes: [Route<Log>] {
        [Route(.post, "/v1/import", .bringHistory) { $0.bringHistory }]
    }

    /// Tickets that were handled elsewhere, one a line, brought here in their order and answered line for line. A case
    /// that is here already is answered as it is: no key is needed to send it again, however much later.
    private func bringHistory(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        try query.end()
        let bytes = try await exchange.body("application/x-ndjson", bytesMax: APILimits.batchBytesMax)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
        let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
        guard count <= APILimits.batchLinesMax else { throw Problem.tooManyLines }
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { writer in
                var first = 0
                while first < count {
                    let part = first..<min(first + APILimits.pastLinesAtOnce, count)
                    try await writer.write(ByteBuffer(bytes: await pastAnswers(to: lines, part, exchange)))
                    first = part.upperBound
                }
                try await writer.finish(nil)
            })
    }

    private func pastAnswers(to lines: [Data], _ part: Range<Int>, _ exchange: Exchange) async -> [UInt8] {
        let codes = engine.registry.codes
        let read = part.map { index -> Result<PastIntake, Problem> in
            Result { () throws(Problem) in try Form.read(PastBody.self, Data(lines[index]), codes: codes).intake }
        }
        let caller = Caller(kind: .account, account: exchange.actingAccount.account.rawValue)
        let actions = read.compactMap { try? $0.get() }.map { Action.bringIn($0) }
        var brought = await engine.performInOrder(actions, for: caller) { receipt, projected in
            (projected.registry.withNames { names in receipt.ticket.flatMap { names.tickets[$0] } ?? "" }, receipt)
        }[...]
        var bytes: [UInt8] = []
        for (index, intake) in zip(part, read) {
            let problem: Problem
            do {
                _ = try intake.get()
                guard let outcome = brought.popFirst() else { preconditionFailure("each action is answered") }
                let (number, receipt) = try outcome.get()
                var members: [(name: String, value: JSON)] = [
                    ("line", JSON(index + 1)), ("status", JSON(receipt.isRepeated ? 200 : 201)),
                    ("number", .string(number)),
                ]
                if receipt.isRepeated { members.append(("existing", true)) }
                JSON.object(members).append(to: &bytes)
                bytes.append(UInt8(ascii: "\n"))
                continue
            } catch {
                problem =
                    Problem(any: error)
                    ?? Problem(.internal, LocalText("这一行未能处理，请查看服务日志。", "The line failed: see what the daemon says."))
                if problem.kind == .internal {
                    exchange.logger.critical(
                        "a line of an import failed", metadata: ["line": "\(index + 1)", "error": "\(error)"])
                }
            }
            let answer: JSON = [
                "line": JSON(index + 1), "status": JSON(problem.kind.status.code),
                "problem": problem.json(exchange.language),
            ]
            answer.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
