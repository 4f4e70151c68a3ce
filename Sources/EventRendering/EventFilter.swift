package import Events
package import Projections

/// Which events somebody wants to see. An empty set wants all; an event has to be in each of the others.
package struct EventFilter: Hashable, Sendable {
    package var types: Set<EventType> = []
    /// By number.
    package var tickets: Set<String> = []
    /// By identifier.
    package var agents: Set<String> = []

    package init() {}

    /// Whether events of a type can be among them. Needs no event, only its record's type.
    package func admits(_ type: EventType) -> Bool { types.isEmpty || types.contains(type) }

    /// Whether the type alone decides.
    package var goesByTypeAlone: Bool { tickets.isEmpty && agents.isEmpty }

    /// Whether the event is among them.
    /// Cost: without tickets and agents next to nothing, otherwise that of a name.
    /// - Throws: when the event cannot be read.
    package func admits(_ event: borrowing EventView, names: Names) throws(WireError) -> Bool {
        guard admits(event.type) else { return false }
        if !tickets.isEmpty {
            guard let number = try event.ticketNumber(names), tickets.contains(number) else { return false }
        }
        if !agents.isEmpty {
            guard let identifier = try event.agentIdentifier(names), agents.contains(identifier) else { return false }
        }
        return true
    }

    /// The same for an event that is rendered already.
    package func admits(_ event: RenderedEvent) -> Bool {
        guard types.isEmpty || types.contains(where: { $0.code == event.type }) else { return false }
        if !tickets.isEmpty { guard let ticket = event.ticket, tickets.contains(ticket) else { return false } }
        if !agents.isEmpty { guard let agent = event.agent, agents.contains(agent) else { return false } }
        return true
    }
}
