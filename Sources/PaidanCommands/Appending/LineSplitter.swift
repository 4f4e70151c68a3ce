internal import Bytes
internal import CommitLog

/// Cuts a stream of bytes into records, one a line, however the bytes arrive.
///
/// A line ends with a newline, which is not part of the record; everything else is, carriage returns included. What
/// stands behind the last newline is a line too, if it is not empty.
package struct LineSplitter {
    /// A line that no record can hold.
    package struct LineTooLong: Error, Hashable {
        /// From 1.
        package var line: UInt64

        package init(line: UInt64) { self.line = line }
    }

    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []
    /// Lines ended so far.
    package private(set) var lineCount: UInt64 = 0

    package init() {}

    /// Adds the lines that end in `bytes` to `batches`.
    /// - Throws: when a line grows too long; the lines before it are in `batches`.
    package mutating func split(_ bytes: RawSpan, into batches: inout LineBatches) throws(LineTooLong) {
        var start = 0
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) {
            if partial.isEmpty {
                try Self.add(bytes.extracting(start..<end), line: lineCount + 1, to: &batches)
            } else {
                try keep(bytes.extracting(start..<end))
                try Self.add(partial.bytes, line: lineCount + 1, to: &batches)
                partial.removeAll(keepingCapacity: partial.count < 1 << 20)
            }
            lineCount += 1
            start = end + 1
        }
        try keep(bytes.extracting(start..<bytes.byteCount))
    }

    /// Adds the line that was cut off by the end of the stream, if there is one.
    package mutating func finish(into batches: inout LineBatches) throws(LineTooLong) {
        guard !partial.isEmpty else { return }
        try Self.add(partial.bytes, line: lineCount + 1, to: &batches)
        lineCount += 1
        partial = []
    }

    private mutating func keep(_ bytes: RawSpan) throws(LineTooLong) {
        guard partial.count + bytes.byteCount <= RecordLimits.bodyBytesMax else {
            throw LineTooLong(line: lineCount + 1)
        }
        partial.append(bytes)
    }

    private static func add(_ body: RawSpan, line: UInt64, to batches: inout LineBatches) throws(LineTooLong) {
        do throws(CommitLogError) {
            try batches.add(body)
        } catch { throw LineTooLong(line: line) }
    }
}
