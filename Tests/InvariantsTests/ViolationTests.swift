import Events
import Invariants
import Policies
import Testing

/// A story in which one invariant is broken.
struct BrokenStory: Sendable, CustomTestStringConvertible {
    let invariant: Invariant
    let what: String
    let tell: @Sendable (inout Story) throws -> Void

    init(_ invariant: Invariant, _ what: String, _ tell: @escaping @Sendable (inout Story) throws -> Void) {
        (self.invariant, self.what, self.tell) = (invariant, what, tell)
    }

    var testDescription: String { "\(invariant.rawValue): \(what)" }
}

@Suite("The auditor")
struct ViolationTests {
    @Test(
        "names the invariant that a log breaks, and no other",
        arguments: logStories + lifeStories + offerStories + queueStories + clockStories + pastStories)
    func broken(_ story: BrokenStory) throws {
        var told = try Story()
        try story.tell(&told)
        #expect(Set(told.violated) == [story.invariant], "\(told.auditor.violations)")
    }

    @Test("is shown to miss none of the invariants")
    func complete() {
        let all = logStories + lifeStories + offerStories + queueStories + clockStories + pastStories
        let shown = all.map(\.invariant)
        #expect(Set(shown) == Set(Invariant.allCases))
    }

    @Test("has nothing to say of a ticket that goes round twice, with a pause, a warning and a breach")
    func sound() throws {
        var story = try Story()
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(accept(1, Story.wang))
        try story.follows(story.started(1, dueIn: 60, warnIn: 48))
        story.later(minutes: 48)
        try story.does(story.warned(1, dueIn: 12), by: .system)
        story.later(minutes: 12)
        try story.does(story.breached(1, dueIn: 0), by: .system)
        try story.does(progress(1, Story.wang, "处理中"))
        try story.does(resolution(1, Story.wang))
        try story.follows(stop(1))
        try story.does(rating(1, .dissatisfied))
        try story.does(reopening(1, cycle: 2), offer(1, Story.lin))
        try story.does(accept(1, Story.lin))
        try story.follows(story.started(1, dueIn: 60))
        try story.does(resolution(1, Story.lin))
        try story.follows(stop(1))
        try story.does(rating(1, .satisfied), closing(1, .rated))
        #expect(story.violated.isEmpty && story.auditor.openCount == 0)
    }

    @Test("has nothing to say of a ticket from elsewhere, whatever the rules for work that goes on")
    func past() throws {
        var story = try Story()
        // Two at once for who takes one, off line, without the skill, with more cycles than a policy has, and no clock.
        for ticket in [1, 2] as [UInt64] {
            try story.brings(
                ticket, "A-\(ticket)",
                [(offer(ticket, Story.zhao), 1), (accept(ticket, Story.zhao), 1)]
                    + (2...9).map { (reopening(ticket, cycle: $0), 10) }
                    + [(offer(ticket, Story.zhao), 11), (closing(ticket, .recordEnded), 12)])
        }
        try story.submits(3, then: offer(3, Story.wang))
        #expect(story.violated.isEmpty && story.auditor.ticketCount == 3 && story.auditor.openCount == 1)
    }

    @Test("allows all that waits to whoever is the only one there for it")
    func alone() throws {
        var story = try Story()
        try story.held(others: [])
        try story.follows(offer(2, Story.lin))
        #expect(story.violated.isEmpty, "\(story.auditor.violations)")
    }

    @Test("allows it at once when the last of the others is not there for it any more")
    func leftAlone() throws {
        var story = try Story()
        try story.held(others: ["系统故障"])
        story.later(minutes: 1)
        try story.agent(Story.wang, "wang", capacity: 2)
        try story.follows(offer(2, Story.lin))
        #expect(story.violated.isEmpty, "\(story.auditor.violations)")
    }

    @Test("allows an assignment by hand to whoever is there and has room, skilled or not")
    func byHand() throws {
        var story = try Story()
        try story.submits(1, "系统故障", then: offer(1, Story.lin))
        try story.does(request(1, Story.wang))
        var withdrawn = AssignmentWithdrawn()
        (withdrawn.ticket, withdrawn.agent) = (TicketOrdinal(rawValue: 1), AgentOrdinal(rawValue: Story.lin))
        try story.does(approval(1, Story.wang), withdrawn, offer(1, Story.wang, candidates: []))
        #expect(story.violated.isEmpty)
    }

    @Test("allows it at once where the policy asks nobody to agree")
    func byHandAtOnce() throws {
        var story = try Story()
        try story.publish(2, "  manualApproval: supervisor\n", "")
        try story.submits(1, "系统故障", version: 2, then: offer(1, Story.lin))
        try story.does(decline(1, Story.lin), queue(1), version: 2)
        try story.does(request(1, Story.wang), offer(1, Story.wang, candidates: []), version: 2)
        #expect(story.violated.isEmpty)
    }

    @Test("allows a proposal to be confirmed by whoever may", arguments: ["dispatcher", "supervisor", "administrator"])
    func confirmed(_ role: String) throws {
        var story = try Story()
        try story.publishConfirming()
        try story.account(1, roles: ["clerk", role])
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.wang), account: 1, version: 2)
        #expect(story.violated.isEmpty, "\(story.auditor.violations)")
    }

    @Test("starts no clock for an assignment that was agreed to as it was asked for")
    func agreedAtOnce() throws {
        var story = try Story()
        try story.publish(2, "starts: [accepted]", "starts: [assignment-requested]")
        try story.submits(1, version: 2, then: offer(1, Story.lin))
        var withdrawn = AssignmentWithdrawn()
        (withdrawn.ticket, withdrawn.agent) = (TicketOrdinal(rawValue: 1), AgentOrdinal(rawValue: Story.lin))
        try story.does(
            request(1, Story.wang), approval(1, Story.wang), withdrawn, offer(1, Story.wang, candidates: []), version: 2
        )
        #expect(story.violated.isEmpty)
    }

    @Test("names the ticket and the agent as people do, and the event")
    func names() throws {
        var story = try Story()
        try story.submits(1, then: offer(1, Story.zhao))
        let violation = try #require(story.auditor.violations.first)
        #expect(violation.number == "202405-001" && violation.identifier == "zhao")
        #expect(violation.sequence == story.sequence && !violation.expected.chinese.isEmpty)
    }

    @Test("keeps the first violations and counts the others")
    func many() throws {
        var story = try Story()
        for _ in 0..<(AuditLimits.violationsMax + 10) { try story.does(accept(9, Story.wang)) }
        #expect(story.auditor.violations.count == AuditLimits.violationsMax)
        #expect(story.auditor.violationCount == UInt64(AuditLimits.violationsMax) + 10)
    }
}
