/// Reads the answers of one HTTP/1.1 connection as their bytes come, as far as this client needs them: status, length
/// or chunks, and the sequence number that an answer has seen.
package struct ResponseReader: Sendable {
    /// Of the answer that is coming, or came last; 0 before the first.
    package private(set) var status = 0
    package private(set) var sequence: UInt64?
    /// The other side ends the connection behind this answer.
    package private(set) var endsConnection = false
    private var state = State.head
    private var line: [UInt8] = []
    private var bodyLeft: Int?

    private enum State: Hashable {
        case head
        /// So many bytes of the body, or of a chunk, are still to come.
        case body(Int), chunk(Int)
        case chunkSize, chunkEnd, trailer
    }

    package init() {}

    /// Takes bytes of one answer.
    /// - Parameter body: gets each piece of the body.
    /// - Returns: how many bytes it took, and whether the answer is whole with them; what is left belongs to the next.
    package mutating func take(
        _ bytes: ArraySlice<UInt8>, body: (ArraySlice<UInt8>) -> Void
    ) -> (count: Int, isWhole: Bool) {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .body(let left):
                let piece = rest.prefix(left)
                body(piece)
                rest = rest.dropFirst(piece.count)
                if piece.count == left { return (bytes.count - rest.count, end()) }
                state = .body(left - piece.count)
            case .chunk(let left):
                let piece = rest.prefix(left)
                body(piece)
                rest = rest.dropFirst(piece.count)
                state = piece.count == left ? .chunkEnd : .chunk(left - piece.count)
            case .head, .chunkSize, .chunkEnd, .trailer:
                guard let line = takeLine(&rest) else { break }
                if take(line: line) { return (bytes.count - rest.count, end()) }
            }
        }
        return (bytes.count, false)
    }

    private mutating func end() -> Bool {
        state = .head
        return true
    }

    /// A line without its end; nil where more of it is still to come.
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            line += rest
            rest = []
            return nil
        }
        line += rest[..<end]
        rest = rest[(end + 1)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        return line
    }

    /// - Returns: whether the answer is whole with it.
    private mutating func take(line: [UInt8]) -> Bool {
        switch state {
        case .head where line.isEmpty: return endHead()
        case .head: takeHead(String(decoding: line, as: UTF8.self))
        case .chunkSize:
            let size = Int(String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self), radix: 16) ?? 0
            state = size == 0 ? .trailer : .chunk(size)
        case .chunkEnd: state = .chunkSize
        case .trailer: return line.isEmpty
        case .body, .chunk: preconditionFailure("a body is not read by lines")
        }
        return false
    }

    private mutating func takeHead(_ text: String) {
        if text.hasPrefix("HTTP/1.1 ") {
            status = Int(text.dropFirst(9).prefix(3)) ?? 0
            (sequence, bodyLeft, endsConnection) = (nil, 0, false)
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return }
        let value = text[text.index(after: colon)...].drop { $0 == " " }
        switch text[..<colon].lowercased() {
        case "content-length": bodyLeft = Int(value) ?? 0
        case "transfer-encoding": bodyLeft = value == "chunked" ? nil : bodyLeft
        case "paidan-sequence": sequence = UInt64(value)
        case "connection": endsConnection = value.lowercased() == "close"
        default: break
        }
    }

    private mutating func endHead() -> Bool {
        guard let bodyLeft else {
            state = .chunkSize
            return false
        }
        state = .body(bodyLeft)
        return bodyLeft == 0
    }
}
