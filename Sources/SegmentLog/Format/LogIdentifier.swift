internal import Bytes
internal import Merkle

/// 128 random bits that name a log, so that no file of another log is ever taken for one of its own.
public struct LogIdentifier: Hashable, Sendable {
    package static let byteCount = 16
    package let high: UInt64
    package let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public init(random generator: inout some RandomNumberGenerator) {
        self.init(high: generator.next(), low: generator.next())
    }

    package init(_ bytes: RawSpan, at offset: Int) {
        self.init(high: bytes.uint64(at: offset), low: bytes.uint64(at: offset + 8))
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: high)
        bytes.append(littleEndian: low)
    }
}

extension LogIdentifier: CustomStringConvertible {
    /// The 16 bytes as stored, in hexadecimal.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return Hex.encode(bytes)
    }
}
