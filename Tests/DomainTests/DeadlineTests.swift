import Domain
import Events
import Policies
import Testing

@Suite("Deadlines")
struct DeadlineTests {
    @Test("run by what happens to the ticket")
    func running() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        #expect(world.minutesLeft(ticket) == ["response": 240, "acceptance": 15, "offer": 30])
        try world.when(.accept(ticket, lin))
        #expect(world.minutesLeft(ticket) == ["response": 240, "completion": 240])
        try world.when(.contact(ticket, lin, reasons: [], note: []))
        #expect(world.minutesLeft(ticket) == ["completion": 240])
        try world.when(.resolve(ticket, lin, solution: []))
        #expect(world.minutesLeft(ticket) == ["survey": 72 * 60])
    }

    @Test("remind the clerk and the assignee after fifteen minutes, and leave the offer where it is")
    func reminding() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        #expect(allTypes(try world.whenTimePasses(.seconds(15 * 60 - 1))) == [])
        let events = try world.whenTimePasses(.seconds(1))
        #expect(allTypes(events) == [.deadlineBreached, .notificationQueued, .notificationQueued])
        let told = events.compactMap { $0 as? NotificationQueued }
        #expect(told.map(\.agent) == [lin, nil])
        #expect(told.map(\.role) == ["", "clerk"])
        #expect(told.map(\.template) == ["acceptance-missed", "acceptance-overdue"])
        #expect(told.allSatisfy { $0.deadline == "acceptance" })
        #expect(world.holder(ticket) == lin)
        // Once is enough.
        #expect(allTypes(try world.whenTimePasses(.seconds(14 * 60))) == [])
        try world.when(.accept(ticket, lin))
        #expect(world.minutesLeft(ticket)["acceptance"] == nil)
    }

    @Test("start anew with a new offer, and not where the ticket only changed hands")
    func reassigning() throws {
        var world = World()
        try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.submit()
        _ = try world.whenTimePasses(.seconds(10 * 60))
        #expect(types(try world.when(.reassign(ticket, reason: []))) == [.assignmentWithdrawn, .offerMade])
        #expect(world.holder(ticket) == wang)
        // The response is not started anew by another agent.
        #expect(world.minutesLeft(ticket) == ["response": 230, "acceptance": 15, "offer": 30])
    }

    @Test("stand still while the ticket waits for the customer, and go on with what was left")
    func pausing() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        _ = try world.whenTimePasses(.seconds(60 * 60))
        let paused = try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        #expect(allTypes(paused) == [.progressRecorded, .deadlinePaused])
        _ = try world.whenTimePasses(.seconds(10 * 3_600))
        let resumed = try world.when(.progress(ticket, lin, stage: "处理中", note: []))
        #expect(allTypes(resumed) == [.progressRecorded, .deadlineResumed])
        #expect(world.minutesLeft(ticket)["completion"] == 180)
    }

    @Test("have more or less left when they go on, if the ticket became another meanwhile")
    func movingWhilePaused() throws {
        var world = World {
            let place = $0.deadlines.firstIndex { $0.code == "response" }!
            $0.deadlines[place].pausedAt = ["待客户确认"]
            $0.deadlines[place].stops = [.closed]
        }
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        _ = try world.whenTimePasses(.seconds(30 * 60))
        try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        _ = try world.whenTimePasses(.seconds(10 * 3_600))
        // Medium has four hours, high two; half an hour is gone.
        let raised = try world.when(.prioritise(ticket, .high, reason: [1]))
        #expect(raised.compactMap { ($0 as? DeadlineMoved)?.deadline } == ["response"])
        #expect(allTypes(try world.whenTimePasses(.seconds(10 * 3_600))) == [])
        try world.when(.progress(ticket, lin, stage: "处理中", note: []))
        #expect(world.minutesLeft(ticket)["response"] == 90)
    }

    @Test("warn before the end, and escalate at it")
    func warning() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.contact(ticket, lin, reasons: [], note: []))
        let warned = try world.whenTimePasses(.seconds(192 * 60))
        #expect(allTypes(warned) == [.deadlineWarned, .notificationQueued])
        let breached = try world.whenTimePasses(.seconds(48 * 60))
        #expect(
            allTypes(breached) == [
                .deadlineBreached, .ticketEscalated, .notificationQueued, .notificationQueued,
            ])
        #expect(world.holder(ticket) == lin)
    }

    @Test("warn after as much of the time that counts, however long they stood still")
    func warningAfterPause() throws {
        var world = World { policy in
            let place = policy.deadlines.firstIndex { $0.code == "completion" }!
            policy.deadlines[place].length = .fixed(.seconds(10 * 3_600))
            let warning = policy.deadlines[place].warnings[0]
            policy.deadlines[place].warnings = [500_000 as UInt64, 800_000].map { share in
                var another = warning
                another.after = share
                return another
            }
            policy.deadlines.removeAll { $0.code == "response" }
        }
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        _ = try world.whenTimePasses(.seconds(3_600))
        try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        #expect(try world.whenTimePasses(.seconds(10 * 3_600)).isEmpty)
        try world.when(.progress(ticket, lin, stage: "处理中", note: []))
        // An hour counted: half of it is reached after four more, four fifths after three more.
        for seconds in [4 * 3_600, 3 * 3_600] {
            #expect(try world.whenTimePasses(.seconds(seconds - 1)).isEmpty)
            let warned = try world.whenTimePasses(.seconds(1))
            #expect(allTypes(warned) == [.deadlineWarned, .notificationQueued])
        }
        #expect(world.minutesLeft(ticket)["completion"] == 120)
        #expect(types(try world.whenTimePasses(.seconds(2 * 3_600))) == [.ticketEscalated])
    }

    @Test("fire once after a long sleep, for the end alone")
    func sleeping() throws {
        var world = World { policy in
            policy.deadlines = policy.deadlines.map { deadline in
                var deadline = deadline
                if deadline.code == "completion" { deadline.repeats = .seconds(3_600) }
                return deadline
            }
        }
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.contact(ticket, lin, reasons: [], note: []))
        let events = try world.whenTimePasses(.seconds(100 * 3_600))
        #expect(allTypes(events).filter { $0 == .deadlineBreached } == [.deadlineBreached])
        #expect(!allTypes(events).contains(.deadlineWarned))
        // It runs again from when it was noticed.
        #expect(world.minutesLeft(ticket)["completion"] == 60)
        #expect(allTypes(try world.whenTimePasses(.seconds(3_600))).first == .deadlineBreached)
    }

    @Test("move with the priority, from the same start")
    func moving() throws {
        var world = World()
        try world.agent("lin")
        let ticket = try world.submit()
        _ = try world.whenTimePasses(.seconds(600))
        let events = try world.when(.prioritise(ticket, .urgent, reason: []))
        #expect(allTypes(events) == [.ticketPrioritised, .reviewRequested, .deadlineMoved, .notificationQueued])
        #expect(world.minutesLeft(ticket)["response"] == 50)
    }

    @Test("keep no more than what may still fire")
    func compacting() throws {
        var world = World()
        let lin = try world.agent("lin", capacity: 10)
        for _ in 0..<2_000 {
            let ticket = try world.resolvedTicket(lin)
            try world.when(.rate(ticket, .satisfied, comment: []))
        }
        #expect(world.state.openTickets.isEmpty)
        #expect(world.state.scheduledCount < 5_000)
    }

    @Test("go on when a ticket leaves the stage that held them up, by whatever way")
    func pausedAndReturned() throws {
        var world = World { policy in
            policy.deadlines[2].pausedAt = ["待客户确认"]
        }
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        _ = try world.whenTimePasses(.seconds(600))
        #expect(world.minutesLeft(ticket)["response"] == 230)
        let events = try world.when(.reassign(ticket, reason: []))
        #expect(allTypes(events).contains(.deadlineResumed) && world.minutesLeft(ticket)["response"] == 240)
    }

    @Test("close nothing as unrated that somebody is still at work on")
    func closingUnrated() throws {
        var world = World { $0.deadlines[2].onBreach = [.closeUnrated] }
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        _ = try world.whenTimePasses(.seconds(240 * 60))
        #expect(world.holder(ticket) == lin && world.state.openTickets[ticket]?.lifeCycle == .inProgress)
    }

    @Test("keep the time that they stood still when they run to another end")
    func movedAfterPause() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        _ = try world.whenTimePasses(.seconds(3_600))
        try world.when(.progress(ticket, lin, stage: "处理中", note: []))
        #expect(world.minutesLeft(ticket)["completion"] == 240)
        try world.when(.classify(ticket, category: "投诉", reason: []))
        #expect(world.minutesLeft(ticket)["completion"] == 480)
    }

    @Test("that say a thing twice, as policies of older logs may, do it once", arguments: [true, false])
    func twice(_ isClosing: Bool) throws {
        var world = World { policy in
            for place in policy.deadlines.indices where ["offer", "survey"].contains(policy.deadlines[place].code) {
                policy.deadlines[place].onBreach += policy.deadlines[place].onBreach
            }
        }
        let lin = try world.agent("lin")
        if isClosing {
            _ = try world.resolvedTicket(lin)
            #expect(types(try world.whenTimePasses(.seconds(72 * 3_600))) == [.ticketClosed])
        } else {
            try world.submit()
            #expect(types(try world.whenTimePasses(.seconds(30 * 60))) == [.offerExpired, .ticketQueued])
        }
    }

    /// A response of the length `never` for what is low.
    private static func resting() -> World {
        World { policy in
            let place = policy.deadlines.firstIndex { $0.code == "response" }!
            policy.deadlines[place].length = .byPriority([
                .urgent: .seconds(3_600), .high: .seconds(7_200), .medium: .seconds(14_400),
            ])
        }
    }

    @Test("that do not run under a priority stop with it, and start with another as of when they would have")
    func resting() throws {
        var world = Self.resting()
        let lin = try world.agent("lin")
        let ticket = try world.submit(priority: .low)
        #expect(world.minutesLeft(ticket)["response"] == nil)
        _ = try world.whenTimePasses(.seconds(600))
        let begun = world.now.advanced(by: .seconds(-600))
        let raised = try world.when(.prioritise(ticket, .urgent, reason: [1]))
        let started = raised.compactMap { $0 as? DeadlineStarted }
        #expect(started.map(\.deadline) == ["response"] && started.map(\.startedAt) == [begun])
        #expect(world.minutesLeft(ticket)["response"] == 50)
        let lowered = try world.when(.prioritise(ticket, .low, reason: [1]))
        #expect(lowered.compactMap { ($0 as? DeadlineStopped)?.deadline } == ["response"])
        #expect(world.minutesLeft(ticket)["response"] == nil)
        try world.when(.prioritise(ticket, .medium, reason: [1]))
        #expect(world.minutesLeft(ticket)["response"] == 230)
        // Once it was met, no priority starts it again.
        try world.when(.prioritise(ticket, .low, reason: [1]))
        try world.when(.accept(ticket, lin))
        try world.when(.contact(ticket, lin, reasons: [], note: []))
        try world.when(.prioritise(ticket, .urgent, reason: [1]))
        #expect(world.minutesLeft(ticket)["response"] == nil)
    }

    @Test("that start late may have run out already, and fire then")
    func restingTooLong() throws {
        var world = Self.resting()
        try world.agent("lin")
        let ticket = try world.submit(priority: .low)
        _ = try world.whenTimePasses(.seconds(2 * 3_600))
        try world.when(.prioritise(ticket, .urgent, reason: [1]))
        let fired = try world.whenTimePasses(.zero)
        #expect(fired.contains { ($0 as? DeadlineBreached)?.deadline == "response" })
    }
}
