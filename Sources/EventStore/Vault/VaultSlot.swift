internal import Bytes

/// The bytes of one slot of the vault. A slot never straddles a sector, so that a torn write leaves the others alone.
///
/// ```
///  0  number    u64   the slot's own, from 1: what was written elsewhere is noticed
///  8  state     u32   1 ready, 2 destroyed
/// 12  key       32    zeros once destroyed
/// 44  zeros     16
/// 60  checksum  u32   CRC32C of what is before it
/// ```
enum VaultSlot: Hashable {
    case ready(PersonalKey)
    case destroyed

    static let byteCount = 64

    /// Where slot `number` lies; the file begins with a header as large as a slot.
    static func offset(_ number: UInt64) -> UInt64 { number * UInt64(byteCount) }

    func encoded(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: number)
        switch self {
        case .ready(let key):
            bytes.append(littleEndian: UInt32(1))
            bytes += key.bytes
        case .destroyed:
            bytes.append(littleEndian: UInt32(2))
            bytes += [UInt8](repeating: 0, count: PersonalKey.byteCount)
        }
        bytes += [UInt8](repeating: 0, count: Self.byteCount - 4 - bytes.count)
        bytes.append(littleEndian: bytes.bytes.crc32c)
        return bytes
    }

    /// Nil if the bytes are not what was written for slot `number`.
    init?(decoding bytes: RawSpan, number: UInt64) {
        let end = Self.byteCount - 4
        guard bytes.byteCount == Self.byteCount, bytes.uint64(at: 0) == number,
            bytes.extracting(0..<end).crc32c == bytes.uint32(at: end)
        else { return nil }
        switch bytes.uint32(at: 8) {
        case 1: self = .ready(PersonalKey(bytes.extracting(12..<12 + PersonalKey.byteCount).array))
        case 2: self = .destroyed
        default: return nil
        }
    }
}

/// What seals everything about one customer.
public struct PersonalKey: Hashable, Sendable {
    static let byteCount = 32
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount, "a key of 256 bits")
        self.bytes = bytes
    }
}
