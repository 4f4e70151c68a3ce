/// Colours of a terminal: ECMA-48's "select graphic rendition".
enum Paint: String {
    case faint = "2"
    case red = "1;31"
    case yellow = "33"
    case green = "32"
    case blue = "36"

    func on(_ text: String) -> String { "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" }
}
