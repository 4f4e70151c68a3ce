internal import Bytes

/// Collects output into large writes.
struct LineOutput: ~Copyable {
    /// A pipe's usual capacity: more in one write would only wait for the reader.
    static let byteCountMax = 64 << 10

    private let sink: any ByteSink
    private(set) var bytes: [UInt8] = []

    init(_ sink: any ByteSink) {
        self.sink = sink
        bytes.reserveCapacity(Self.byteCountMax * 2)
    }

    /// Appends a line. Written when enough has come together, or by ``flush()``.
    mutating func add(line: RawSpan) throws(Refusal) {
        bytes.append(line)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.byteCountMax { try flush() }
    }

    /// Appends a line that `build` adds to the bytes before it.
    mutating func add(_ build: (inout [UInt8]) -> Void) throws(Refusal) {
        build(&bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.byteCountMax { try flush() }
    }

    mutating func flush() throws(Refusal) {
        guard !bytes.isEmpty else { return }
        defer { bytes.removeAll(keepingCapacity: true) }
        do throws(StreamError) { try sink.write(bytes.bytes) } catch { throw Refusal(error) }
    }
}
