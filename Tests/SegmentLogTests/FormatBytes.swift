import Bytes

/// Bytes put together field by field, as the format's diagrams give them.
struct FormatBytes {
    var bytes: [UInt8] = []

    mutating func text(_ text: String) { bytes += Array(text.utf8) }
    mutating func u8(_ values: UInt8...) { bytes += values }
    mutating func u32(_ values: UInt32...) { for value in values { bytes.append(littleEndian: value) } }
    mutating func u64(_ values: UInt64...) { for value in values { bytes.append(littleEndian: value) } }
    mutating func zeros(upTo byteCount: Int) { bytes += [UInt8](repeating: 0, count: byteCount - bytes.count) }

    /// The same with the CRC-32C of everything from `start` on at `offset`.
    func checksummed(at offset: Int, from start: Int) -> [UInt8] {
        var bytes = bytes
        bytes.replace(at: offset, littleEndian: bytes.bytes.extracting(start..<bytes.count).crc32c)
        return bytes
    }
}

extension [UInt8] {
    /// A copy with a field changed and the checksum made right again.
    func changed<Value: FixedWidthInteger>(
        at offset: Int, _ value: Value, checksumAt place: Int, from start: Int
    ) -> [UInt8] {
        var bytes = self
        bytes.replace(at: offset, littleEndian: value)
        bytes.replace(at: place, littleEndian: bytes.bytes.extracting(start..<bytes.count).crc32c)
        return bytes
    }
}
