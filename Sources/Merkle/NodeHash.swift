internal import Bytes

/// A SHA-256 hash of the tree: of a leaf, of an inner node or of the whole tree. 32 bytes, copied like a number.
public struct NodeHash: Sendable, Hashable {
    public static let byteCount = 32

    // The bytes as four big-endian numbers: equality takes four comparisons, and no code needs pointers.
    let word0: UInt64
    let word1: UInt64
    let word2: UInt64
    let word3: UInt64

    init(word0: UInt64, word1: UInt64, word2: UInt64, word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// The hash made of these bytes, or nil if there are not exactly 32.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == NodeHash.byteCount else { return nil }
        var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
        var position = 0
        for byte in bytes {
            words[position / 8] = words[position / 8] << 8 | UInt64(byte)
            position += 1
        }
        self.init(word0: words[0], word1: words[1], word2: words[2], word3: words[3])
    }

    /// The hash's 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the hash's 32 bytes.
    public func append(to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + NodeHash.byteCount)
        let words: InlineArray<4, UInt64> = [word0, word1, word2, word3]
        for position in 0..<NodeHash.byteCount {
            bytes.append(UInt8(truncatingIfNeeded: words[position / 8] >> UInt64(56 - position % 8 * 8)))
        }
    }
}

extension NodeHash {
    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex.utf8) else { return nil }
        self.init(bytes: bytes)
    }

    /// Standard base64 (RFC 4648 section 4), 44 characters.
    public var base64: String { String(decoding: Base64.encode(bytes), as: UTF8.self) }

    /// Reads 44 characters of base64 in the one valid spelling; nil for anything else.
    public init?(base64: String) { self.init(base64: base64.utf8) }

    init?(base64: some Collection<UInt8>) {
        // 32 bytes take 44 characters: what cannot be a hash is not decoded.
        guard base64.count == 44, let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes: bytes)
    }
}

extension NodeHash: CustomStringConvertible {
    public var description: String { hex }
}
