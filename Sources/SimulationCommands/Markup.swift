internal import EventRendering

/// What a page is made of.
enum Markup {
    static func row(_ cells: [String], _ tag: String = "td") -> String {
        "<tr>\(cells.map { "<\(tag)>\(HTML.escaped($0))</\(tag)>" }.joined())</tr>"
    }

    static func table(_ titles: [String], _ rows: [[String]]) -> String {
        "<table>\(row(titles, "th"))\(rows.map { row($0) }.joined())</table>"
    }

    /// Colours that are told apart by eyes of every kind (Okabe and Ito).
    static let colours = ["#999999", "#0072B2", "#E69F00", "#009E73"]
}
