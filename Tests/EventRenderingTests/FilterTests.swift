import EventRendering
import Events
import Testing

@Suite("A filter")
struct FilterTests {
    @Test(
        "admits an event that is in each of its sets, whether it is rendered already or not",
        arguments: [
            ([], [], [], EventType.allCases),
            ([.offerMade, .ticketClosed], [], [], [.offerMade, .ticketClosed]),
            ([], ["202405-002"], [], []),
            ([], [], ["lin"], EventType.allCases.filter(Self.concernsAgent)),
            ([], ["202405-002", "202405-001"], [], EventType.allCases.filter(Self.concernsTicket)),
            (
                [.offerMade, .presenceChanged], ["202405-001"], ["lin", "wang"], [.offerMade]
            ),
            ([.offerMade], ["202405-001"], ["wang"], []),
        ] as [(Set<EventType>, Set<String>, Set<String>, [EventType])])
    func admits(_ types: Set<EventType>, _ tickets: Set<String>, _ agents: Set<String>, _ found: [EventType]) throws {
        let world = try World()
        var filter = EventFilter()
        (filter.types, filter.tickets, filter.agents) = (types, tickets, agents)
        var admitted: [EventType] = []
        for specimen in Specimen.all {
            let isAdmitted = try world.admits(filter, specimen.event)
            #expect(try filter.admits(world.rendered(specimen.event)) == isAdmitted)
            if isAdmitted { admitted.append(specimen.type) }
            #expect(!isAdmitted || filter.admits(specimen.type))
        }
        #expect(admitted == found)
    }

    private static func concernsAgent(_ type: EventType) -> Bool {
        switch type {
        case .accountCreated, .agentChanged, .presenceChanged, .offerMade, .offerAccepted, .offerDeclined,
            .offerExpired, .progressRecorded, .ticketResolved, .accountChanged, .customerContacted,
            .assignmentRequested, .assignmentApproved, .assignmentRejected, .assignmentWithdrawn, .notificationQueued:
            true
        default: false
        }
    }

    private static func concernsTicket(_ type: EventType) -> Bool {
        type.rawValue >= EventType.ticketSubmitted.rawValue || type == .customerRevealed
    }
}
