import API
import Events
import Testing

@Suite("A file's contents")
struct FileContentsTests {
    struct File: Sendable {
        let bytes: [UInt8]
        let kind: FileKind
        let excerpt: String

        init(_ bytes: [UInt8], _ kind: FileKind, _ excerpt: String = "") {
            (self.bytes, self.kind, self.excerpt) = (bytes, kind, excerpt)
        }

        init(_ text: String, _ kind: FileKind, _ excerpt: String = "") {
            self.init(Array(text.utf8), kind, excerpt)
        }
    }

    private static let files: [File] = [
        File("系统报错，见日志。\n第二行\t", .text, "系统报错，见日志。\n第二行\t"), File("\u{feff}带标记", .text, "带标记"),
        // GB 18030, as older programs in China write it.
        File([0xcf, 0xb5, 0xcd, 0xb3, 0xb9, 0xca, 0xd5, 0xcf], .text, "系统故障"),
        File([0xff, 0xfe, 0xfb, 0x7c, 0xdf, 0x7e], .text, "系统"),
        File([0xff, 0xd8, 0xff, 0xe0], .picture), File([0x89, 0x50, 0x4e, 0x47, 0x0d], .picture),
        File("RIFF0000WEBPVP8 ", .picture), File("0000ftypheic", .picture),
        File("RIFF0000WAVEfmt ", .voice), File("#!AMR\n", .voice), File("\u{2}#!SILK_V3", .voice),
        File("ID3\u{3}", .voice), File("0000ftypisom", .video), File("%PDF-1.7\n", .document),
        File("PK\u{3}\u{4}0000000000[Content_Types].xml", .document), File("PK\u{3}\u{4}0000000000a.exe", .other),
        File("MZ\0\u{1}", .other), File("", .other), File([0xff, 0xfe, 0xff], .other), File("a\u{1b}[31m", .other),
    ]

    @Test("tell what it is, whatever it is called", arguments: files)
    func kinds(_ file: File) {
        let contents = FileContents(file.bytes)
        #expect(contents.kind == file.kind && contents.excerpt == file.excerpt, "\(file.bytes)")
    }

    @Test("of a long text are kept up to a limit, in whole characters")
    func long() {
        let contents = FileContents(Array(String(repeating: "障", count: 5_000).utf8))
        #expect(contents.excerpt == String(repeating: "障", count: FileContents.excerptMax))
    }
}
