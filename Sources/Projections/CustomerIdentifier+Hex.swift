internal import Bytes

extension Names.CustomerIdentifier {
    /// - Returns: nil if there are not 16 bytes.
    public init?(_ bytes: RawSpan) {
        guard bytes.byteCount == 16 else { return nil }
        self.init(high: bytes.uint64(at: 0).byteSwapped, low: bytes.uint64(at: 8).byteSwapped)
    }

    /// 32 hexadecimal digits, as ``hex`` writes them; nil if it is anything else.
    public init?(hex: String) {
        guard hex.utf8.count == 32, hex.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }),
            let high = UInt64(hex.prefix(16), radix: 16), let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    public var hex: String { Self.digits(high) + Self.digits(low) }

    private static func digits(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
