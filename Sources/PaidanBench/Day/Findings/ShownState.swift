internal import JSONText
internal import PaidanClient

/// Everything that a daemon shows of a day as of one sequence number: every ticket, the queue, everybody's workload and
/// profile, the inbox, and of some tickets the whole page, history, decisions and clocks.
package struct ShownState: Sendable, Equatable {
    package var sequence: UInt64
    /// Under its path each element of a list, and each page that is no list.
    package var lines: [Line]

    package struct Line: Sendable, Equatable {
        package var path: String
        package var text: [UInt8]

        package init(path: String, text: [UInt8]) { (self.path, self.text) = (path, text) }
    }

    package init(sequence: UInt64, lines: [Line]) { (self.sequence, self.lines) = (sequence, lines) }

    /// Tickets that are looked at closely.
    private static let closeUpsMax = 500
    private static let lists = [
        "/v1/tickets", "/v1/queue", "/v1/workloads", "/v1/agents", "/v1/departments", "/v1/notifications",
    ]
    private static let closeUps = ["", "/events", "/decisions", "/deadlines"]

    /// Where they are not the same: the first few.
    package static func differences(_ left: ShownState, _ right: ShownState, atMost count: Int) -> [String] {
        var found: [String] = []
        if left.lines.count != right.lines.count {
            found.append("\(left.lines.count) lines became \(right.lines.count)")
        }
        for (before, after) in zip(left.lines, right.lines) where before != after && found.count < count {
            let (was, is_) = (String(decoding: before.text, as: UTF8.self), String(decoding: after.text, as: UTF8.self))
            found.append("\(before.path): \(was)\n  is after the replay \(after.path): \(is_)")
        }
        return found
    }

    /// Reads it all.
    /// - Returns: nil if something happened meanwhile.
    init?(of client: DaemonClient) throws {
        var reading = Reading(client: client)
        for path in Self.lists { try reading.list(path) }
        let numbers = reading.numbers
        let step = max(1, numbers.count / Self.closeUpsMax)
        for index in stride(from: 0, to: numbers.count, by: step) {
            for part in Self.closeUps { try reading.page("/v1/tickets/\(numbers[index])\(part)") }
        }
        guard let sequence = reading.sequence, !reading.hasMoved else { return nil }
        self.init(sequence: sequence, lines: reading.lines)
    }

    private struct Reading {
        let client: DaemonClient
        var lines: [Line] = []
        var numbers: [String] = []
        var sequence: UInt64?
        var hasMoved = false

        mutating func list(_ path: String) throws {
            var cursor: String?
            repeat {
                var query = path == "/v1/departments" ? [] : [(name: "limit", value: "500")]
                if let cursor { query.append(("cursor", cursor)) }
                let page = try get(path, query)
                for item in page["items"]?.asElements ?? [] {
                    lines.append(Line(path: path, text: Array(item.text.utf8)))
                    if path == "/v1/tickets", let number = item["number"]?.asText { numbers.append(number) }
                }
                if let total = page["total"] { lines.append(Line(path: path, text: Array("total \(total.text)".utf8))) }
                cursor = page["next"]?.asText
            } while cursor != nil && !hasMoved
        }

        mutating func page(_ path: String) throws {
            guard !hasMoved else { return }
            lines.append(Line(path: path, text: Array(try get(path, []).text.utf8)))
        }

        private mutating func get(_ path: String, _ query: [(name: String, value: String)]) throws -> JSON {
            let parts = path.split(separator: "/").map(String.init)
            let answer = try client.send(ClientRequest(.get, parts, query: query))
            let seen = answer.headers.first { $0.name.lowercased() == "paidan-sequence" }.flatMap { UInt64($0.value) }
            if let seen {
                if let sequence, sequence != seen { hasMoved = true }
                sequence = sequence ?? seen
            }
            guard let json = JSON(parsing: answer.body) else { throw BenchError.unexpected("\(path) is no JSON") }
            return json
        }
    }
}
