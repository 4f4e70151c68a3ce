internal import Merkle
internal import Policies

extension MerkleError {
    var words: LocalText { LocalText(chinese, description) }

    private var chinese: String {
        switch self {
        case .frontierCutShort, .frontierRootCount, .frontierByteCount: "Merkle 边界的字节有误（\(self)）"
        case .indexOutsideTree(let index, let size): "\(size) 条记录的树中没有第 \(index) 个叶子"
        case .sizesOutOfOrder(let old, let new): "较早的树有 \(old) 个叶子，较新的只有 \(new) 个"
        case .pathTooShort: "证明的路径相对其树过短"
        case .pathTooLong: "证明的路径相对其树过长"
        case .inclusionRootMismatch: "记录不在检查点之树的这个位置上"
        case .oldRootMismatch: "证明推不出较早的检查点"
        case .newRootMismatch: "证明推不出较新的检查点"
        case .malformedKeyName: "密钥名称至少一个字符，不含空格和加号"
        case .malformedVerifierKey: "公钥的格式为 名称+8 位十六进制数字+base64"
        case .malformedSignerKey: "私钥的格式为 PRIVATE+KEY+名称+8 位十六进制数字+base64"
        case .keyIDMismatch: "密钥的数字与其名称和字节不符"
        case .noteTooLong(let byteCountMax): "签名说明最多 \(byteCountMax) 字节"
        case .noteNotUTF8: "签名说明不是 UTF-8"
        case .noteControlCharacter: "签名说明含有控制字符"
        case .noteTextUnterminated: "签名说明的正文没有以换行结束"
        case .noteWithoutSignatures: "签名说明没有签名"
        case .noteTooManySignatures(let countMax): "签名说明最多 \(countMax) 个签名"
        case .malformedSignatureLine(let number): "签名说明的第 \(number) 个签名行格式有误"
        case .badSignature(let keyName): "\(keyName) 的签名不正确"
        case .noTrustedSignature: "没有受信任的密钥签过名"
        case .malformedCheckpoint(let line): "检查点第 \(line) 行格式有误"
        case .originUnsigned(let origin): "没有名为 \(origin) 的受信任密钥签署检查点"
        case .originsDiffer(let old, let new): "两个检查点属于不同的日志：\(old) 与 \(new)"
        case .proofTextTooLong(let byteCountMax): "证明最多 \(byteCountMax) 字节"
        case .proofVersionUnknown: "首行不是已知的证明种类"
        case .proofWithoutRecord: "证明中没有记录"
        case .proofWithoutCheckpoint: "证明没有以检查点结束"
        case .malformedProofText(let line): "证明第 \(line) 行格式有误"
        }
    }
}
