// Text that came from outside, made harmless for terminals and for pages of lines.
extension String {
    /// On one line: whatever would end it, or steer a terminal, is `?`.
    package var plainLine: String { plain { _ in false } }

    /// With its line breaks and tabs; whatever else would steer a terminal is `?`.
    package var plainLines: String { plain { $0 == "\n" || $0 == "\t" } }

    /// Its lines one behind the other.
    var onOneLine: String { split { $0.isNewline || $0 == "\t" }.joined(separator: " ") }

    private func plain(except isKept: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: { Self.steers($0) && !isKept($0) }) else { return self }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars { plain.append(Self.steers(scalar) && !isKept(scalar) ? "?" : scalar) }
        return String(plain)
    }

    /// Control characters, and those that turn the direction of what follows.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
