internal import Engine
internal import EventRendering
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Logging
internal import NIOCore
internal import Policies

extension API {
    /// Submissions, one a line, answered line for line: what is wrong with one is nothing to the others.
    func submitBatch(_ exchange: Exchange) async throws -> Response {
        let bytes = try await exchange.body("application/x-ndjson", bytesMax: APILimits.batchBytesMax)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
        let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
        guard count <= APILimits.batchLinesMax else { throw Problem.tooManyLines }
        if let account = exchange.account, count > 1 { try limit(account, requests: count - 1, after: 1) }
        // The key of the whole is the key of each line, with its number.
        let key =
            try exchange.caller(Data()).key == nil ? nil : exchange.request.headers[HTTPField.Name("Idempotency-Key")!]
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { writer in
                var first = 0
                while first < count {
                    let part = first..<min(first + APILimits.batchLinesAtOnce, count)
                    let answers = await answers(to: lines, part, key, exchange)
                    try await writer.write(ByteBuffer(bytes: answers))
                    first = part.upperBound
                }
                try await writer.finish(nil)
            })
    }

    private func answers(
        to lines: [Data], _ part: Range<Int>, _ key: String?, _ exchange: Exchange
    ) async -> [UInt8] {
        let answers = await withTaskGroup(of: (Int, JSON).self) { group in
            for index in part {
                group.addTask {
                    let key = key.map { "\($0) line \(index + 1)" }
                    return (index, await answer(to: Data(lines[index]), number: index + 1, key, exchange))
                }
            }
            return await group.reduce(into: [Int: JSON]()) { $0[$1.0] = $1.1 }
        }
        var bytes: [UInt8] = []
        for index in part {
            answers[index]?.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private func answer(to line: Data, number: Int, _ key: String?, _ exchange: Exchange) async -> JSON {
        do {
            let body = try Form.read(
                SubmissionBody.self, line, codes: engine.registry.codes, isLine: true, own: try exchange.own())
            guard body.idempotencyKey.isEmpty || Exchange.isKey(body.idempotencyKey) else {
                throw Problem.invalid([.badKey("/idempotencyKey")])
            }
            let own = body.idempotencyKey.isEmpty ? key : body.idempotencyKey
            let (snapshot, receipt) = try await submit(body.intake, for: try exchange.caller(line, key: own))
            var members: [(name: String, value: JSON)] = [
                ("line", JSON(number)), ("status", JSON(201)), ("ticket", snapshot.summary(exchange.reader)),
            ]
            if receipt.isRepeated { members.append(("replay", true)) }
            return .object(members)
        } catch {
            let shown =
                Problem(any: error)
                ?? Problem(.internal, LocalText("这一行未能处理，请查看服务日志。", "The line failed: see what the daemon says."))
            if shown.kind == .internal {
                exchange.logger.critical(
                    "a line of a batch failed", metadata: ["line": "\(number)", "error": "\(error)"])
            }
            return [
                "line": JSON(number), "status": JSON(shown.kind.status.code),
                "problem": shown.json(exchange.language),
            ]
        }
    }
}

extension Problem {
    static var tooManyLines: Problem {
        Problem(
            .tooLarge,
            LocalText(
                "最多 \(APILimits.batchLinesMax) 行，请分几次发送。",
                "At most \(APILimits.batchLinesMax) lines: send them in parts."))
    }
}
