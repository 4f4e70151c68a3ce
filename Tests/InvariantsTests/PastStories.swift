import Events
import Invariants

/// A ticket that was handled elsewhere, of which something is not as it has to be.
let pastStories: [BrokenStory] = [
    BrokenStory(.pastOnce, "a case that was brought before") { story in
        try story.brings(1, "A-1", [(closing(1, .elsewhere), 0)])
        try story.brings(2, "A-1", [(closing(2, .elsewhere), 0)])
    },
    BrokenStory(.pastWhole, "it is not closed") { story in
        try story.brings(1, "A-1", [(offer(1, Story.zhao), 1), (accept(1, Story.zhao), 2)])
    },
    BrokenStory(.pastWhole, "something happened before what stands before it") { story in
        try story.brings(1, "A-1", [(offer(1, Story.zhao), 2), (accept(1, Story.zhao), 1), (closing(1), 3)])
    },
    BrokenStory(.pastWhole, "something happened later than it was recorded") { story in
        try story.brings(1, "A-1", [(closing(1), 10_000_000)])
    },
    BrokenStory(.pastWhole, "something of it comes in another command") { story in
        try story.brings(1, "A-1", [(closing(1), 1)])
        try story.happened([(reopening(1, cycle: 2), 2)])
    },
    BrokenStory(.pastWhole, "it does not say where it is from") { story in
        try story.brings(1, "", source: "", [(closing(1), 1)])
    },
    BrokenStory(.lifeCycle, "it goes on after it was closed") { story in
        try story.brings(1, "A-1", [(closing(1), 1), (resolution(1, Story.zhao), 2), (closing(1), 3)])
    },
    BrokenStory(.holder, "two have it") { story in
        try story.brings(1, "A-1", [(offer(1, Story.zhao), 1), (offer(1, Story.lin), 2), (closing(1), 3)])
    },
    BrokenStory(.subject, "somebody who is not there had it") { story in
        try story.brings(1, "A-1", [(offer(1, 9), 1), (closing(1), 3)])
    },
    BrokenStory(.number, "its number is another ticket's") { story in
        try story.brings(1, "A-1", [(closing(1), 1)])
        try story.submits(2, number: "202303-001", then: offer(2, Story.wang))
    },
]

extension Story {
    /// A ticket from elsewhere, and what happened to it so many minutes after it was submitted.
    mutating func brings(
        _ ticket: UInt64, _ name: String, source: String = "old-desk", _ events: [(any Event, Int64)]
    ) throws {
        var submitted = TicketSubmitted()
        (submitted.ticket, submitted.number) = (TicketOrdinal(rawValue: ticket), "202303-00\(ticket)")
        (submitted.source, submitted.sourceCase) = (source, name)
        try happened([(submitted, 0)] + events)
    }
}
