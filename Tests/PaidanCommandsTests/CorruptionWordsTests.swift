import Causes
import SegmentLog
import Testing

@Suite("What is wrong with a log's bytes, in Chinese")
struct CorruptionWordsTests {
    @Test("is told of every fault of the format without a word of English")
    func faults() {
        let faults: [FormatError] = [
            .short, .blank, .magic, .headerChecksum, .payloadChecksum, .padding, .version(9), .segment(3),
            .offset(4096),
            .length(7), .field("record count"), .field("footer: it says otherwise than the manifest"),
            .field("cipher: the frame is plain and the log is encrypted"),
            .field("size: the file does not end with its footer"), .sequence(found: 5, expected: 4),
            .epoch(found: 1, atLeast: 2), .compression, .records, .decryption, .keyMissing(epoch: 3),
            .log(LogIdentifier(high: 0, low: 0)), .requiredFeatures(1 << 1),
        ]
        for fault in faults {
            let text = CorruptionWords.chinese(fault.description)
            #expect(!text.contains { $0.isLetter && $0.isASCII }, "\(fault): \(text)")
        }
    }

    @Test(
        "keeps its numbers, and what one sentence holds of another is told too",
        arguments: [
            (
                "a frame is missing or damaged that a whole frame says was durable: the header's checksum does not "
                    + "match (the frame at offset 8192 says so) [case H]",
                "有一帧缺失或损坏，而完好的帧表明它已落盘：头部的校验和不符（由偏移 8192 处的帧可知）（情形 H）"
            ),
            (
                "record 7 should stand here, and record 9 was durable: zeros where there should be something",
                "此处应为第 7 条记录，而第 9 条已落盘：应有内容处是零"
            ),
            (
                "the log ends here with record 7, and record 9 was durable, as the file position says",
                "日志在此止于第 7 条记录，而第 9 条已落盘（见文件 position）"
            ),
            (
                "the footer says otherwise than the manifest: count, raw bytes, root",
                "段尾与清单不一致：记录数、原始字节数、根"
            ),
            (
                "the payload's checksum does not match (512 bytes are no good frame)",
                "内容的校验和不符（有 512 字节不是完好的帧）"
            ),
            ("an impossible epoch, 5, or generation, 6", "纪元 5 或代次 6 不可能出现"),
            ("something else", "something else"), ("", ""), (": ", ": "),
        ])
    func sentences(_ english: String, _ chinese: String) {
        #expect(CorruptionWords.chinese(english) == chinese)
    }
}
