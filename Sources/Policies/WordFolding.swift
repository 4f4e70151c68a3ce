extension String {
    /// As words of a policy and texts are compared: UTF-8 with small Latin letters. Nothing else changes, and no byte
    /// moves.
    package var foldedWord: [UInt8] {
        utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
    /// As names are compared that people write: `Shanghai` is `shanghai`.
    package var foldedName: String { String(decoding: foldedWord, as: UTF8.self) }
}
