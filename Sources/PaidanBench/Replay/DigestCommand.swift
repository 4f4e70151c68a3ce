internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Engine
internal import Events
internal import SegmentLog

/// Prints the digest of what a log is replayed to: two processes that replay the same say the same.
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Prints the digest of every projection of a log.")
    @Argument(help: "The folder of a log, which nobody has to be writing.") var log: String

    func run() throws {
        var projected = Projected(registry: Registry())
        _ = try TicketLog.read(log) { chunk in try projected.fold(chunk) }
        print("\(projected.sequence) \(Hex.encode(projected.digest))")
    }
}

extension Projected {
    mutating func fold(_ chunk: RecordChunk) throws {
        try chunk.forEach { record throws(any Error) in
            let event = try EventView(record.body, recordType: record.type)
            try fold(event, sequence: record.sequence.value)
        }
    }
}
