internal import Bytes
internal import CZlib

/// Reads gzip (RFC 1952), piece by piece. The only place that speaks to zlib.
@safe struct Inflater: ~Copyable {
    // Made here and ended here: nobody else has it.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether nothing is missing behind what was read.
    private(set) var isComplete = true
    private(set) var bytesRead = 0
    private static let pieceBytes = 256 << 10

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe paidan_inflate_init(stream)
        precondition(status == Z_OK, "zlib has memory to begin with")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Gives `body` what the compressed bytes hold. Members that follow one another are read as one.
    mutating func read<Failure: Error>(
        _ compressed: inout [UInt8], _ body: (RawSpan) throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        var plain = [UInt8](repeating: 0, count: Self.pieceBytes)
        var offset = 0
        while offset < compressed.count {
            let (status, taken, made) = step(&compressed, offset, &plain)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return false }
            guard taken > 0 || made > 0 else { return false }
            offset += taken
            bytesRead += taken
            isComplete = status == Z_STREAM_END
            if made > 0 { try body(plain.bytes.extracting(0..<made)) }
            if isComplete { unsafe inflateReset(stream) }
        }
        return true
    }

    private func step(
        _ compressed: inout [UInt8], _ offset: Int, _ plain: inout [UInt8]
    ) -> (status: Int32, taken: Int, made: Int) {
        let available = compressed.count - offset
        return unsafe compressed.withUnsafeMutableBufferPointer { input in
            unsafe plain.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress! + offset
                unsafe stream.pointee.avail_in = UInt32(available)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let status = unsafe inflate(stream, Z_NO_FLUSH)
                let taken = available - Int(unsafe stream.pointee.avail_in)
                return (status, taken, output.count - Int(unsafe stream.pointee.avail_out))
            }
        }
    }
}
