// The one place where errors become exit statuses and text. What a daemon refuses is beside it, in
// Refusal+Daemon.swift.
internal import Causes
internal import CommitLog
package import EventRendering
internal import Merkle
package import Policies
package import SegmentLog
package import Storage

extension Refusal {
    /// What a log refused. Its words say what to do; which command does it is said here.
    package init(_ error: LogError) {
        let words = error.words
        switch error {
        case .corruption:
            self.init(
                .corruption, words.chinese + "（`paidan log salvage`）", words.english + ", with `paidan log salvage`")
        case .file(let error): self.init(error)
        case .log(let error): self.init(error)
        case .held: self.init(.refused, words)
        case .masterKeyMissing:
            self.init(
                .badUse, "日志已加密，请用 --master-key 或 \(MasterKeyOption.variable) 指定密钥文件",
                "the log is encrypted; name its key file with --master-key or \(MasterKeyOption.variable)")
        case .notALog, .notEmpty, .unknownVersion, .unknownFeatures, .wrongMasterKey, .badMasterKey,
            .encryptionMismatch, .badOption, .noEvidence, .beyondEnd:
            self.init(.badUse, words)
        }
    }

    init(_ error: CommitLogError) {
        let words = error.words
        switch error {
        case .corruption(let corruption): self.init(LogError.corruption(corruption))
        case .tooLarge, .reservedType: self.init(.badUse, words)
        case .halted:
            self.init(
                .refused, words.chinese + "；已确认的内容都已落盘", words.english + "; what was acknowledged is durable")
        case .noSpace, .stale, .overloaded, .closed, .unreadable: self.init(.refused, words)
        }
    }

    /// A file of a log, or one that a log needs.
    package init(_ error: FileError) {
        let words = error.words
        // A directory that lies nowhere, or is a file, was named wrongly; everything else is the system's refusal.
        switch (error.code, error.operation) {
        case (Self.notADirectory, _):
            self.init(.badUse, words.chinese + "；请指定目录", words.english + "; name a directory")
        case (.notFound, .makeDirectory): self.init(.badUse, words)
        default: self.init(.refused, words)
        }
    }

    /// ENOTDIR
    private static let notADirectory = FileError.Code.other(20)
    /// EISDIR
    private static let isADirectory = FileError.Code.other(21)

    /// A file that the user named.
    package init(named error: FileError) {
        switch error.code {
        case .notFound, .exists, Self.notADirectory, Self.isADirectory: self.init(.badUse, error.words)
        default: self.init(.refused, error.words)
        }
    }

    /// The reader of the output may go when it has seen enough: nothing is wrong, and nothing is to be said.
    init(_ error: StreamError) {
        switch error {
        case .closed: self.init(.success, nil)
        case .refused(let stream, let reason):
            self.init(
                .refused, "无法使用\(Self.streams[stream] ?? " \(stream)")：\(reason)", "cannot use \(stream): \(reason)")
        }
    }

    private static let streams = [
        "standard input": "标准输入", "standard output": "标准输出", "standard error": "标准错误输出",
    ]

    /// Signed text: refuted by its own key or by its hashes, which is corruption, or not what it should be.
    init(_ error: MerkleError, in name: String) {
        let words = error.words
        switch error {
        case .badSignature, .inclusionRootMismatch, .oldRootMismatch, .newRootMismatch, .indexOutsideTree,
            .sizesOutOfOrder, .pathTooShort, .pathTooLong:
            self.init(
                .corruption, "\(name) 不成立：\(words.chinese)；请勿采信",
                "\(name) does not hold: \(words.english); do not rely on it")
        case .noTrustedSignature, .originUnsigned:
            self.init(
                .badUse, "\(name)：\(words.chinese)；请确认所用的是该日志的公钥",
                "\(name): \(words.english); check that this is the log's public key")
        default:
            self.init(.badUse, "\(name)：\(words.chinese)", "\(name): \(words.english)")
        }
    }
}

extension Refusal {
    /// Everything that is wrong with a policy file, or a file like it, a line each.
    package static func faults(_ refusal: PolicyRefusal, in file: String, _ language: Language) -> Refusal {
        .badUse(told: refusal.faults.map { $0.line(file, language) }.joined(separator: "\n"))
    }
}
