internal import Bytes

/// Divides bytes into lines as they come. A line that is too long is given as nil.
struct LineReader {
    private var line: [UInt8] = []
    private var isTooLong = false

    mutating func read<Failure: Error>(
        _ bytes: RawSpan, _ body: ([UInt8]?) throws(Failure) -> Void
    ) throws(Failure) {
        for offset in 0..<bytes.byteCount {
            let byte = bytes.byte(at: offset)
            if byte == UInt8(ascii: "\n") {
                try end(body)
            } else if line.count < RecordedLimits.rowBytesMax {
                line.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    mutating func finish<Failure: Error>(_ body: ([UInt8]?) throws(Failure) -> Void) throws(Failure) {
        if !line.isEmpty { try end(body) }
    }

    private mutating func end<Failure: Error>(_ body: ([UInt8]?) throws(Failure) -> Void) throws(Failure) {
        try body(isTooLong ? nil : line)
        line.removeAll(keepingCapacity: true)
        isTooLong = false
    }
}
