internal import Bytes

extension Message {
    /// Appends the message as protobuf: fields in the order of their numbers, absent ones left out, so that equal
    /// messages have equal bytes. Allocates only to make `bytes` larger.
    /// - Throws: ``WireError/limit(field:)``, ``WireError/length(field:bytes:)`` and ``WireError/tooLong(bytes:)``,
    ///   for what would not be read again; then `bytes` are as they were.
    public func append(to bytes: inout [UInt8]) throws(WireError) {
        var message = self
        try bytes.appendOrRestore { bytes throws(WireError) in try message.write(to: &bytes) }
    }

    /// The message as ``append(to:)`` writes it, alone.
    public func encoded() throws(WireError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(to: &bytes)
        return bytes
    }

    /// Writes the fields; `self` is changed by no encoder.
    mutating func write(to bytes: inout [UInt8]) throws(WireError) {
        var encoder = FieldEncoder<Field>(taking: &bytes, textBytesMax: Self.textBytesMax)
        defer { encoder.give(back: &bytes) }
        try code(&encoder)
    }

    /// Writes the message as the field `number` of another.
    mutating func append(asField number: Int, to bytes: inout [UInt8]) throws(WireError) {
        Varint.append(WireFields.tag(number, .delimited), to: &bytes)
        let start = bytes.count
        // Most nested messages are short: room for a length of one byte. A longer one is moved up, which costs less
        // than to go over all of them first to measure them.
        bytes.append(0)
        try write(to: &bytes)
        var length = UInt64(bytes.count - start - 1)
        let more = Varint.byteCount(length) - 1
        if more > 0 { bytes.insert(contentsOf: repeatElement(0, count: more), at: start) }
        for index in start..<start + more {
            bytes[index] = UInt8(truncatingIfNeeded: length) | 0x80
            length >>= 7
        }
        bytes[start + more] = UInt8(truncatingIfNeeded: length)
    }
}

extension [UInt8] {
    /// Keeps what `body` appends if that is all of a message, and none of it if not.
    mutating func appendOrRestore(_ body: (inout [UInt8]) throws(WireError) -> Void) throws(WireError) {
        let start = count
        do throws(WireError) {
            try body(&self)
            guard count - start <= EventLimits.eventBytesMax else { throw .tooLong(bytes: count - start) }
        } catch {
            removeLast(count - start)
            throw error
        }
    }
}

extension WireFields {
    static func tag(_ number: Int, _ type: WireType) -> UInt64 { UInt64(number) << 3 | type.rawValue }
}
