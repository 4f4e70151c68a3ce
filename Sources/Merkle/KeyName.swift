internal import Bytes

/// The name of a key in C2SP signed-note: not empty, and without Unicode spaces, pluses and control characters.
/// A name like a URL without its scheme (`example.com/log`) is recommended.
public struct KeyName: Sendable, CustomStringConvertible {
    public let description: String

    public init(_ name: String) throws(MerkleError) {
        let forbidden = name.unicodeScalars.contains { scalar in
            scalar == "+" || scalar.value < 0x20 || scalar.properties.isWhitespace
        }
        guard !name.isEmpty, !forbidden else { throw .malformedKeyName }
        description = name
    }

    var utf8: String.UTF8View { description.utf8 }
}

// By bytes: strings that only look equal to Unicode are not the same name to a signature.
extension KeyName: Hashable {
    public static func == (left: KeyName, right: KeyName) -> Bool { left.utf8.elementsEqual(right.utf8) }

    public func hash(into hasher: inout Hasher) {
        for byte in utf8 { hasher.combine(byte) }
    }
}

/// The four bytes that tell keys of one name apart. Not a commitment to the key: a verifier has the key itself.
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    public let rawValue: UInt32

    /// The ID of an Ed25519 key: SHA-256(name ‖ 0x0a ‖ 0x01 ‖ public key)[:4], big-endian.
    init(name: KeyName, publicKey: [UInt8]) {
        let hash = NodeHash.sha256([UInt8](name.utf8) + [Lines.newline, Ed25519.algorithm] + publicKey)
        rawValue = UInt32(truncatingIfNeeded: hash.word0 >> 32)
    }

    init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == KeyID.byteCount else { return nil }
        rawValue = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    static let byteCount = 4

    var bytes: [UInt8] {
        [24, 16, 8, 0].map { shift in UInt8(truncatingIfNeeded: rawValue >> UInt32(shift)) }
    }

    /// Eight lower-case hexadecimal digits.
    public var description: String { Hex.encode(bytes) }
}
