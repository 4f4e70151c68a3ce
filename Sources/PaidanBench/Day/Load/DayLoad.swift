internal import Events
internal import HeapModule
internal import Threads

/// Plays a day against a daemon, from one thread. Requests, presence and screens come when the agenda has them and wait
/// for nobody; what agents and customers do next comes so long after the event that made them, by the event's own time.
final class DayLoad {
    let size: DaySize
    let agenda: DayAgenda
    private(set) var ledger: TicketLedger
    private(set) var figures: [String: RequestFigures] = [:]
    /// How much later than due this process came to each step of the agenda, which it knew long before.
    private(set) var lateness = LatencyHistogram()
    /// When the first request was due and the last was over.
    private(set) var seconds = 0.0
    private let form: RequestForm
    private let acting: RequestLanes
    private let watching: RequestLanes
    /// The one by which this process knows what to do, and those who only look on.
    private let guide: EventFollower
    private let followers: [EventFollower]
    private var due = Heap<DueStep>()
    private var stepsLeft = 0
    /// The last event that the ledger takes in.
    private var ledgerEnd = UInt64.max
    private var room = [UInt8](repeating: 0, count: 1 << 18)
    private var begin: Int64 = 0
    private let everySecond: (DayLoad) throws -> Void

    /// A screen loads itself anew so often.
    private static let refreshNanoseconds: Int64 = 5_000_000_000
    private static let secondNanoseconds: Int64 = 1_000_000_000

    /// - Parameters:
    ///   - sequence: what the daemon has seen before the day.
    ///   - everySecond: is called about so often while the day goes by.
    init(
        _ size: DaySize, _ agenda: DayAgenda, port: UInt16, token: String, after sequence: UInt64,
        everySecond: @escaping (DayLoad) throws -> Void
    ) throws {
        (self.size, self.agenda, self.everySecond) = (size, agenda, everySecond)
        ledger = TicketLedger(agenda)
        let form = RequestForm(agenda, port: port, token: token)
        self.form = form
        acting = try RequestLanes(size.connections, port: port)
        watching = try RequestLanes(size.screens, port: port)
        func follower(_ kind: EventFollower.Form) throws -> EventFollower {
            try EventFollower(after: sequence, kind, port: port) { last, kind in
                form.get("/v1/events?after=\(last)&follow=true", accept: kind.rawValue)
            }
        }
        guide = try follower(.lines)
        followers = try (0..<size.followers).map { _ in try follower(.serverSent) }
    }

    var agendaSeconds: Double { Double(MonotonicInstant.now.nanoseconds - begin) / 1e9 * Double(size.speed) }
    var submitted: Int { figures[Step.Kind.submit.rawValue]?.done ?? 0 }
    var waitedMax: Int { acting.waitedMax }
    var streams: [EventFollower] { [guide] + followers }
    /// The last event that the guide has seen.
    var sequence: UInt64 { guide.watch.last }

    /// Until everything is worked off, or will not be.
    func play() throws {
        plan()
        let last = begin + size.nanoseconds(ofDayMilliseconds: agenda.milliseconds)
        let end = last + (last - begin) / 2 + 60 * Self.secondNanoseconds
        var nextSecond = begin
        while true {
            let now = MonotonicInstant.now.nanoseconds
            if now >= nextSecond {
                try everySecond(self)
                nextSecond = now + Self.secondNanoseconds
            }
            if now > last, isWorkedOff || now > end { break }
            try turn(now)
        }
        seconds = Double(MonotonicInstant.now.nanoseconds - begin) / 1e9
        try goHome()
    }

    /// Reads on until every follower has seen so much. What came later the ledger leaves out: it is held to what the
    /// daemon showed at that event.
    func follow(to sequence: UInt64) throws {
        ledgerEnd = sequence
        let end = MonotonicInstant.now.nanoseconds + 30 * Self.secondNanoseconds
        while streams.contains(where: { $0.watch.last < sequence }), MonotonicInstant.now.nanoseconds < end {
            try serve(waitingUntil: MonotonicInstant.now.nanoseconds + Self.secondNanoseconds / 100)
        }
    }

