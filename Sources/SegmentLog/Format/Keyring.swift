internal import Bytes

/// The data keys of a log, each wrapped by the master key: one for every opening for writing.
///
/// ```
///   0  8  magic            "PDKEYRNG"
///   8  4  checksum         CRC-32C of byte 12 to the end
///  12  4  version          1
///  16 16  log
///  32  8  masterKey        the first 8 bytes of SHA-256 over "paidan master key" and the key
///  40  4  entry count
///  44  4  zero
///  48     entries of 64 bytes, by epoch
/// ```
/// and an entry:
/// ```
///   0  4  epoch
///   4 12  nonce            random
///  16 48  wrapped          AES-256-GCM of the 32 bytes of the data key, then the tag of 16 bytes;
///                          authenticated with it: log (16 bytes), epoch (4 bytes)
/// ```
package struct Keyring: Hashable, Sendable {
    package static let magic = Array("PDKEYRNG".utf8)
    package static let version: UInt32 = 1
    package static let headBytes = 48
    package static let fileName = "keyring"

    package struct Entry: Hashable, Sendable {
        package static let byteCount = 64
        package var epoch: UInt32
        package var nonce: [UInt8]
        package var wrapped: [UInt8]
    }

    package var log: LogIdentifier
    package var masterKey: UInt64
    package var entries: [Entry] = []

    package var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: Self.version)
        log.append(to: &bytes)
        bytes.append(littleEndian: masterKey)
        bytes.append(littleEndian: UInt32(entries.count))
        bytes.append(littleEndian: UInt32(0))
        for entry in entries {
            bytes.append(littleEndian: entry.epoch)
            bytes += entry.nonce
            bytes += entry.wrapped
        }
        bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
        return bytes
    }

    package init(log: LogIdentifier, masterKey: UInt64) {
        self.log = log
        self.masterKey = masterKey
    }

    package init(decoding bytes: RawSpan) throws(FormatError) {
        guard bytes.byteCount >= Self.headBytes else { throw bytes.isZero ? .blank : .short }
        guard bytes.uint64(at: 0) == Self.magic.bytes.uint64(at: 0) else { throw .magic }
        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else { throw .headerChecksum }
        guard bytes.uint32(at: 12) == Self.version else { throw .version(bytes.uint32(at: 12)) }
        log = LogIdentifier(bytes, at: 16)
        masterKey = bytes.uint64(at: 32)
        let count = Int(bytes.uint32(at: 40))
        guard count <= Limits.dataKeysMax, bytes.byteCount == Self.headBytes + count * Entry.byteCount else {
            throw .field("number of keys")
        }
        for index in 0..<count {
            let start = Self.headBytes + index * Entry.byteCount
            let entry = Entry(
                epoch: bytes.uint32(at: start), nonce: bytes.extracting(start + 4..<start + 16).array,
                wrapped: bytes.extracting(start + 16..<start + 64).array)
            guard entries.last.map({ $0.epoch < entry.epoch }) ?? true else { throw .field("order of keys") }
            entries.append(entry)
        }
    }
}
