import Foundation
import PaidanCommands
import Testing

/// What `paidan log stat --json` says, as a program reads it.
struct Statistics: Decodable {
    var log: String
    var createdAt: String
    var epoch: Int
    var records: Int
    var lastSequence: Int
    var bytes: Int
    var rawBytes: Int
    var isEncrypted: Bool
    var keepsEvidence: Bool
    var isHeld: Bool
    var wasClosedCleanly: Bool
    var segments: [Segment]

    struct Segment: Decodable {
        var file: String
        var number: Int
        var generation: Int
        var sealed: Bool
        var firstSequence: Int
        var count: Int
        var bytes: Int
        var rawBytes: Int
        var timeFirst: String?
        var timeLast: String?
    }

    init(of log: String, _ options: String...) throws {
        let shell = TestShell()
        #expect(shell.run(["log", "stat", log, "--json"] + options) == .success)
        self = try JSONDecoder().decode(Statistics.self, from: Data(shell.output.bytes))
    }
}
