import Events
import Invariants

let logStories: [BrokenStory] = [
    BrokenStory(.sequence, "an event is missing") { story in
        story.sequence += 1
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.time, "time went back") { story in
        story.later(minutes: -1)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.command, "what follows comes before its cause") { story in
        try story.follows(OnlineAgain.event, from: story.sequence + 1)
    },
    BrokenStory(.command, "the last event of a command is missing") { story in
        try story.does(OnlineAgain.event, isWhole: false)
    },
    BrokenStory(.policy, "a version is left out") { story in try story.publish(3) },
    BrokenStory(.policy, "a version that nobody published") { story in try story.does(OnlineAgain.event, version: 2) },
    BrokenStory(.policy, "a ticket under another version than its own") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.publish(2)
        try story.does(accept(1, Story.wang), version: 2)
        try story.follows(story.started(1, dueIn: 60))
    },
    BrokenStory(.number, "a number that another ticket has") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.submits(2, number: "202405-001", then: offer(2, Story.wang))
    },
    BrokenStory(.number, "a number of another form") { story in
        try story.submits(1, number: "20240506001", then: offer(1, Story.wang))
    },
    BrokenStory(.subject, "a ticket that is not there") { story in try story.does(accept(7, Story.wang)) },
    BrokenStory(.subject, "an agent who is not there") { story in try story.presence(9, .online) },
    BrokenStory(.subject, "a ticket that was left out") { story in try story.submits(2, then: offer(2, Story.wang)) },
]

private enum OnlineAgain {
    static var event: PresenceChanged {
        var event = PresenceChanged()
        (event.agent, event.presence) = (AgentOrdinal(rawValue: Story.zhao), .busy)
        return event
    }
}

let lifeStories: [BrokenStory] = [
    BrokenStory(.lifeCycle, "resolved before it was accepted") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(resolution(1, Story.wang))
    },
    BrokenStory(.lifeCycle, "rated before it was resolved") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(rating(1, .satisfied))
    },
    BrokenStory(.lifeCycle, "closed while an agent has it") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(closing(1))
    },
    BrokenStory(.lifeCycle, "a cycle is left out") { story in
        try story.accepted()
        try story.does(resolution(1, Story.wang))
        try story.follows(stop(1))
        try story.does(reopening(1, cycle: 3), offer(1, Story.wang))
    },
    BrokenStory(.lifeCycle, "queued twice") { story in
        try story.queued(.medium)
        try story.does(queue(1))
    },
    BrokenStory(.stage, "a stage that does not follow") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "处理中"))
        try story.does(progress(1, Story.wang, "已完成"))
    },
    BrokenStory(.stage, "work that does not begin with the first stage") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "待客户确认"))
        try story.follows(pause(1))
    },
    BrokenStory(.holder, "offered to one while another has it") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(offer(1, Story.lin))
    },
    BrokenStory(.holder, "declined by whoever does not have it") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(decline(1, Story.lin), offer(1, Story.wang))
    },
    BrokenStory(.forgotten, "submitted, and neither offered nor queued") { story in try story.submits(1) },
]

