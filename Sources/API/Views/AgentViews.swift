internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Projections

/// An agent as the projections know them at one moment.
struct AgentSnapshot: Sendable {
    var profile: AgentProfiles.Profile
    var load: Workloads.Load
    var ratings: AgentRatings.Counts

    init?(_ agent: AgentOrdinal, _ projected: Projected) {
        guard let profile = projected.agents[agent], let load = projected.workloads[agent] else { return nil }
        self.profile = profile
        self.load = load
        ratings = projected.ratings[agent]
    }

    var json: JSON {
        let agent = profile.agent
        var members: [(name: String, value: JSON)] = [
            ("id", .string(agent.identifier)), ("name", .string(agent.name)),
            ("skills", .array(agent.skills.map(Self.skill))),
            ("regions", .array(agent.regions.map { .string($0) })), ("department", .string(agent.department)),
            ("capacity", JSON(agent.capacity)),
        ]
        if !agent.pool.isEmpty { members.append(("pool", .string(agent.pool))) }
        if !agent.source.isEmpty { members.append(("source", .string(agent.source))) }
        members += [("presence", .string(load.presence.code)), ("ratings", rated)]
        return .object(members)
    }

    private static func skill(_ skill: Skill) -> JSON {
        let members: [(name: String, value: JSON)] = [("name", .string(skill.name)), ("level", JSON(skill.level))]
        return .object(members + (skill.since.map { [("since", JSON($0))] } ?? []))
    }

    var workload: JSON {
        [
            "agent": .string(profile.agent.identifier), "name": .string(profile.agent.name),
            "presence": .string(load.presence.code), "open": JSON(load.open), "offered": JSON(load.offered),
            "accepted": JSON(load.accepted), "capacity": JSON(load.capacity), "ratings": rated,
        ]
    }

    /// How many cycles customers gave each grade, the best first, and how many ended without one.
    private var rated: JSON {
        let graded = Grade.allCases.reversed().map { ($0.code, JSON(ratings[$0])) }
        return .object(graded + [("unrated", JSON(ratings.unrated))])
    }
}
