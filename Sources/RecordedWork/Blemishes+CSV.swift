extension Blemishes {
    /// A row for each, as RFC 4180 has it, in UTF-8 and with a heading: `kind,row,case,detail`.
    package var csv: [UInt8] {
        var text = Array("kind,row,case,detail\r\n".utf8)
        for blemish in rows {
            text += Array("\(blemish.kind.rawValue),\(blemish.row),".utf8)
            text += Self.field(blemish.caseName) + [UInt8(ascii: ",")] + Self.field(blemish.detail) + [13, 10]
        }
        return text
    }

    /// By bytes: a line break may be part of a character that is not one.
    private static func field(_ text: String) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard text.utf8.contains(where: { [quote, UInt8(ascii: ","), 10, 13].contains($0) }) else {
            return Array(text.utf8)
        }
        return [quote] + text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
}
