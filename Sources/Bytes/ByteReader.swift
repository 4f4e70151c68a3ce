/// Reads little-endian fields one after another. Every read says nil when the bytes run out.
public struct ByteReader: ~Escapable {
    private let bytes: RawSpan
    /// Where the next read begins.
    public private(set) var offset = 0

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The bytes not read yet.
    public var remaining: Int { bytes.byteCount - offset }

    @_lifetime(self: copy self)
    public mutating func uint8() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { offset += 1 }
        return bytes.byte(at: offset)
    }

    @_lifetime(self: copy self)
    public mutating func uint32() -> UInt32? {
        guard remaining >= 4 else { return nil }
        defer { offset += 4 }
        return bytes.uint32(at: offset)
    }

    @_lifetime(self: copy self)
    public mutating func uint64() -> UInt64? {
        guard remaining >= 8 else { return nil }
        defer { offset += 8 }
        return bytes.uint64(at: offset)
    }

    /// A copy of the next `count` bytes.
    @_lifetime(self: copy self)
    public mutating func array(_ count: Int) -> [UInt8]? {
        guard count >= 0, remaining >= count else { return nil }
        defer { offset += count }
        return bytes.extracting(offset..<offset + count).array
    }
}
