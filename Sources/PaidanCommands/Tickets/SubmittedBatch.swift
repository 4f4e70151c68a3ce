internal import Bytes
internal import EventRendering
internal import JSONText
internal import PaidanClient

/// Requests as lines, sent in parts that the daemon takes, and answered line for line: each answer is told as it comes.
struct SubmittedBatch {
    let file: String
    let key: String

    /// What the daemon takes at once.
    private static let partLinesMax = 10_000
    private static let partBytesMax = 32 << 20
    /// Some hundred thousand requests; more are several files.
    private static let fileBytesMax = 512 << 20

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let bytes = try session.shell.readNamed(file, limit: Self.fileBytesMax)
        var (isRefused, isUnread) = (false, false)
        var done = 0
        for (index, part) in try parts(of: bytes).enumerated() {
            var request = ClientRequest(.post, ["v1", "tickets", "batch"])
            request.body = Array(bytes[part.bytes])
            request.bodyType = "application/x-ndjson"
            request.accepts = "application/x-ndjson"
            // The parts are cut alike each time, so a repeat of the command finds each part's key.
            let key = "\(self.key).\(index + 1)"
            request.headers = [("Idempotency-Key", key)]
            try session.eachLine(of: request, key: self.key) { lines throws(Refusal) in
                var texts: [[UInt8]] = []
                for line in lines { texts.append(try shown(line, behind: done, session, &isRefused)) }
                if !isUnread { isUnread = try !tell(texts, in: session.shell) }
            }
            done += part.lines
        }
        return isRefused ? .badUse : .success
    }

    /// Whoever has read enough wants all of it submitted nevertheless.
    /// - Returns: whether anybody reads it.
    private func tell(_ lines: [[UInt8]], in shell: Shell) throws(Refusal) -> Bool {
        do throws(Refusal) {
            try shell.say(lines)
            return true
        } catch {
            guard error.status == .success else { throw error }
            return false
        }
    }

    /// An answer as it came, but for its line's number where it is not in the first part; or what people read of it.
    private func shown(
        _ line: [UInt8], behind done: Int, _ session: borrowing DaemonSession, _ isRefused: inout Bool
    ) throws(Refusal) -> [UInt8] {
        let json = try session.json(line)
        let number = Int(json["line"]?.asUnsigned ?? 0) + done
        let problem = json["problem"]
        if problem != nil { isRefused = true }
        if session.isJSON {
            guard done > 0, case .object(let members) = json else { return line }
            let numbered = members.map { $0.name == "line" ? ("line", JSON(number)) : ($0.name, $0.value) }
            return Array(JSON.object(numbered).text.utf8)
        }
        let language = session.language
        let prefix = language("第 \(number) 行", "line \(number)") + language("：", ": ")
        guard let problem else {
            return Array((prefix + TicketText(json["ticket"] ?? .null, session.style).line).utf8)
        }
        let document = ProblemDocument(status: Int(json["status"]?.asUnsigned ?? 0), problem)
        let faults = document.faults.map { "\($0.pointer) \($0.detail)" }
        let reasons = faults.isEmpty ? [document.detail] : faults
        let text =
            document.title + language("：", ": ")
            + reasons.map { Self.withoutStop($0) }.joined(separator: language("；", "; "))
            + language("。", ".")
        return Array((prefix + text.plainLine).utf8)
    }

    /// Sentences that become clauses of one.
    private static func withoutStop(_ sentence: String) -> String {
        sentence.hasSuffix("。") || sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private func parts(of bytes: [UInt8]) throws(Refusal) -> [(bytes: Range<Int>, lines: Int)] {
        var parts: [(bytes: Range<Int>, lines: Int)] = []
        var start = 0
        var (place, lines) = (0, 0)
        while place < bytes.count {
            let end = bytes.bytes.firstIndex(of: UInt8(ascii: "\n"), from: place).map { $0 + 1 } ?? bytes.count
            if lines == Self.partLinesMax || end - start > Self.partBytesMax, lines > 0 {
                parts.append((start..<place, lines))
                (start, lines) = (place, 0)
            }
            guard end - place <= Self.partBytesMax else {
                throw .badUse(
                    "\(file) 有一行超过 \(Self.partBytesMax) 字节，请确认文件是否正确",
                    "\(file) has a line of more than \(Self.partBytesMax) bytes; is it the right file?")
            }
            lines += 1
            place = end
        }
        if lines > 0 { parts.append((start..<place, lines)) }
        return parts
    }
}
