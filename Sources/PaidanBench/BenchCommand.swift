internal import ArgumentParser

/// `paidan-bench`, which `tools/bench` builds and runs.
package enum Bench {
    /// Does what the process's arguments say.
    package static func main() async { await BenchCommand.main() }
}

private struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools/bench", abstract: "Measures paidan and what it stands beside.",
        subcommands: [
            LogCommand.self, ReplayCommand.self, DispatchCommand.self, DeadlinesCommand.self, HTTPCommand.self,
            DayCommand.self, FollowCommand.self, WriteCommand.self, EchoCommand.self, DigestCommand.self,
        ])
}

/// For the bench itself: the follower in another process.
struct FollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "follow", shouldDisplay: false)
    @Argument var path: String
    @Option var count: Int

    func run() throws { try Follower.inChild(path, count: count) }
}

/// For the bench itself: the writer that is killed.
struct WriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "write", shouldDisplay: false)
    @Argument var path: String
    @Option var count: Int?
    /// Leaves as many segments unsealed as there can be.
    @Option var unsealedSegmentBytes: Int?

    func run() throws {
        if let unsealedSegmentBytes {
            try DyingWriter.leavingUnsealed(path, segmentBytes: unsealedSegmentBytes)
        } else {
            try DyingWriter.inChild(path, count: count ?? 0)
        }
    }
}
