import Bytes
import Events
import Projections
import Testing

@Suite("Rows of tickets")
struct TicketRowsTests {
    @Test("A ticket waits for a review until it is dispatched, or found to have to queue")
    func reviews() throws {
        for isOffered in [true, false] {
            var history = try History.begun()
            #expect(history.row?.isInReview == false)
            try history.happened(ReviewRequested.self) { ($0.ticket, $0.because) = (History.ticket, .tooVague) }
            #expect(history.row?.isInReview == true && history.row?.lifeCycle == .waiting)
            if isOffered {
                try history.offered()
            } else {
                try history.happened(TicketQueued.self) { $0.ticket = History.ticket }
            }
            #expect(history.row?.isInReview == false)
        }
    }

    @Test("Whoever reviewed it last says whether it needs follow-up")
    func followUp() throws {
        var history = try History.begun()
        for needsFollowUp in [true, true, false] {
            try history.happened(TicketReviewed.self) {
                ($0.ticket, $0.needsFollowUp) = (History.ticket, needsFollowUp)
            }
            #expect(history.row?.needsFollowUp == needsFollowUp && history.row?.revision == history.sequence)
        }
    }

    @Test("An escalation and a deadline that ran out are marked, each by itself")
    func marks() throws {
        var history = try History.begun()
        try history.accepted()
        try history.happened(DeadlineBreached.self) { ($0.ticket, $0.deadline) = (History.ticket, "completion") }
        #expect(history.row?.isOverdue == true && history.row?.isEscalated == false)
        #expect(history.row?.revision == history.sequence)
        try history.happened(TicketEscalated.self) { ($0.ticket, $0.to) = (History.ticket, "supervisor") }
        #expect(history.row?.isOverdue == true && history.row?.isEscalated == true)
        #expect(history.row?.revision == history.sequence)
        #expect(history.row?.lifeCycle == .accepted && history.row?.holder == History.lin)
    }

    @Test("A ticket is overdue until what its clocks waited for has happened, and once it is closed it is not")
    func overdue() throws {
        for isClosed in [true, false] {
            var history = try History.begun()
            for deadline in ["response", "acceptance", "response"] {
                try history.happened(DeadlineBreached.self) { ($0.ticket, $0.deadline) = (History.ticket, deadline) }
            }
            try history.happened(DeadlineStopped.self) { ($0.ticket, $0.deadline) = (History.ticket, "acceptance") }
            #expect(history.row?.isOverdue == true)
            if isClosed {
                try history.happened(TicketClosed.self) { $0.ticket = History.ticket }
            } else {
                try history.happened(DeadlineStopped.self) { ($0.ticket, $0.deadline) = (History.ticket, "response") }
            }
            #expect(history.row?.isOverdue == false)
        }
    }

    @Test(
        "A ticket that goes round again waits as if it were new, under what it was found to be",
        arguments: [true, false])
    func reopening(isClosed: Bool) throws {
        var history = try History.begun()
        try history.happened(TicketPrioritised.self) { ($0.ticket, $0.priority) = (History.ticket, .high) }
        try history.accepted()
        try history.progressed(to: "处理中")
        try history.happened(DeadlineBreached.self) { $0.ticket = History.ticket }
        try history.happened(TicketEscalated.self) { $0.ticket = History.ticket }
        try history.resolvedAndRated(.dissatisfied)
        if isClosed { try history.happened(TicketClosed.self) { ($0.ticket, $0.closing) = (History.ticket, .rated) } }
        let before = try #require(history.row)
        #expect(before.cycle == 1 && before.grade == .dissatisfied && before.resolvedAt != nil)
        #expect((before.closedAt != nil) == isClosed)
        try history.happened(TicketReopened.self) { ($0.ticket, $0.cycle) = (History.ticket, 2) }
        let row = try #require(history.row)
        #expect(row.cycle == 2 && row.lifeCycle == .waiting && row.holder == nil && row.grade == nil)
        #expect(row.resolvedAt == nil && row.closedAt == nil && history.rows.codes.text(row.stage).isEmpty)
        #expect(!row.isOverdue && !row.isEscalated && !row.isInReview)
        #expect(row.priority == .high && row.submittedAt == before.submittedAt && row.revision == history.sequence)
        // The agent was free of it since it was resolved.
        #expect(history.load?.open == 0)
        try history.accepted()
        #expect(history.row?.lifeCycle == .accepted && history.row?.cycle == 2 && history.load?.open == 1)
    }

    @Test("What is about a ticket changes it, but for what leaves it alone", arguments: EventType.allCases)
    func leftAlone(_ type: EventType) throws {
        var history = try History.begun()
        try history.offered()
        let (before, body) = (try #require(history.row), Self.body(type))
        let event = try EventView(body.bytes, recordType: type.rawValue)
        guard try event.ticket() == History.ticket else {
            #expect(!TicketRows.isLeftAlone(by: type), "it is not about this ticket")
            return
        }
        var rows = history.rows
        try rows.fold(event, sequence: 99)
        if TicketRows.isLeftAlone(by: type) {
            #expect(rows[History.ticket] == before)
        } else {
            #expect(rows[History.ticket]?.revision == 99)
        }
    }

    /// The body of a record whose event is about the first ticket, whatever else there is to say. The one that brings a
    /// ticket brings the second.
    private static func body(_ type: EventType) -> [UInt8] {
        let fields: [UInt8] =
            switch type {
            case .ticketSubmitted: [0x08, 2]
            // The ticket stands behind the customer.
            case .customerRevealed: [0x08, 1, 0x10, 1]
            // Between a ticket and an agent; and without a priority it would change nothing.
            case .ticketPrioritised, .offerMade, .offerAccepted, .offerDeclined, .offerExpired, .ticketResolved,
                .assignmentWithdrawn:
                [0x08, 1, 0x10, 1]
            default: [0x08, 1]
            }
        var bytes: [UInt8] = []
        Varint.append(UInt64(type.rawValue) << 3 | 2, to: &bytes)
        return bytes + [UInt8(fields.count)] + fields
    }
}
