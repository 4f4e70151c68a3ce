package import CommitLog
package import Policies
package import SegmentLog

// What a log refuses, for people. What was wrong with an option comes as the log's own text in both languages.
extension LogError {
    package var words: LocalText { LocalText(chinese, description) }

    private var chinese: String {
        switch self {
        case .notALog(let path): "\(path) 中没有日志，请核对路径"
        case .notEmpty(let path): "\(path) 不是空目录，其中也没有日志；请选择空目录或新目录"
        case .held(let owner): "日志正由 \(owner) 打开写入；请先停止它，或只读取"
        case .corruption(let corruption):
            "日志损坏：\(corruption.words.chinese)；没有作任何改动，请恢复备份，或抢救可读的内容"
        case .unknownVersion(let file, let version): "\(file) 的格式版本为 \(version)，请用支持它的版本打开"
        case .unknownFeatures(let file, let features): "\(file) 需要本版本没有的特性：\(features)；请用更新的版本打开"
        case .masterKeyMissing: "日志已加密，请提供主密钥"
        case .wrongMasterKey: "主密钥不符：日志的密钥环用的是另一个主密钥"
        case .badMasterKey(let why): "主密钥无效，应为 64 位十六进制数字（\(why)）"
        case .encryptionMismatch(let why): "日志未加密，不能使用主密钥（\(why)）"
        case .badOption(let why): "无法进行：\(why)"
        case .noEvidence: "日志创建时没有保留防篡改证据，因此没有检查点和证明"
        case .beyondEnd(let asked, let end): "没有第 \(asked) 条记录：日志止于第 \(end) 条"
        case .file(let error): error.words.chinese
        case .log(let error): error.words.chinese
        }
    }
}

extension CommitLogError {
    package var words: LocalText { LocalText(chinese, description) }

    private var chinese: String {
        switch self {
        case .stale(let expected, let end): "日志止于第 \(end) 条，而不是第 \(expected) 条；请重新读取后再试"
        case .tooLarge(let quantity, let actual, let limit):
            "\(quantity.chinese)为 \(actual)，超过上限 \(limit)"
        case .reservedType(let type): "记录类型 \(type) 由日志自身使用，请另选"
        case .overloaded(let pending, let limit): "有 \(pending) 字节等待落盘，上限为 \(limit)；请稍后重试"
        case .noSpace(let detail): "无法预留空间：\(detail)"
        case .halted(let cause): "日志已停止写入：\(cause)"
        case .closed: "日志已关闭"
        case .corruption(let corruption): "日志损坏：\(corruption.words.chinese)"
        case .unreadable(let detail): "日志无法读取：\(detail)"
        }
    }
}

extension CommitLogError.LimitedQuantity {
    fileprivate var chinese: String {
        switch self {
        case .recordBytes: "记录字节数"
        case .appendBytes: "单次追加的字节数"
        case .appendRecords: "单次追加的记录数"
        case .subjects: "记录的主体数"
        case .followers: "读取者数量"
        }
    }
}

extension LogCorruption {
    package var words: LocalText { LocalText("\(file) 偏移 \(offset)：\(CorruptionWords.chinese(what))", description) }
}
