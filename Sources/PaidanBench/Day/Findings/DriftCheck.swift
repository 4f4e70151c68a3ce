internal import Foundation
internal import JSONText
internal import PaidanClient

/// Whether what a daemon shows after a day is what its log says: its projections have been folded event by event while
/// they were used, and a replay folds them all at once.
struct DriftCheck {
    /// What is not as it should be, each in a line; none is right.
    private(set) var faults: [String] = []
    /// What was compared, for people.
    private(set) var remarks: [String] = []
    private(set) var state: ShownState?
    private(set) var sequence: UInt64 = 0
    /// Of the daemon started anew, which has read everything and done nothing yet.
    private(set) var footprintAnew: ProcessFootprint?
    private var liveDigest = ""

    /// It is looked at until it shows nothing new meanwhile: reminders go on by themselves.
    private static let attempts = 20
    private static let toldMax = 10

    /// Takes down what the daemon shows, and what it says is its digest.
    mutating func look(at daemon: DaemonUnderTest) throws {
        let client = try daemon.client()
        defer { client.close() }
        for _ in 0..<Self.attempts {
            (sequence, liveDigest) = try Self.digest(of: daemon)
            if let shown = try ShownState(of: client), shown.sequence == sequence {
                state = shown
                return
            }
            Thread.sleep(forTimeInterval: 1)
        }
        remarks.append("something happened by itself again and again: only digests are compared")
    }

    /// Rebuilds the projections from the log in a new process, and starts the daemon anew on it.
    mutating func compare(_ path: String) throws {
        let rebuilt = try Self.rebuilt(path, through: sequence)
        hold(rebuilt, to: liveDigest, "the digest of a rebuild", at: sequence)
        let daemon = try DaemonUnderTest(path)
        defer { daemon.stop() }
        let client = try daemon.client()
        defer { client.close() }
        footprintAnew = try ProcessFootprint(of: daemon.identifier)
        let (again, digest) = try Self.digest(of: daemon)
        if again == sequence {
            hold(digest, to: liveDigest, "the digest of the daemon started anew", at: again)
        } else {
            let fresh = try Self.rebuilt(path, through: again)
            hold(digest, to: fresh, "the digest of the daemon started anew", at: again)
            remarks.append("\(again - sequence) events came by themselves when the daemon was started anew")
        }
        guard let state, again == sequence else { return }
        guard let shown = try ShownState(of: client) else {
            remarks.append("something happened by itself while the daemon started anew was looked at")
            return
        }
        faults += ShownState.differences(state, shown, atMost: Self.toldMax)
        remarks.append("\(state.lines.count) elements and pages that the daemon showed, shown again after a replay")
    }

    private mutating func hold(_ digest: String, to other: String, _ what: String, at sequence: UInt64) {
        remarks.append(
            "\(what) at event \(sequence): \(digest.prefix(16))…, \(digest == other ? "the same" : "ANOTHER")")
        if digest != other { faults.append("\(what) at event \(sequence) is \(digest), and was \(other)") }
    }

    /// What the daemon says on SIGUSR1.
    private static func digest(of daemon: DaemonUnderTest) throws -> (UInt64, String) {
        func told() -> [JSON] {
            daemon.said.filter { $0.contains(#""message":"digest""#) }.compactMap { JSON(parsing: Array($0.utf8)) }
        }
        let before = told().count
        daemon.signal(SIGUSR1)
        for _ in 0..<3_000 {
            if let line = told().dropFirst(before).first {
                let sequence = line["sequence"]?.asText.flatMap { UInt64($0) } ?? 0
                return (sequence, line["digest"]?.asText ?? "")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw BenchError.unexpected("the daemon does not say its digest")
    }

    private static func rebuilt(_ path: String, through sequence: UInt64) throws -> String {
        let child = try ChildProcess(["digest", path + "/log", "--through", "\(sequence)"])
        let words = String(decoding: try child.finish(), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == "\(sequence)" else {
            throw BenchError.unexpected("the log has no event \(sequence): \(words.joined(separator: " "))")
        }
        return String(words[1])
    }
}
