/// How many columns of a terminal a text takes: two for what East Asian scripts write wide (UAX #11), none for marks
/// that lie on the character before them.
package enum TextWidth {
    package static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

    /// The text with blanks up to `width` columns, behind it or before it.
    package static func padded(_ text: String, _ width: Int, toTheRight isRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return isRight ? blanks + text : text + blanks
    }

    /// A cluster is as wide as its widest scalar: an emoji of several is one picture.
    private static func of(_ character: Character) -> Int {
        // An emoji that text would show narrow is wide with the selector that asks for its picture.
        if character.unicodeScalars.contains("\u{fe0f}") { return 2 }
        return character.unicodeScalars.reduce(0) { max($0, of($1)) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks that are wide or fullwidth in EastAsianWidth.txt, without the lone symbols.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x231a...0x231b, 0x23e9...0x23ec, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf,
        0x4e00...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6b,
        0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1b000...0x1b2ff, 0x1f004...0x1f004, 0x1f0cf...0x1f0cf,
        0x1f18e...0x1f18e, 0x1f191...0x1f19a, 0x1f200...0x1f320, 0x1f32d...0x1f64f, 0x1f680...0x1f6ff,
        0x1f900...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd,
    ]
}
