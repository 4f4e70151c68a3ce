/// Feature bits of a log. A reader refuses required bits that it does not know and ignores optional ones.
public struct Features: OptionSet, Sendable, Hashable {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Required: every payload is encrypted; there is a keyring.
    public static let encryption = Features(rawValue: 1 << 0)

    /// Required: there is no Merkle tree; roots in manifest and footers mean nothing.
    public static let noEvidence = Features(rawValue: 1 << 1)

    /// The required bits that this version understands.
    package static let known: Features = [.encryption, .noEvidence]
}

extension Features: CustomStringConvertible {
    public var description: String {
        (0..<64).filter { rawValue & (1 << UInt64($0)) != 0 }
            .map { bit in
                switch bit {
                case 0: "encryption (bit 0)"
                case 1: "no evidence (bit 1)"
                default: "bit \(bit)"
                }
            }
            .joined(separator: ", ")
    }
}
