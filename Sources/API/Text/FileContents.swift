package import Events
internal import Foundation

/// What a file is by its own bytes, whatever whoever sent it calls it, and how it begins where it is text.
package struct FileContents {
    package let kind: FileKind
    /// The first of the text; empty where the file is none.
    package let excerpt: String

    /// Characters of a text that are kept beside the file.
    package static let excerptMax = 2_000
    /// What is looked at to tell what a file is.
    private static let headMax = 4_096

    /// Cost: a look at the beginning; of a text, all of it.
    package init(_ bytes: [UInt8]) {
        if let kind = Self.kind(bytes.prefix(Self.headMax)) {
            (self.kind, excerpt) = (kind, "")
        } else if let text = Self.text(bytes) {
            kind = .text
            excerpt = String(text.prefix(Self.excerptMax))
        } else {
            (kind, excerpt) = (.other, "")
        }
    }

    /// What a file of this kind begins with, from the position `at`.
    private struct Signature {
        let at: Int
        let bytes: [UInt8]
        let kind: FileKind

        init(_ bytes: [UInt8], at position: Int = 0, _ kind: FileKind) {
            (at, self.bytes, self.kind) = (position, bytes, kind)
        }

        init(_ text: String, at position: Int = 0, _ kind: FileKind) {
            self.init(Array(text.utf8), at: position, kind)
        }

        func isOf(_ head: ArraySlice<UInt8>) -> Bool { head.dropFirst(at).starts(with: bytes) }
    }

    // The first that applies.
    private static let signatures = [
        Signature([0xff, 0xd8, 0xff], .picture), Signature([0x89, 0x50, 0x4e, 0x47], .picture),
        Signature("GIF8", .picture), Signature("WEBP", at: 8, .picture), Signature("II*\0", .picture),
        Signature("MM\0*", .picture), Signature("ftyphei", at: 4, .picture), Signature("ftypmif1", at: 4, .picture),
        Signature("WAVE", at: 8, .voice), Signature("#!AMR", .voice), Signature("#!SILK", .voice),
        // As WeChat has it.
        Signature("#!SILK", at: 1, .voice),
        Signature("ID3", .voice), Signature([0xff, 0xfb], .voice), Signature([0xff, 0xf3], .voice),
        Signature([0xff, 0xf2], .voice), Signature("OggS", .voice), Signature("fLaC", .voice),
        Signature("ftypM4A", at: 4, .voice),
        Signature("ftyp", at: 4, .video), Signature("AVI ", at: 8, .video),
        Signature([0x1a, 0x45, 0xdf, 0xa3], .video),
        Signature("%PDF-", .document), Signature("{\\rtf", .document),
        Signature([0xd0, 0xcf, 0x11, 0xe0], .document),
    ]

    private static func kind(_ head: ArraySlice<UInt8>) -> FileKind? {
        if let found = signatures.first(where: { $0.isOf(head) }) { return found.kind }
        guard head.starts(with: Array("PK".utf8) + [3, 4]) else { return nil }
        // Documents of offices are archives whose first entries are named so.
        let names = ["[Content_Types].xml", "word/", "xl/", "ppt/", "mimetypeapplication/vnd.oasis"]
        let text = String(decoding: head, as: Unicode.ASCII.self)
        return names.contains(where: text.contains) ? .document : .other
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        let isWide = bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
        let encodings: [String.Encoding] = isWide ? [.utf16] : [.utf8, gb18030]
        for encoding in encodings {
            guard let text = String(bytes: bytes, encoding: encoding), !text.isEmpty else { continue }
            return text.unicodeScalars.contains(where: isNoText) ? nil : text.trimmingMark
        }
        return nil
    }

    private static func isNoText(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && !["\n", "\r", "\t", "\u{c}"].contains(scalar)) || scalar.value == 0x7f
    }

    /// GB 18030, of which GBK and GB 2312 are parts: what older programs in China write. As CFString numbers it.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
}

extension String {
    /// Without a mark of the byte order before it.
    fileprivate var trimmingMark: String { unicodeScalars.first == "\u{feff}" ? String(dropFirst()) : self }
}
