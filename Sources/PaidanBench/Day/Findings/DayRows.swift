internal import EventRendering
internal import Events

/// The figures of a day that are no latencies of requests.
struct DayRows {
    private let day: PlayedDay
    private let faultCount: Int

    init(_ day: PlayedDay, faults: Int) { (self.day, faultCount) = (day, faults) }

    /// Bytes that `targets` grant: a ticket that is open, and the heap of one that is closed.
    private static let openBytes = 1_024.0
    private static let closedBytes = 32.0
    private static let judgedTicketsMin = 10_000.0

    var rows: [Row] { speed + offers + memory + rest }

    private var requests: Double { day.load.figures.values.reduce(0) { $0 + Double($1.all) } }
    private var events: Double { Double(day.drift.sequence - day.sequenceBefore) }

    private var speed: [Row] {
        let seconds = day.load.seconds
        let ahead = day.size.seconds
        return [
            Row("day.requests", "requests, the whole day's mean", .perSecond, [requests / seconds]),
            Row("day.events", "events", .perSecond, [events / seconds]),
            Row("day.events.count", "events of the day", .count, [events]),
            Row(
                "day.afterwards", "until all was worked off, after the last request was due", .milliseconds,
                [(seconds - ahead) * 1_000]),
            Row(
                "day.waiting.max", "requests that ever waited at once for a connection", .count,
                [Double(day.load.waitedMax)]),
        ]
    }

    private var offers: [Row] {
        let times = day.load.ledger.untilOffered
        return [
            Row(
                "day.offer.second", "tickets offered within a second of their submission", .percent,
                [times.share(upToNanoseconds: 1_000_000_000)]),
            Row(
                "day.offer.p99", "from submission to offer, p99", .milliseconds,
                [times.percentileMicroseconds(99) / 1_000]),
            Row(
                "day.offer.max", "from submission to offer, longest", .milliseconds,
                [times.percentileMicroseconds(100) / 1_000]),
        ]
    }

    private var memory: [Row] {
        let (first, middle, last) = (day.memory.first, day.memory.middle, day.memory.last)
        let tickets = Double(max(1, last.open + last.closed))
        let granted = (Self.openBytes * Double(last.open) + Self.closedBytes * Double(last.closed)) / tickets
        let moments = [("begin", first), ("middle", middle), ("end", last)]
        // Of a small day most is what a daemon takes to begin with.
        let isJudged = tickets >= Self.judgedTicketsMin
        return moments.map { name, moment in
            Row(
                "day.memory.\(name)", "memory at the \(name) (\(moment.open) tickets open, \(moment.closed) closed)",
                .bytes,
                [moment.footprint.residentBytes])
        } + [
            Row("day.memory.max", "memory, the most there was", .bytes, [last.footprint.residentBytesMax]),
            Row(
                "day.memory.anew", "memory of a daemon started anew on the same log", .bytes,
                [day.drift.footprintAnew?.residentBytes ?? 0]),
            Row(
                "day.memory.ticket", "growth a ticket, without pages of files", .bytes,
                [(last.footprint.anonymousBytes - first.footprint.anonymousBytes) / tickets],
                target: isJudged ? .atMost(granted, "1 KiB an open ticket, 32 bytes a closed one") : nil),
        ]
    }

    private var rest: [Row] {
        let others = day.memory.last.machineSeconds - day.memory.first.machineSeconds
        let cpu = day.memory.last.footprint.cpuSeconds - day.memory.first.footprint.cpuSeconds
        return [
            Row("day.cpu.daemon", "of one core, the daemon", .percent, [100 * cpu / day.load.seconds]),
            Row(
                "day.cpu.load", "of one core, this process, which is the load", .percent,
                [100 * day.loadCPU / day.load.seconds]),
            Row(
                "day.cpu.others", "of one core, everybody else on the machine", .percent,
                [100 * max(0, others - cpu - day.loadCPU) / day.load.seconds]),
            Row("day.disk", "on the disk at the end, with what is claimed for more", .bytes, [day.diskBytes]),
            Row("day.disk.log", "of it in the log", .bytes, [day.logBytes]),
            Row("day.faults", "what is not as it has to be", .count, [Double(faultCount)]),
        ]
    }

    /// Tickets by how far they came.
    static func lives(_ ledger: TicketLedger) -> String {
        LifeCycle.allCases.map { "\(ledger.counts[$0] ?? 0) \($0.code)" }.joined(separator: ", ")
    }
}
