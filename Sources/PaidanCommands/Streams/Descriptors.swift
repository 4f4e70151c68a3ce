internal import CivilTime
// All of this module's unsafe code: the process's streams, signals and surroundings.
internal import Bytes
internal import CPlatform

/// A stream of the process, by its descriptor.
struct DescriptorSource: ByteSource {
    private let number: Int32

    init(_ number: Int32) { self.number = number }

    func read(into buffer: inout [UInt8], range: Range<Int>) throws(StreamError) -> Arrival {
        precondition(!range.isEmpty && range.upperBound <= buffer.count, "there is room to read into")
        while true {
            var signal: Int32 = 0
            let failure = unsafe paidan_wait_readable(number, &signal)
            if signal != 0 { return .stop(signal == 2 ? .interrupt : .terminate) }
            if failure == SystemError.interrupted { continue }
            var count = 0
            let refusal = unsafe buffer.withUnsafeMutableBytes { bytes in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
                return unsafe paidan_read(number, room.baseAddress, room.count, &count)
            }
            if refusal == 0 { return count == 0 ? .end : .bytes(count) }
            guard refusal == SystemError.interrupted || refusal == SystemError.tryAgain else {
                throw .refused(stream: "standard input", reason: SystemError.text(refusal))
            }
        }
    }
}

/// A stream of the process, by its descriptor.
struct DescriptorSink: ByteSink {
    private let number: Int32
    private let name: String

    init(_ number: Int32, name: String) {
        self.number = number
        self.name = name
    }

    func write(_ bytes: RawSpan) throws(StreamError) {
        var done = 0
        while done < bytes.byteCount {
            var count = 0
            let refusal = unsafe bytes.extracting(droppingFirst: done).withUnsafeBytes { rest in
                unsafe paidan_write(number, rest.baseAddress, rest.count, &count)
            }
            done += count
            if refusal == 0 || refusal == SystemError.interrupted { continue }
            if refusal == SystemError.brokenPipe { throw .closed }
            throw .refused(stream: name, reason: SystemError.text(refusal))
        }
    }

    var isTerminal: Bool { paidan_is_terminal(number) != 0 }
    var isClosed: Bool { paidan_reader_is_gone(number) != 0 }
}

/// What the process is and where it runs.
enum ThisProcess {
    /// Sees to it that no file gets the number of a standard stream, as whoever starts us may have closed them. Before
    /// anything is opened. Where not even /dev/null can be, no file is safe and nobody can be told.
    static func openClosedStreams() {
        if paidan_open_closed_streams() != 0 { exit(.refused) }
    }

    /// From now on writing to nobody is an error, not the end of the process, and signals end it.
    static func prepareSignals() {
        let failure = paidan_prepare_signals()
        precondition(failure == 0, "signals can be set: \(SystemError.text(failure))")
    }

    /// From now on the first SIGINT or SIGTERM comes as ``Arrival/stop(_:)``; a second one ends the process.
    @Sendable static func catchStopSignals() {
        let failure = paidan_catch_stop_signals()
        precondition(failure == 0, "there is a pipe for signals: \(SystemError.text(failure))")
    }

    /// Of standard input; false where that is no terminal.
    @Sendable static func hideTyping(_ isHidden: Bool) -> Bool { paidan_hide_typing(0, isHidden ? 1 : 0) == 0 }

    static func exit(_ status: CommandStatus) -> Never { paidan_exit(status.rawValue) }

    @Sendable static func variable(_ name: String) -> String? {
        guard let value = unsafe paidan_variable(name) else { return nil }
        return unsafe String(cString: value)
    }

    @Sendable static func secondsFromUTC(_ milliseconds: Int64) -> Int64 {
        paidan_seconds_from_utc(milliseconds.floorQuotient(1000))
    }

    /// Who we are, for whoever finds the lock held.
    static var description: String {
        var name = [CChar](repeating: 0, count: 65)
        let failure = unsafe paidan_host_name(&name, name.count)
        let host = failure == 0 ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) : "?"
        let start = Timestamp(milliseconds: paidan_wall_milliseconds()).secondsText
        return "paidan, process \(paidan_process_id()) on \(host), started \(start)"
    }
}

/// The numbers of errno that mean something here.
private enum SystemError {
    static let interrupted: Int32 = 4
    static let tryAgain: Int32 = 11
    static let brokenPipe: Int32 = 32

    static func text(_ number: Int32) -> String {
        guard let text = unsafe paidan_error_text(number) else { return "errno \(number)" }
        return unsafe String(cString: text)
    }
}

extension RawSpan {
    /// The index of the first `byte` from `start` on; nil if there is none.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        let rest = extracting(droppingFirst: start)
        let index = unsafe rest.withUnsafeBytes { bytes in
            unsafe paidan_find_byte(bytes.baseAddress, bytes.count, byte)
        }
        return index < rest.byteCount ? start + index : nil
    }
}
