internal import Foundation

/// A program as it was built, run as users run it, by its own words.
package final class Program: Sendable {
    private let process = Process()
    private let ending: Task<Int32, Never>
    private let complaining: Task<Data, Never>
    private let printing: Task<Data, Never>
    private let listening: Task<Bool, Never>

    /// Starts it.
    /// - Parameter within: another program and its arguments, which starts this one.
    package init(
        _ arguments: [String], of name: String = "paidand", variables: [String: String] = [:], within: [String] = []
    ) throws {
        let (output, errors) = (Pipe(), Pipe())
        let command = within + [try BuiltProgram.path(of: name)] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        let (ends, end) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { ended in
            let isKilled = ended.terminationReason == .uncaughtSignal
            end.yield(isKilled ? 128 + ended.terminationStatus : ended.terminationStatus)
            end.finish()
        }
        ending = Task { [process] in
            // Nobody hears of the end of a process that nobody has any more.
            defer { withExtendedLifetime(process) {} }
            return await ends.first { _ in true } ?? -1
        }
        let (said, listens) = AsyncStream<Void>.makeStream()
        complaining = Self.reading(errors.fileHandleForReading) { text in
            if text?.range(of: Data(#""message":"listening""#.utf8)) != nil { listens.yield() }
            if text == nil { listens.finish() }
        }
        printing = Self.reading(output.fileHandleForReading) { _ in }
        listening = Task { await said.first { _ in true } != nil }
        try process.run()
        RunLimit.start(for: process)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Runs another program to its end, without its words, and returns how it ended.
    package static func run(_ path: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    package var processIdentifier: Int32 { process.processIdentifier }

    package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// True as soon as it says that it listens; false when it ends without.
    package var isListening: Bool { get async { await listening.value } }

    /// How it ended, as `$?` would say it.
    package var status: Int32 { get async { await ending.value } }

    /// Everything on standard output, once it has ended.
    package var output: String { get async { String(decoding: await printing.value, as: UTF8.self) } }

    /// Everything on standard error, once it has ended.
    package var errors: String { get async { String(decoding: await complaining.value, as: UTF8.self) } }

    /// Reads to the end. `listener` hears all that was said so far whenever there is more, and nil at the end.
    private static func reading(
        _ file: FileHandle, _ listener: @escaping @Sendable (Data?) -> Void
    ) -> Task<Data, Never> {
        let (pieces, piece) = AsyncStream<Data>.makeStream()
        // Blocks a thread of its own, not one that tests run on.
        Thread.detachNewThread {
            while case let read = file.availableData, !read.isEmpty { piece.yield(read) }
            piece.finish()
        }
        return Task {
            var text = Data()
            for await piece in pieces {
                text += piece
                listener(text)
            }
            listener(nil)
            return text
        }
    }
}
