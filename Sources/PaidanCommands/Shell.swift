package import JSONText
internal import Bytes
package import SegmentLog
package import Threads

/// Everything that a command takes from the shell that started it. Tests pass another.
package struct Shell: Sendable {
    package var input: any ByteSource
    package var output: any ByteSink
    package var errors: any ByteSink
    /// Files, the time of day, randomness, and who we are.
    package var environment: LogEnvironment
    /// The value of an environment variable.
    package var variable: @Sendable (String) -> String?
    /// For progress only.
    package var now: @Sendable () -> MonotonicInstant
    /// How far the user's clocks are ahead of UTC at a moment, given in milliseconds since 1970.
    package var secondsFromUTC: @Sendable (Int64) -> Int64
    /// Asks for the first SIGINT or SIGTERM to come as ``Arrival/stop(_:)`` of the input.
    package var catchStopSignals: @Sendable () -> Void
    /// Whether the terminal that input comes from shows what is typed, from now on; false where there is none.
    package var hideTyping: @Sendable (Bool) -> Bool = { _ in false }

    package init(
        input: any ByteSource, output: any ByteSink, errors: any ByteSink, environment: LogEnvironment,
        variable: @escaping @Sendable (String) -> String?, now: @escaping @Sendable () -> MonotonicInstant,
        secondsFromUTC: @escaping @Sendable (Int64) -> Int64, catchStopSignals: @escaping @Sendable () -> Void
    ) {
        self.input = input
        self.output = output
        self.errors = errors
        self.environment = environment
        self.variable = variable
        self.now = now
        self.secondsFromUTC = secondsFromUTC
        self.catchStopSignals = catchStopSignals
    }

    /// The process's own.
    static func system() -> Shell {
        var shell = Shell(
            input: DescriptorSource(0), output: DescriptorSink(1, name: "standard output"),
            errors: DescriptorSink(2, name: "standard error"), environment: .system(owner: ThisProcess.description),
            variable: ThisProcess.variable, now: { .now }, secondsFromUTC: ThisProcess.secondsFromUTC,
            catchStopSignals: ThisProcess.catchStopSignals)
        shell.hideTyping = ThisProcess.hideTyping
        return shell
    }
}

extension Shell {
    /// Says something to whoever watches, on standard error. If that is closed there is nobody to tell.
    package func note(_ text: String) { try? errors.write(text: "paidan: \(text)\n") }

    /// Writes the result.
    package func say(_ text: String) throws(Refusal) {
        do throws(StreamError) { try output.write(text: text + "\n") } catch { throw Refusal(error) }
    }

    /// Writes the result, line by line as bytes: a record need not be text.
    func say(_ lines: [[UInt8]]) throws(Refusal) {
        var output = LineOutput(output)
        for line in lines { try output.add(line: line.bytes) }
        try output.flush()
    }

    /// Writes the result as one line.
    package func say(_ json: JSON) throws(Refusal) { try say(json.text) }

    /// Writes the result of work whose ending is known. What went wrong with the work goes before what becomes of the
    /// result: where nobody reads it, the work has failed nevertheless.
    func conclude(
        _ ending: Result<CommandStatus, Refusal>, saying result: () throws(Refusal) -> Void
    ) throws(Refusal) -> CommandStatus {
        var untold: Refusal?
        do throws(Refusal) { try result() } catch { untold = error }
        let status = try ending.get()
        if let untold, untold.status != .success { throw untold }
        return status
    }
}
