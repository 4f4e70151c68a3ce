internal import EventRendering

/// Rows under titles, in columns as wide as what is in them.
package struct Table {
    package enum Side: Sendable { case left, right }

    private let titles: [String]
    private let sides: [Side]
    private var rows: [[(text: String, paint: Paint?)]] = []

    package init(_ columns: [(title: String, side: Side)]) {
        titles = columns.map(\.title)
        sides = columns.map(\.side)
    }

    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: [(text: String, paint: Paint?)]) {
        precondition(cells.count == titles.count, "a row has a cell for each column")
        rows.append(cells)
    }

    package mutating func add(_ cells: [String]) { add(cells.map { ($0, nil) }) }

    package func lines(hasColours: Bool) -> [String] {
        let widths = titles.indices.map { column in
            rows.reduce(TextWidth.of(titles[column])) { max($0, TextWidth.of($1[column].text)) }
        }
        let head = titles.map { (text: $0, paint: Paint?.some(.faint)) }
        return ([head] + rows).map { cells in
            let line = cells.indices.map { column in
                let text = TextWidth.padded(cells[column].text, widths[column], toTheRight: sides[column] == .right)
                return hasColours ? cells[column].paint?.on(text) ?? text : text
            }.joined(separator: "  ")
            // The last column has nothing to make room for.
            return hasColours ? line : line.trimmedEnd
        }
    }
}

extension String {
    /// Without blanks and line breaks around it.
    var trimmed: String { String(drop(while: \.isWhitespace)).trimmedEnd }

    var trimmedEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
