import Bytes
import CommitLog
import Events
import SegmentLog

/// Who held what at each position of a log, and where that was not as it must be.
struct Holdings {
    private(set) var faults: [String] = []
    private(set) var acceptedCount = 0
    private(set) var declinedCount = 0
    private var holders: [TicketOrdinal: (agent: AgentOrdinal, isAccepted: Bool)] = [:]
    private var capacities: [AgentOrdinal: UInt64] = [:]
    private var counts: [AgentOrdinal: UInt64] = [:]

    /// Reads a log to its end.
    init(ofLogIn path: String) throws {
        var last: UInt64 = 0
        for (sequence, event) in try LoggedEvents.read(path) {
            if sequence != last + 1 { faults.append("\(sequence) follows \(last)") }
            last = sequence
            fold(event, sequence)
        }
    }

    private mutating func fold(_ event: any Event, _ sequence: UInt64) {
        switch event {
        case let event as AgentChanged: capacities[event.agent] = event.capacity
        case let event as OfferMade:
            if let holder = holders[event.ticket] {
                faults.append("\(sequence): \(event.ticket) is offered to \(event.agent) while \(holder.agent) has it")
            }
            holders[event.ticket] = (event.agent, false)
            counts[event.agent, default: 0] += 1
            if counts[event.agent, default: 0] > capacities[event.agent, default: 0] {
                faults.append("\(sequence): \(event.agent) has more than they can take")
            }
        case let event as OfferAccepted:
            acceptedCount += 1
            check(event.ticket, event.agent, isAccepted: false, sequence)
            holders[event.ticket] = (event.agent, true)
        case let event as OfferDeclined:
            declinedCount += 1
            release(event.ticket, event.agent, isAccepted: false, sequence)
        case let event as OfferExpired: release(event.ticket, event.agent, isAccepted: false, sequence)
        case let event as TicketResolved: release(event.ticket, event.agent, isAccepted: true, sequence)
        default: break
        }
    }

    private mutating func release(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, isAccepted: Bool, _ sequence: UInt64
    ) {
        check(ticket, agent, isAccepted: isAccepted, sequence)
        holders[ticket] = nil
        counts[agent, default: 1] -= 1
    }

    private mutating func check(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, isAccepted: Bool, _ sequence: UInt64
    ) {
        if let holder = holders[ticket], holder.agent == agent, holder.isAccepted == isAccepted { return }
        faults.append("\(sequence): \(agent) does not have \(ticket)")
    }
}

/// The events of a log without its daemon.
enum LoggedEvents {
    static func read(_ path: String) throws -> [(sequence: UInt64, event: any Event)] {
        let reader = try SegmentLogReader.open(path, environment: .system(owner: "a test"))
        let cursor = reader.read(from: .first)
        var events: [(UInt64, any Event)] = []
        while let chunk = try cursor.nextChunk() {
            try chunk.forEach { record in
                let view = try EventView(record.body, recordType: record.type)
                events.append((record.sequence.value, try view.event()))
            }
        }
        return events
    }
}
