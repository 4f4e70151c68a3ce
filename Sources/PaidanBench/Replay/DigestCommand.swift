internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Engine
internal import Events
internal import SegmentLog

/// Prints the digest of what a log is replayed to: two processes that replay the same say the same.
struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Prints the digest of every projection of a log.")
    @Argument(help: "The folder of a log, which nobody has to be writing.") var log: String
    @Option(help: "The last event to replay; all of them if it is left out.") var through: UInt64?

    func run() async throws {
        let projected = try await TicketLog.rebuild(log, through: through.map { SequenceNumber($0) })
        print("\(projected.sequence) \(Hex.encode(projected.digest))")
    }
}

extension TicketLog {
    /// The projections of a log, as the engine rebuilds them when it opens.
    static func rebuild(_ log: String, through last: SequenceNumber? = nil) async throws -> Projected {
        let reader = try SegmentLogReader.open(log, environment: LogUnderTest.environment())
        let cursor = reader.read(from: .first, to: last)
        let rebuild = ProjectionRebuild(registry: Registry())
        let stopped = await rebuild.replay { () throws(EngineError) in
            var chunks: [RecordChunk] = []
            var count = 0
            do throws(CommitLogError) {
                while count < ProjectionRebuild.eventsAtOnce, let chunk = try cursor.nextChunk() {
                    chunks.append(chunk)
                    count += chunk.count
                }
            } catch { throw .log(error) }
            return chunks
        }
        if let stopped { throw stopped }
        return await rebuild.projected
    }
}
