internal import JSONText
internal import PaidanClient

/// A list of the API, page for page, up to so many elements.
struct Pages {
    private let path: [String]
    private let query: [(name: String, value: String)]
    /// Nil for all.
    private var left: Int?
    private var cursor: String?
    private var isAtEnd = false

    /// What the daemon gives at once.
    private static let pageMax = 500

    init(
        _ path: [String], _ query: [(name: String, value: String)] = [], limit: Int?, cursor: String? = nil
    ) {
        self.path = path
        self.query = query
        left = limit
        self.cursor = cursor
    }

    /// The next page; nil at the end.
    mutating func next(
        _ session: borrowing DaemonSession
    ) throws(Refusal) -> (answer: Answer, items: [JSON])? {
        guard !isAtEnd, left != 0 else { return nil }
        var query = query
        query.append(("limit", String(min(left ?? Self.pageMax, Self.pageMax))))
        if let cursor { query.append(("cursor", cursor)) }
        let answer = try session.send(ClientRequest(.get, path, query: query))
        let json = try session.json(answer)
        let items = json["items"]?.asElements ?? []
        let next = json["next"]?.asText
        // A cursor that does not move would lead nowhere for ever.
        isAtEnd = next == nil || next == cursor
        cursor = next
        left = left.map { max(0, $0 - items.count) }
        return (answer, items)
    }
}

extension DaemonSession {
    /// Prints a list: each page as it came, on its line; or one page for people.
    func sayAll(_ pages: consuming Pages, page: ([JSON]) -> [String]) throws(Refusal) {
        var all: [JSON] = []
        while let next = try pages.next(self) {
            if isJSON { try say(next.answer) { _ in [] } }
            all += next.items
        }
        guard !isJSON else { return }
        try shell.say(page(all).map { Array($0.utf8) })
    }
}
