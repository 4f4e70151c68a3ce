internal import Bytes

/// Where a command reads from.
package protocol ByteSource: Sendable {
    /// Waits for bytes and puts as many as have come into `buffer[range]`, which is not empty.
    func read(into buffer: inout [UInt8], range: Range<Int>) throws(StreamError) -> Arrival
}

/// What waiting for input brought.
package enum Arrival: Sendable, Hashable {
    /// So many bytes, at least one.
    case bytes(Int)
    case end
    /// Somebody wants the command to stop.
    case stop(StopSignal)
}

package enum StopSignal: Sendable, Hashable {
    case interrupt, terminate

    var status: CommandStatus { self == .interrupt ? .interrupted : .terminated }
}

/// Where a command writes to. Each call may be a system call: who writes much collects it first.
package protocol ByteSink: Sendable {
    /// Writes all of `bytes`, waiting for as long as it takes.
    func write(_ bytes: RawSpan) throws(StreamError)
    var isTerminal: Bool { get }
    /// Whether nobody can read any more what is written.
    var isClosed: Bool { get }
}

extension ByteSink {
    func write(text: String) throws(StreamError) { try write(Array(text.utf8).bytes) }
}

package enum StreamError: Error, Sendable, Hashable {
    /// Nobody reads it any more.
    case closed
    case refused(stream: String, reason: String)
}

extension StreamError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closed: "nobody reads the output any more"
        case .refused(let stream, let reason): "cannot use \(stream): \(reason)"
        }
    }
}
