// All of this module's unsafe code: little-endian fields, the checksum and the compressor.
// Every access checks its bounds first and traps when they are passed; callers check lengths that come from
// outside before they get here.
internal import CBytes
internal import CLZ4

extension RawSpan {
    @inlinable
    public func byte(at offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    @inlinable
    public func uint32(at offset: Int) -> UInt32 {
        unsafe UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inlinable
    public func uint64(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension RawSpan {
    /// The CRC-32C of these bytes.
    public var crc32c: UInt32 {
        unsafe withUnsafeBytes { bytes in unsafe paidan_crc32c(0, bytes.baseAddress, bytes.count) }
    }

    /// Whether every byte is zero.
    public var isZero: Bool {
        unsafe withUnsafeBytes { bytes in unsafe paidan_is_zero(bytes.baseAddress, bytes.count) != 0 }
    }

    /// A copy.
    public var array: [UInt8] { unsafe withUnsafeBytes { bytes in unsafe [UInt8](bytes) } }

    /// These bytes as a text; nil if they are not UTF-8. Allocates for more than 15 bytes.
    public var text: String? {
        unsafe withUnsafeBytes { bytes in unsafe String(validating: bytes, as: UTF8.self) }
    }
}

extension String {
    /// Its UTF-8, without a copy.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get { unsafe utf8Span.span.bytes }
    }
}

extension [UInt8] {
    /// These bytes as a span, without a copy.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }

    /// Appends all of `bytes`.
    public mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { source in unsafe append(contentsOf: source) }
    }

    public mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { source in unsafe append(contentsOf: source) }
    }

    /// Moves the bytes in `range` to the front; what is behind them then means nothing. Grows to `count` if it is
    /// smaller, and never shrinks.
    public mutating func keep(_ range: Range<Int>, growingTo count: Int) {
        precondition(range.count <= count && range.upperBound <= self.count, "what is kept is there, and fits")
        if self.count < count {
            var grown = [UInt8](repeating: 0, count: count)
            grown.replaceSubrange(0..<range.count, with: self[range])
            self = grown
        } else if range.lowerBound > 0 {
            unsafe withUnsafeMutableBytes { bytes in
                unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
            }
        }
    }

    /// Writes `value` over the bytes at `offset`.
    public mutating func replace<Value: FixedWidthInteger>(at offset: Int, littleEndian value: Value) {
        for index in 0..<Value.bitWidth / 8 {
            self[offset + index] = UInt8(truncatingIfNeeded: value >> Value(index * 8))
        }
    }
}

/// LZ4 blocks (not frames), as in lz4_Block_format.md. Sizes travel beside the block.
public enum LZ4 {
    /// No block decompresses to more than this many times its size.
    public static let expansionMax = 255

    public enum Effort: Sendable, Hashable {
        case fast
        /// LZ4-HC at a level from 3 to 12.
        case high(Int32)
    }

    /// Appends the block of `source` to `target`.
    /// - Returns: false, with `target` as it was, when the block would not be smaller than `source`.
    public static func compress(_ source: RawSpan, effort: Effort = .fast, to target: inout [UInt8]) -> Bool {
        let start = target.count
        guard source.byteCount > 16 else { return false }
        let room = source.byteCount - 1
        target.append(addingCapacity: room) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                let written = unsafe source.withUnsafeBytes { bytes in
                    let from = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                    let to = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    return switch effort {
                    case .fast: unsafe LZ4_compress_default(from, to, Int32(bytes.count), Int32(room))
                    case .high(let level): unsafe LZ4_compress_HC(from, to, Int32(bytes.count), Int32(room), level)
                    }
                }
                count = Int(written)
            }
        }
        return target.count > start
    }

    /// Decompresses a block to exactly `byteCount` bytes, which replace what is in `target`.
    /// - Returns: false if the block is malformed or of another size; then `target` holds what there was of it.
    public static func decompress(_ block: RawSpan, byteCount: Int, into target: inout [UInt8]) -> Bool {
        var written: Int32 = -1
        target.removeAll(keepingCapacity: true)
        target.append(addingCapacity: byteCount) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, count in
                written = unsafe block.withUnsafeBytes { bytes in
                    unsafe LZ4_decompress_safe(
                        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self),
                        Int32(bytes.count), Int32(byteCount))
                }
                count = max(0, Int(written))
            }
        }
        return Int(written) == byteCount
    }
}
