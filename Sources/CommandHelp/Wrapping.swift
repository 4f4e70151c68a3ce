internal import EventRendering

/// Breaks text into lines by the columns that it takes.
///
/// Between words, and before and behind what East Asian scripts write wide; but nothing that closes begins a line, and
/// nothing that opens ends one.
package enum Wrapping {
    private struct Piece {
        var text: String
        var followsBlank: Bool
    }

    /// - Parameter first: stands before the first line; the others are indented by as much.
    package static func lines(_ text: String, width: Int, first: String = "") -> [String] {
        let indent = String(repeating: " ", count: TextWidth.of(first))
        var (lines, line) = ([String](), "")
        for piece in pieces(of: text) {
            let more = (piece.followsBlank && !line.isEmpty ? " " : "") + piece.text
            if !line.isEmpty, TextWidth.of(indent + line + more) > width {
                lines.append(line)
                line = piece.text
            } else {
                line += more
            }
        }
        lines.append(line)
        return lines.enumerated().map { ($0.offset == 0 ? first : indent) + $0.element }
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var open = Piece(text: "", followsBlank: false)
        for character in text {
            if character == " " {
                if !open.text.isEmpty { pieces.append(open) }
                open = Piece(text: "", followsBlank: true)
                continue
            }
            if let last = open.text.last, mayBreak(between: last, and: character) {
                pieces.append(open)
                open = Piece(text: "", followsBlank: false)
            }
            open.text.append(character)
        }
        return open.text.isEmpty ? pieces : pieces + [open]
    }

    private static func mayBreak(between last: Character, and next: Character) -> Bool {
        guard isWide(last) || isWide(next) else { return false }
        return !opening.contains(last) && !closing.contains(next)
    }

    private static func isWide(_ character: Character) -> Bool { TextWidth.of(String(character)) == 2 }

    private static let opening: Set<Character> = ["（", "“", "《", "「", "(", "[", "<", "`", "'"]
    private static let closing: Set<Character> = [
        "，", "。", "；", "：", "、", "！", "？", "）", "”", "》", "」", ")", "]", ">", ",", ".", ";", ":", "?", "!", "'", "`",
    ]
}
