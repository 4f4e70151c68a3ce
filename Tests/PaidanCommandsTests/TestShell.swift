import Bytes
import PaidanCommands
import SimulationCommands
import SegmentLog
import Threads

/// A shell whose streams are in memory and whose files are real.
struct TestShell {
    let output: RecordedSink
    let errors: RecordedSink
    private let input: ScriptedSource
    private let variables: [String: String]
    private let random: (@Sendable () -> UInt64)?
    /// Whether typing is hidden, each time it was asked for; nil where input comes from no terminal.
    let hidden: Monitor<[Bool]>?

    /// - Parameter random: in place of the system's.
    init(
        _ input: [Arriving] = [], variables: [String: String] = [:], errorsAreATerminal: Bool = false,
        outputIsATerminal: Bool = false, inputIsATerminal: Bool = false, random: (@Sendable () -> UInt64)? = nil
    ) {
        hidden = inputIsATerminal ? Monitor([]) : nil
        self.random = random
        self.input = ScriptedSource(input)
        self.variables = variables
        errors = RecordedSink(isTerminal: errorsAreATerminal)
        output = RecordedSink(isTerminal: outputIsATerminal)
    }

    /// Appends to a log with small segments: a new segment of the usual size is 64 MiB of zeros.
    func append(to log: String, _ options: String...) -> CommandStatus {
        run(["log", "append", log, "--segment-bytes", "\(Self.segmentBytes)"] + options)
    }

    static let segmentBytes = 128 << 10

    /// Runs `paidan` with these arguments.
    func run(_ arguments: String...) -> CommandStatus { run(arguments) }

    func run(_ arguments: [String]) -> CommandStatus {
        let clock = Monitor(Int64(0))
        var environment = LogEnvironment.system(owner: "a test")
        if let random { environment.random = random }
        var shell = Shell(
            input: input, output: output, errors: errors, environment: environment,
            variable: { [variables] in variables[$0] },
            now: {
                // A quarter of a second goes by between two looks at the clock.
                MonotonicInstant(
                    nanoseconds: clock.withLock {
                        $0 += 250_000_000
                        return $0
                    })
            }, secondsFromUTC: { _ in 8 * 3600 }, catchStopSignals: {})
        shell.hideTyping = { [hidden] isHidden in
            hidden?.withLock { $0.append(isHidden) }
            return hidden != nil
        }
        return PaidanCommand.run(arguments, in: shell, root: PaidanRoot.self)
    }
}

enum Arriving: Sendable {
    case text(String)
    case bytes([UInt8])
    case stop(StopSignal)
    case failure(StreamError)
}

/// Input that arrives in the pieces given, then ends.
final class ScriptedSource: ByteSource {
    private let rest: Monitor<[Arriving]>

    init(_ pieces: [Arriving]) { rest = Monitor(pieces) }

    func read(into buffer: inout [UInt8], range: Range<Int>) throws(StreamError) -> Arrival {
        let next = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        switch next {
        case nil: return .end
        case .stop(let signal): return .stop(signal)
        case .failure(let error): throw error
        case .text(let text): return take(Array(text.utf8), &buffer, range)
        case .bytes(let bytes): return take(bytes, &buffer, range)
        }
    }

    private func take(_ bytes: [UInt8], _ buffer: inout [UInt8], _ range: Range<Int>) -> Arrival {
        let count = min(bytes.count, range.count)
        buffer.replaceSubrange(range.prefix(count), with: bytes[..<count])
        if count < bytes.count { rest.withLock { $0.insert(.bytes(Array(bytes[count...])), at: 0) } }
        return .bytes(count)
    }
}

/// Keeps what is written; can be told to refuse.
final class RecordedSink: ByteSink {
    private let state: Monitor<State>
    let isTerminal: Bool

    private struct State {
        var writes: [[UInt8]] = []
        var refusal: StreamError?
    }

    init(isTerminal: Bool = false) {
        state = Monitor(State())
        self.isTerminal = isTerminal
    }

    func write(_ bytes: RawSpan) throws(StreamError) {
        let bytes = bytes.array
        let refusal = state.withLock { state in
            if state.refusal == nil { state.writes.append(bytes) }
            return state.refusal
        }
        if let refusal { throw refusal }
    }

    var isClosed: Bool { state.withLock { $0.refusal == .closed } }

    /// From now on every write fails so.
    func refuse(_ error: StreamError) { state.withLock { $0.refusal = error } }

    var bytes: [UInt8] { state.withLock { Array($0.writes.joined()) } }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var writes: [[UInt8]] { state.withLock { $0.writes } }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
}
