package import Events

/// Somebody who takes tickets, as the record shows them.
package struct SimulatedAgent: Hashable, Sendable {
    package var identifier: String
    /// Numbers of skills, ascending; all of them where nothing is told apart.
    package var skills: [Int]
    /// Since when they have taken such cases, skill for skill.
    package var skilledSince: [Instant]
    /// Tickets at once.
    package var capacity: Int
    /// When they are on line: apart from one another, in the order of time.
    package var shifts: [Range<Instant>]

    package init(
        identifier: String, skills: [Int], skilledSince: [Instant], capacity: Int, shifts: [Range<Instant>]
    ) {
        (self.identifier, self.skills, self.skilledSince) = (identifier, skills, skilledSince)
        (self.capacity, self.shifts) = (capacity, shifts)
    }
}

/// What really happened to a case, as far as the record tells it.
package struct Happened: Hashable, Sendable {
    /// When somebody first had it.
    package var acceptedAt: Instant?
    /// Who: a place in ``Workload/agents``.
    package var agent: Int?
    /// Until nobody had it any more.
    package var endedAt: Instant?
    package var abandonedAt: Instant?
    /// Who had it, from when to when.
    package var holds: [Hold] = []

    package struct Hold: Hashable, Sendable {
        package var agent: Int
        package var from: Instant
        package var to: Instant

        package init(agent: Int, from: Instant, to: Instant) {
            (self.agent, self.from, self.to) = (agent, from, to)
        }
    }

    package init() {}
}

/// A case that asks for somebody.
package struct Arrival: Hashable, Sendable {
    /// As the record calls it.
    package var name: String
    package var at: Instant
    /// A number of a skill; nil where anybody will do.
    package var skill: Int?
    package var priority: Priority?
    package var channel: String?
    package var customer: String?
    package var text: String?
    /// How long somebody has it, once taken.
    package var service: Duration
    /// How long the customer waited before giving up; nil for whoever did not.
    package var patience: Duration?
    package var happened: Happened

    package init(
        name: String, at: Instant, skill: Int? = nil, priority: Priority? = nil, channel: String? = nil,
        customer: String? = nil, text: String? = nil, service: Duration, patience: Duration? = nil,
        happened: Happened = Happened()
    ) {
        (self.name, self.at, self.skill, self.priority) = (name, at, skill, priority)
        (self.channel, self.customer, self.text) = (channel, customer, text)
        (self.service, self.patience, self.happened) = (service, patience, happened)
    }
}

/// What a simulation runs on: who there is, and what comes.
package struct Workload: Sendable {
    package var agents: [SimulatedAgent] = []
    /// In the order of time.
    package var arrivals: [Arrival] = []
    /// Names of the skills, by their numbers; the most asked for first.
    package var skills: [String] = []
    /// The median of the services, by skill.
    package var estimates: [Duration] = []
    package var inference = Inference()

    package init() {}

    /// Nobody is named in the record: one desk stands for everybody, and loads cannot be compared.
    package var isOneDesk: Bool { agents.count < 2 }
    /// Whether the record says when somebody took a case.
    package var tellsAcceptance: Bool { arrivals.contains { $0.happened.acceptedAt != nil } }
    package var hasPriorities: Bool { arrivals.contains { $0.priority != nil } }
}

/// What was made out of what, in numbers, so that a reader can judge it.
package struct Inference: Hashable, Sendable {
    /// Cases that never asked for a person: they gave up before.
    package var leftOut = 0
    /// Cases whose service the record does not tell: they take the median of their skill.
    package var servicesImputed = 0
    /// Cases of a skill that nobody ever had: they go by whoever took them, or anybody.
    package var skillsReplaced = 0
    /// Skills that are rare and share one number.
    package var skillsMerged = 0
    /// What somebody did before and after counts as on line for so long.
    package var padding = Duration.zero
}
