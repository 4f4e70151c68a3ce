internal import Events
internal import Foundation
internal import JSONText
internal import PaidanClient
internal import Policies
internal import PolicyFiles

/// One day against one daemon, from hiring to the audit of what it left.
final class DayRun {
    private let size: DaySize
    private let agenda: DayAgenda
    private let path: String
    private let progress = Progress("day")

    init(_ size: DaySize, in work: WorkDirectory) throws {
        self.size = size
        path = try work.fresh("day")
        try? FileManager.default.removeItem(atPath: path + ".log")
        agenda = DayAgenda(seed: size.seed, agents: size.agents, tickets: size.tickets, hours: size.hours)
    }

    func run() throws -> PlayedDay {
        let daemon = try DaemonUnderTest(path)
        defer { daemon.stop() }
        let before = try prepare(daemon)
        guard let port = UInt16(daemon.address.split(separator: ":").last ?? "") else {
            throw BenchError.unexpected("no port: \(daemon.address)")
        }
        var memory = MemoryWatch()
        let ownCPU = Stopwatch()
        let load = try DayLoad(size, agenda, port: port, token: try daemon.token(), after: before) { [progress] load in
            memory.note(try Self.moment(daemon, load))
            let tickets = load.ledger.tickets.count
            progress.say("\(Int(load.agendaSeconds / 3_600 * 10) / 10) h of the day, \(tickets) tickets")
        }
        try load.play()
        memory.note(try Self.moment(daemon, load))
        let loadCPU = ownCPU.cpuSeconds
        var drift = DriftCheck()
        progress.say("looking at what the daemon shows")
        try drift.look(at: daemon)
        try load.follow(to: drift.sequence)
        let complaints = daemon.said.filter { line in
            ["error", "critical"].contains { line.contains("\"level\":\"\($0)\"") }
        }
        let status = daemon.stop()
        progress.say("replaying")
        try drift.compare(path)
        progress.say("auditing")
        let audit = try LogAudit(path)
        progress.clear()
        return PlayedDay(
            size: size, load: load, memory: memory, loadCPU: loadCPU, sequenceBefore: before, drift: drift,
            audit: audit,
            diskBytes: ProcessFootprint.diskBytes(below: path),
            logBytes: ProcessFootprint.diskBytes(below: path + "/log"), complaints: complaints, status: status)
    }

    private static func moment(_ daemon: DaemonUnderTest, _ load: DayLoad) throws -> MemoryWatch.Moment {
        let closed = load.ledger.counts[.closed] ?? 0
        return MemoryWatch.Moment(
            footprint: try ProcessFootprint(of: daemon.identifier), open: load.ledger.tickets.count - closed,
            closed: closed, machineSeconds: ProcessFootprint.machineSeconds)
    }

    /// The policy, the departments and the people.
    /// - Returns: the last event before the day.
    private func prepare(_ daemon: DaemonUnderTest) throws -> UInt64 {
        let client = try daemon.client()
        defer { client.close() }
        guard let source = PolicyFiles.source(ofProfile: "smart-dispatch") else {
            throw BenchError.unexpected("there is no profile")
        }
        let hasty = try HastyPolicy.document(of: try PolicyFiles.node(source), speed: size.speed)
        var publication = ClientRequest(.post, ["v1", "policy"])
        (publication.body, publication.bodyType) = (hasty.source, "application/yaml")
        _ = try client.send(publication)
        for department in DayAgent.departments {
            let name: JSON = ["name": .string(department)]
            _ = try client.send(
                .acting(.put, ["v1", "departments", department], name, key: department.utf8.map { "\($0)" }.joined()))
        }
        for (number, agent) in agenda.agents.enumerated() {
            if number % 100 == 0 { progress.say("hiring: \(number) of \(agenda.agents.count)") }
            _ = try client.send(
                .acting(.put, ["v1", "agents", agent.identifier], agent.body, key: "hire-\(agent.identifier)"))
        }
        let ready = try client.send(ClientRequest(.get, ["readyz"]))
        guard let sequence = JSON(parsing: ready.body)?["sequence"]?.asUnsigned else {
            throw BenchError.unexpected("the daemon does not say how far it is")
        }
        return sequence
    }
}

/// A day that is over, and what was found.
struct PlayedDay {
    var size: DaySize
    var load: DayLoad
    var memory: MemoryWatch
    /// Processor seconds of this process while the day was played.
    var loadCPU: Double
    var sequenceBefore: UInt64
    var drift: DriftCheck
    var audit: LogAudit
    var diskBytes: Double
    var logBytes: Double
    /// What the daemon called an error.
    var complaints: [String]
    /// How the daemon ended.
    var status: Int32

    /// Everything that is not as it has to be. How fast it was is no fault. O(tickets).
    func faults() -> [String] {
        var faults = drift.faults
        faults += LedgerCheck.faults(load.ledger, acknowledged: load.submitted, shown: drift.state)
        if load.submitted != size.tickets { faults.append("\(load.submitted) of \(size.tickets) requests were taken") }
        let unfinished = load.ledger.unfinished
        if unfinished > 0 { faults.append("\(unfinished) requests were not worked off when the time was over") }
        for (number, stream) in load.streams.enumerated() {
            let watch = stream.watch
            if watch.missing > 0 || watch.repeated > 0 || stream.strange > 0 || stream.breaks > 0 {
                faults.append(
                    "follower \(number): \(watch.missing) events missing, \(watch.repeated) repeated, "
                        + "\(stream.strange) lines that are no events, \(stream.breaks) breaks")
            }
            if watch.last < drift.sequence { faults.append("follower \(number) ends at event \(watch.last)") }
        }
        for (kind, figures) in load.figures.sorted(by: { $0.key < $1.key }) {
            if figures.conflicts > 0, Self.neverRefused.contains(kind) {
                faults.append("\(kind): \(figures.conflicts) refused with 409")
            }
            for (status, found) in figures.unexpected.sorted(by: { $0.key < $1.key }) {
                faults.append("\(kind): \(found.count) answered \(status), the first with \(found.first)")
            }
        }
        if load.ledger.strangers > 0 { faults.append("\(load.ledger.strangers) offers to nobody of the day") }
        if !audit.isSound { faults.append("the audit finds \(audit.violations) violations") }
        faults += audit.told
        if audit.events < drift.sequence { faults.append("the audit read \(audit.events) events of \(drift.sequence)") }
        if status != 0 { faults.append("the daemon ended with \(status)") }
        return faults + complaints.prefix(10)
    }

    /// Nobody can be quicker with these.
    private static let neverRefused = ["submit", "presence", "queue", "workloads", "list"]
}
