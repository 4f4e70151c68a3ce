/// What is wrong with a log's bytes, in Chinese. The log tells it in one language, as programs read it too; what it
/// tells is put together from few sentences, one in another, and so it is taken apart again here. A sentence that is
/// not known stays as it is.
package enum CorruptionWords {
    package static func chinese(_ what: String) -> String {
        if let word = words[what] { return word }
        for (english, chinese) in sentences {
            let literals = parts(english)
            guard let filled = filling(literals, of: what[...]) else { continue }
            var text = ""
            for (index, part) in parts(chinese).enumerated() {
                text += part
                if index < filled.count { text += Self.chinese(String(filled[index])) }
            }
            return text
        }
        return what
    }

    /// What stands at each `#`, the shortest from the left; nil where the text is not of this sentence.
    private static func filling(_ literals: [Substring], of text: Substring) -> [Substring]? {
        guard text.hasPrefix(literals[0]) else { return nil }
        var rest = text.dropFirst(literals[0].count)
        var filled: [Substring] = []
        for (index, literal) in literals.enumerated().dropFirst() {
            if index == literals.count - 1 {
                guard rest.hasSuffix(literal), rest.count > literal.count else { return nil }
                filled.append(rest.dropLast(literal.count))
            } else {
                guard let found = rest.firstRange(of: literal), found.lowerBound > rest.startIndex else { return nil }
                filled.append(rest[..<found.lowerBound])
                rest = rest[found.upperBound...]
            }
        }
        return filled
    }

    private static func parts(_ sentence: String) -> [Substring] {
        sentence.split(separator: "#", omittingEmptySubsequences: false)
    }

    /// The more particular first; both languages fill in the same order.
    private static let sentences: [(english: String, chinese: String)] = [
        ("# [case #]", "#（情形 #）"),
        ("# (the frame at offset # says so)", "#（由偏移 # 处的帧可知）"),
        ("# (# bytes are no good frame)", "#（有 # 字节不是完好的帧）"),
        ("format version #, which this program does not know", "格式版本 # 不是本程序所知的"),
        ("unknown required features: #", "需要不认识的特性：#"),
        ("it belongs to another log, #", "属于另一个日志 #"),
        ("it belongs to segment #", "属于段 #"),
        ("it was written for offset #", "原应写在偏移 #"),
        ("an impossible length, #", "长度不可能为 #"),
        ("an impossible epoch, #, or generation, #", "纪元 # 或代次 # 不可能出现"),
        ("an impossible #", "不可能的值：#"),
        ("it begins with record #, expected was #", "从第 # 条记录开始，应为第 # 条"),
        ("it begins with record #, the sealed segments end with #", "从第 # 条记录开始，而已封存的段止于第 # 条"),
        ("epoch # after epoch #", "纪元 # 出现在纪元 # 之后"),
        ("encrypted with the data key of epoch #, which the keyring lacks", "以纪元 # 的数据密钥加密，而密钥环中没有"),
        (
            "the log ends here with record #, and record # was durable, as the file # says",
            "日志在此止于第 # 条记录，而第 # 条已落盘（见文件 #）"
        ),
        ("the log ends here with record #, and record # was durable", "日志在此止于第 # 条记录，而第 # 条已落盘"),
        ("the segment ends here with record #, and record # was durable", "段在此止于第 # 条记录，而第 # 条已落盘"),
        ("record # should stand here, and record # was durable: #", "此处应为第 # 条记录，而第 # 条已落盘：#"),
        ("it has frames of epoch #, the manifest knows only #", "有纪元 # 的帧，清单只到纪元 #"),
        ("the segment before it, #, is missing", "缺少前一个段 #"),
        ("the file has # bytes, the manifest says #", "文件有 # 字节，清单记为 #"),
        ("its frames end with record #, the manifest says #", "帧止于第 # 条记录，清单记为 #"),
        ("the root of the records is #, the footer says #", "记录的根为 #，段尾记为 #"),
        ("its header says that it is generation #, its name #", "段首的代次为 #，文件名为 #"),
        ("its header names other features than the log has: #", "段首的特性与日志不同：#"),
        ("its time, #, is before that of the frame before it, #", "时间 # 早于前一帧的 #"),
        ("the device refuses to read bytes #", "设备拒绝读取字节 #"), ("# to #", "# 至 #"),
        ("#, #", "#、#"), ("#: #", "#：#"),
    ]

    private static let words = [
        "the file is not the segment that its name says": "文件不是其名称所指的段",
        "the segment's header is damaged although the segment was in use": "段已使用，而段首已损坏",
        "a frame is missing or damaged that a whole frame says was durable": "有一帧缺失或损坏，而完好的帧表明它已落盘",
        "records are missing between this segment and the next": "此段与下一段之间缺少记录",
        "the segment holds no records although a later one does": "此段没有记录，而后面的段有",
        "the segment has a footer but no records": "段有段尾而没有记录",
        "the file ends in the middle": "文件中途结束",
        "zeros where there should be something": "应有内容处是零",
        "bytes that are not one of the log's structures": "不是日志的结构",
        "the header's checksum does not match": "头部的校验和不符",
        "the payload's checksum does not match": "内容的校验和不符",
        "the padding is not zero": "填充不是零",
        "the payload does not decompress to its stated size": "内容解压后与所记大小不符",
        "the payload does not hold the stated records": "内容与所记的记录不符",
        "the payload fails authentication: changed, or encrypted under another key": "内容未通过认证：被改动，或以另一密钥加密",
        "the keyring is missing": "缺少密钥环", "no keyring": "没有密钥环",
        "a sealed segment is missing": "缺少一个已封存的段", "there are segments but no manifest": "有段而没有清单",
        "a repacked segment that the manifest does not list": "清单中没有这个重新压缩的段",
        "the segment is sealed although one before it is not": "此段已封存，而前面的段未封存",
        "another log has taken this one's place": "此处已换成另一个日志",
        "the footer has no Merkle tree of the records before it": "段尾没有其前记录的 Merkle 树",
        "the footer says otherwise than the frames before it": "段尾与其前的帧不一致",
        "the footer says otherwise than the manifest": "段尾与清单不一致",
        "it says otherwise than the manifest": "与清单不一致",
        "the footer is missing": "缺少段尾", "zeros behind the footer": "段尾之后是零",
        "the footer is not that of the records": "段尾与记录不符",
        "the footer has hashes although the log keeps none": "日志不保留散列值，而段尾有",
        "the footer's block roots are not those of the records": "段尾的块根与记录不符",
        "the segment's header": "段首", "a frame behind the segment's footer": "段尾之后还有帧",
        "the mark's hashes are not those of the records before it": "标记的散列值与其前的记录不符",
        "the repacked segment does not hold the records of the one it replaces": "重新压缩的段与所替代的段记录不同",
        "the frame is plain and the log is encrypted": "帧是明文，而日志已加密",
        "the file does not end with its footer": "文件没有以段尾结束",
        "cipher": "加密方式", "codec": "压缩方式", "durable position": "落盘位置", "epoch of a segment": "段的纪元",
        "flags": "标志", "footer": "段尾", "frontier": "Merkle 树边缘", "generation of a segment": "段的代次",
        "generation": "代次", "hashing progress": "散列进度", "index": "索引", "kind of frame": "帧类型",
        "length of a mark": "标记长度", "number of keys": "密钥数", "number of segments": "段数", "offset": "偏移",
        "order of keys": "密钥顺序", "order of segments": "段的顺序", "record bytes": "记录字节数",
        "record count of a segment": "段的记录数", "record count": "记录数", "segment number": "段号",
        "sequence number": "序号", "size of a segment": "段的大小", "size of the file": "文件大小", "size": "大小",
        "subject filter": "主体过滤器", "filter of subjects": "主体过滤器", "watermark": "水位",
        "first sequence number": "首个序号", "count": "记录数", "raw bytes": "原始字节数", "first time": "首个时间",
        "last time": "最后时间", "first epoch": "首个纪元", "last epoch": "最后纪元", "root": "根",
        "encryption (bit 0)": "加密（位 0）", "no evidence (bit 1)": "不留证据（位 1）",
    ]
}
