import CommitLog
import EventStore
import Events
import SegmentLog

/// The log of a data directory, with events that a test says.
final class EventLog {
    private let log: SegmentLog
    private var count = 0
    private var skipped: Int64 = 0

    /// - Parameter directory: the data directory, which is there.
    init(in directory: String) throws {
        var options = LogOptions()
        options.segmentBytes = TestShell.segmentBytes
        log = try SegmentLog.open(directory + "/log", options: options, environment: .system(owner: "a test"))
        count = Int(log.durable.value)
    }

    deinit { log.close() }

    /// 2024-05-06 09:00:00 in China, and a second for each event.
    /// - Parameter version: of the policy that they go by.
    func append(_ events: any Event..., under version: UInt64 = 0) throws {
        for event in events {
            var envelope = Envelope()
            envelope.policyVersion = version
            count += 1
            envelope.recordedAt = Instant(milliseconds: 1_714_957_200_000 + (Int64(count - 1) + skipped) * 1000)
            var batch = EventBatch()
            _ = try batch.append([event], in: envelope)
            _ = try log.appendBlocking(batch.records)
        }
    }

    /// The next events are so much later.
    func skip(seconds: Int64) { skipped += seconds }

    /// Three agents, and tickets that are submitted to them in turn: the first event is 1.
    func appendDay(tickets: ClosedRange<UInt64>) throws {
        if count == 0 {
            for (index, identifier) in ["lin", "wang", "zhao"].enumerated() {
                try append(agent(UInt64(index) + 1, identifier))
            }
        }
        for ordinal in tickets { try append(ticket(ordinal), offer(ordinal)) }
    }
}

func agent(_ ordinal: UInt64, _ identifier: String, name: String = "") -> AgentChanged {
    var event = AgentChanged()
    (event.agent, event.identifier, event.name) = (AgentOrdinal(rawValue: ordinal), identifier, name)
    return event
}

func ticket(_ ordinal: UInt64) -> TicketSubmitted {
    var event = TicketSubmitted()
    (event.ticket, event.number) = (TicketOrdinal(rawValue: ordinal), "202405-\(1000 + ordinal)")
    event.channel = "phone"
    return event
}

/// To one of three agents.
func offer(_ ordinal: UInt64) -> OfferMade {
    var event = OfferMade()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ordinal), AgentOrdinal(rawValue: 1 + ordinal % 3))
    return event
}