let offerStories: [BrokenStory] = [
    BrokenStory(.capacity, "two for somebody who takes one") { story in
        try story.submits(1, then: offer(1, Story.lin))
        try story.submits(2, then: offer(2, Story.lin))
    },
    BrokenStory(.capacity, "by hand, too") { story in
        try story.submits(1, then: offer(1, Story.lin))
        try story.submits(2, then: offer(2, Story.wang))
        try story.does(decline(2, Story.wang), queue(2))
        try story.does(request(2, Story.lin))
        try story.does(approval(2, Story.lin), offer(2, Story.lin, candidates: []))
    },
    BrokenStory(.eligible, "off line") { story in try story.submits(1, then: offer(1, Story.zhao)) },
    BrokenStory(.eligible, "off line, by hand") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(decline(1, Story.wang), offer(1, Story.lin))
        try story.does(decline(1, Story.lin), queue(1))
        try story.does(request(1, Story.zhao))
        try story.does(approval(1, Story.zhao), offer(1, Story.zhao, candidates: []))
    },
    BrokenStory(.eligible, "busy") { story in
        try story.presence(Story.wang, .busy)
        try story.submits(1, then: offer(1, Story.wang))
    },
    BrokenStory(.eligible, "without the skill") { story in
        try story.submits(1, "系统故障", then: offer(1, Story.wang))
    },
    BrokenStory(.eligible, "a minute after declining") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(decline(1, Story.wang), offer(1, Story.lin))
        story.later(minutes: 1)
        try story.does(decline(1, Story.lin), offer(1, Story.wang))
    },
    BrokenStory(.eligible, "a fourth out of the queue right after signing in") { story in
        try story.agent(Story.wang, "wang", capacity: 9)
        try story.queued(.medium, .medium, .medium, .medium)
        try story.presence(Story.wang, .online)
        let signedIn = story.sequence
        for ticket in 1...4 { try story.follows(offer(UInt64(ticket), Story.wang), from: signedIn) }
    },
    BrokenStory(.ring, "the second ring while the first has somebody") { story in
        try story.agent(Story.wang, "wang", capacity: 2, pool: "backup")
        try story.submits(1, then: offer(1, Story.wang, ring: "backup"))
    },
    BrokenStory(.ring, "a ring that does not have the agent") { story in
        try story.submits(1, then: offer(1, Story.wang, ring: "backup"))
    },
    BrokenStory(.decision, "not to the best of its candidates") { story in
        try story.submits(1, then: offer(1, Story.wang, candidates: [Story.lin, Story.wang]))
    },
    BrokenStory(.decision, "proposed where nobody has to confirm") { story in
        try story.submits(1, then: proposal(1, [Story.wang]))
    },
    BrokenStory(.decision, "offered where somebody has to confirm") { story in
        try story.publishConfirming()
        try story.submits(1, version: 2, then: offer(1, Story.wang))
    },
    BrokenStory(.decision, "confirmed for somebody who was not proposed") { story in
        try story.publishConfirming()
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.lin), version: 2)
    },
    BrokenStory(.decision, "withdrawn while somebody could be confirmed") { story in
        try story.publishConfirming()
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        var withdrawn = ProposalWithdrawn()
        withdrawn.ticket = TicketOrdinal(rawValue: 1)
        try story.does(withdrawn, proposal(1, [Story.lin]), by: .system, version: 2)
    },
    BrokenStory(.agreement, "offered by itself what was proposed") { story in
        try story.publishConfirming()
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.wang), by: .system, version: 2)
    },
    BrokenStory(.agreement, "confirmed by the customer") { story in
        try story.publishConfirming()
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.wang), by: .customer, version: 2)
    },
    BrokenStory(.agreement, "confirmed by somebody who is no dispatcher") { story in
        try story.publishConfirming()
        try story.account(1, roles: ["clerk", "department-manager"])
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.wang), account: 1, version: 2)
    },
    BrokenStory(.agreement, "confirmed by somebody who was a dispatcher") { story in
        try story.publishConfirming()
        try story.account(1, roles: ["dispatcher"])
        try story.account(1, roles: ["handler"], isNew: false)
        try story.submits(1, version: 2, then: proposal(1, [Story.wang]))
        try story.does(offer(1, Story.wang), account: 1, version: 2)
    },
    BrokenStory(.agreement, "approved by itself") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(request(1, Story.lin))
        var withdrawn = AssignmentWithdrawn()
        (withdrawn.ticket, withdrawn.agent) = (TicketOrdinal(rawValue: 1), AgentOrdinal(rawValue: Story.wang))
        try story.does(approval(1, Story.lin), withdrawn, offer(1, Story.lin, candidates: []), by: .system)
    },
    BrokenStory(.agreement, "approved by whoever asked, a clerk") { story in
        try story.account(1, roles: ["clerk"])
        try story.submits(1, then: offer(1, Story.wang))
        var withdrawn = AssignmentWithdrawn()
        (withdrawn.ticket, withdrawn.agent) = (TicketOrdinal(rawValue: 1), AgentOrdinal(rawValue: Story.wang))
        try story.does(
            request(1, Story.lin), approval(1, Story.lin), withdrawn, offer(1, Story.lin, candidates: []), account: 1)
    },
    BrokenStory(.decision, "approved and never asked for") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(approval(1, Story.lin))
    },
]

let queueStories: [BrokenStory] = [
    BrokenStory(.queueOrder, "the younger of two") { story in
        try story.agent(Story.wang, "wang", capacity: 1)
        try story.queued(.medium, .medium)
        try story.presence(Story.wang, .online)
        try story.follows(offer(2, Story.wang))
    },
    BrokenStory(.queueOrder, "the older, of a lower priority") { story in
        try story.agent(Story.wang, "wang", capacity: 1)
        try story.queued(.low, .urgent)
        try story.presence(Story.wang, .online)
        try story.follows(offer(1, Story.wang))
    },
    BrokenStory(.eligible, "asked again by itself after so many offers in vain") { story in
        try story.publish(2, "offersMax: 6", "offersMax: 1")
        try story.presence(Story.lin, .offline)
        try story.submits(1, version: 2, then: offer(1, Story.wang))
        try story.does(decline(1, Story.wang), queue(1), version: 2)
        story.later(minutes: 40)
        try story.does(offer(1, Story.wang), by: .system, version: 2)
    },
    BrokenStory(.eligible, "offered a second out of the queue in one window") { story in
        try story.queued(.medium, .medium)
        try story.presence(Story.wang, .online)
        try story.follows(offer(1, Story.wang))
        try story.follows(offer(2, Story.wang))
    },
    BrokenStory(.waits, "the next window has begun, and nothing follows") { story in
        try story.queued(.medium, .medium)
        try story.presence(Story.wang, .online)
        try story.follows(offer(1, Story.wang))
        story.later(minutes: 10)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.waits, "held back from what nobody else has the skill for") { story in
        try story.held(others: [])
        story.later(minutes: 1)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.waits, "the last of the others loses the skill, and nothing follows") { story in
        try story.held(others: ["系统故障"])
        story.later(minutes: 1)
        try story.agent(Story.wang, "wang", capacity: 2)
    },
    BrokenStory(.eligible, "offered a second out of the queue, which another might have had") { story in
        try story.held(others: ["系统故障"])
        try story.follows(offer(2, Story.lin))
    },
    BrokenStory(.waits, "queued while somebody could take it") { story in try story.submits(1, then: queue(1)) },
    BrokenStory(.waits, "somebody signs in, and nothing follows") { story in
        try story.queued(.medium)
        try story.presence(Story.wang, .online)
    },
    BrokenStory(.waits, "somebody gets room, and nothing follows") { story in
        try story.presence(Story.wang, .offline)
        try story.submits(1, then: offer(1, Story.lin))
        try story.submits(2, then: queue(2))
        story.later(minutes: 1)
        try story.does(decline(1, Story.lin), queue(1))
        story.later(minutes: 1)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.waits, "what was declined may be offered again, and is not") { story in
        try story.presence(Story.lin, .offline)
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(decline(1, Story.wang), queue(1))
        story.later(minutes: 30)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.waits, "its category asks for less now, and nothing follows") { story in
        try story.presence(Story.lin, .offline)
        try story.submits(1, "系统故障", then: queue(1))
        var classified = TicketClassified()
        (classified.ticket, classified.category) = (TicketOrdinal(rawValue: 1), "咨询")
        try story.does(classified)
    },
]