    private var isWorkedOff: Bool { stepsLeft == 0 && ledger.unfinished == 0 && acting.isIdle }

    private func plan() {
        // The connections are there before anything is due.
        begin = MonotonicInstant.now.nanoseconds + Self.secondNanoseconds / 5
        for (number, at) in agenda.arrivals.enumerated() {
            add(Step(kind: .submit, subject: number), at: begin + size.nanoseconds(ofDayMilliseconds: at))
        }
        for (number, change) in agenda.presence.enumerated() {
            add(Step(kind: .presence, subject: number), at: begin + size.nanoseconds(ofDayMilliseconds: change.at))
        }
        for screen in 0..<size.screens {
            let first = begin + Self.refreshNanoseconds * Int64(screen) / Int64(size.screens)
            for kind in Step.Kind.screens { due.insert(DueStep(at: first, step: Step(kind: kind, subject: screen))) }
        }
    }

    private func add(_ step: Step, at: Int64) {
        due.insert(DueStep(at: at, step: step))
        stepsLeft += 1
    }

    private func turn(_ now: Int64) throws {
        while let next = due.min, next.at <= now { take(due.removeMin(), now) }
        acting.send(at: now)
        watching.send(at: now)
        try serve(waitingUntil: due.min.map { min($0.at, now + Self.secondNanoseconds / 10) } ?? now)
    }

    private func take(_ next: DueStep, _ now: Int64) {
        let bytes = form.bytes(of: next.step, ledger)
        switch next.step.kind {
        case .queue, .workloads, .list:
            watching.ask(next.step, due: next.at, bytes)
            due.insert(DueStep(at: next.at + Self.refreshNanoseconds, step: next.step))
            lateness.note(nanoseconds: now - next.at)
            return
        case .submit, .presence: lateness.note(nanoseconds: now - next.at)
        default: break
        }
        stepsLeft -= 1
        acting.ask(next.step, due: next.at, bytes)
    }

    private func serve(waitingUntil end: Int64) throws {
        var readiness = Readiness()
        acting.add(to: &readiness)
        watching.add(to: &readiness)
        for stream in streams { stream.add(to: &readiness) }
        readiness.wait(nanoseconds: end - MonotonicInstant.now.nanoseconds)
        try acting.serve(readiness, &room) { figures[$0.step.kind.asked, default: RequestFigures()].note($0) }
        try watching.serve(readiness, &room) { figures[$0.step.kind.asked, default: RequestFigures()].note($0) }
        var heard: [(plan: TicketLedger.Plan, time: Int64)] = []
        try guide.serve(readiness, &room) { event in
            guard event.sequence <= ledgerEnd else { return }
            for plan in ledger.take(event) { heard.append((plan, event.time)) }
        }
        let offset = Stopwatch.wallNanoseconds - MonotonicInstant.now.nanoseconds
        for (plan, time) in heard {
            let happened = time * 1_000_000 - offset
            add(plan.step, at: happened + size.nanoseconds(ofDayMilliseconds: plan.milliseconds))
        }
        for follower in followers { try follower.serve(readiness, &room) { _ in } }
    }

    /// Whoever stayed goes off line.
    private func goHome() throws {
        let gone = Set(agenda.presence.filter { $0.state == "offline" }.map(\.agent))
        let now = MonotonicInstant.now.nanoseconds
        for agent in agenda.agents.indices where !gone.contains(agent) {
            acting.ask(Step(kind: .presence, subject: agent), due: now, form.presence(agent, "offline"))
        }
        while !(acting.isIdle && watching.isIdle) {
            let now = MonotonicInstant.now.nanoseconds
            acting.send(at: now)
            try serve(waitingUntil: now + Self.secondNanoseconds / 100)
        }
        // What that made happen comes at once, and nobody reads on while it is looked at what the daemon shows.
        let end = MonotonicInstant.now.nanoseconds + Self.secondNanoseconds / 2
        while MonotonicInstant.now.nanoseconds < end { try serve(waitingUntil: end) }
        for stream in streams { stream.isTimed = false }
    }
}