let clockStories: [BrokenStory] = [
    BrokenStory(.clockDeclared, "a deadline of no policy") { story in
        try story.accepted()
        try story.follows(stop(1, "lunch"))
    },
    BrokenStory(.clockOnce, "started twice") { story in
        try story.accepted()
        try story.follows(story.started(1, dueIn: 60), from: story.sequence - 1)
    },
    BrokenStory(.clockOnce, "stopped and never started") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.follows(stop(1))
    },
    BrokenStory(.clockTriggers, "accepted, and not started") { story in
        try story.submits(1, then: offer(1, Story.wang))
        try story.does(accept(1, Story.wang))
    },
    BrokenStory(.clockTriggers, "resolved, and not stopped") { story in
        try story.accepted()
        try story.does(resolution(1, Story.wang))
    },
    BrokenStory(.clockTriggers, "stopped by what does not stop it") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "处理中"))
        try story.follows(stop(1))
    },
    BrokenStory(.clockFires, "before it is due") { story in
        try story.accepted()
        story.later(minutes: 59)
        try story.does(story.breached(1, dueIn: 1), by: .system)
    },
    BrokenStory(.clockFires, "twice") { story in
        try story.accepted()
        story.later(minutes: 60)
        try story.does(story.breached(1, dueIn: 0), by: .system)
        try story.does(story.breached(1, dueIn: 0), by: .system)
    },
    BrokenStory(.clockFires, "a warning where none is due") { story in
        try story.accepted()
        story.later(minutes: 48)
        try story.does(story.warned(1, dueIn: 12), by: .system)
    },
    BrokenStory(.clockFires, "with another end than it has") { story in
        try story.accepted()
        story.later(minutes: 61)
        try story.does(story.breached(1, dueIn: 0), by: .system)
    },
    BrokenStory(.clockFires, "while it stands still") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "处理中"))
        try story.does(progress(1, Story.wang, "待客户确认"))
        try story.follows(pause(1))
        story.later(minutes: 60)
        try story.does(story.breached(1, dueIn: 0), by: .system)
    },
    BrokenStory(.clockFires, "an offer runs out before its time") { story in
        try story.submits(1, then: offer(1, Story.wang))
        let dueAt = story.now.advanced(by: .seconds(60))
        try story.does(expiry(1, Story.wang, dueAt: dueAt), offer(1, Story.lin), by: .system)
    },
    BrokenStory(.clockMissed, "somebody is heard after its end, and it did not fire") { story in
        try story.accepted()
        story.later(minutes: 61)
        try story.presence(Story.zhao, .busy)
    },
    BrokenStory(.clockTriggers, "it goes on under a priority for which it does not run") { story in
        try story.rests()
        try story.does(priority(1, .low), version: 2)
    },
    BrokenStory(.clockTriggers, "it does not go on again under one for which it runs") { story in
        try story.rests()
        try story.does(priority(1, .low), version: 2)
        try story.does(stop(1), cause: story.sequence, by: .system, version: 2)
        try story.does(priority(1, .high), version: 2)
    },
    BrokenStory(.clockPauses, "it goes on where it has to stand still") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "处理中"))
        try story.does(progress(1, Story.wang, "待客户确认"))
    },
    BrokenStory(.clockPauses, "it stands still twice") { story in
        try story.accepted()
        try story.does(progress(1, Story.wang, "处理中"))
        try story.does(progress(1, Story.wang, "待客户确认"))
        try story.follows(pause(1))
        try story.follows(pause(1), from: story.sequence - 1)
    },
]
