import Engine
import Events
import Projections
import Testing

@Suite("What is amended about an agent")
struct AmendmentTests {
    private static let since = Instant(milliseconds: 1_600_000_000_000)
    private static let skills = [
        Skill(name: "系统故障", level: 4, since: since), Skill(name: "售后", level: 2),
    ]
    private static func amendment(_ change: (inout AgentAmendment) -> Void) -> AgentAmendment {
        var amendment = AgentAmendment(of: "lin")
        change(&amendment)
        return amendment
    }

    private static let rows: [(amendment: AgentAmendment, change: @Sendable (inout AgentChanged) -> Void)] = [
        (amendment { _ in }, { _ in }),
        (amendment { $0.name = "林静" }, { $0.name = "林静" }),
        (amendment { $0.capacity = 9 }, { $0.capacity = 9 }),
        (amendment { $0.regions = ["上海"] }, { $0.regions = ["上海"] }),
        (amendment { $0.pool = "backup" }, { $0.pool = "backup" }),
        (amendment { $0.skills = [] }, { $0.skills = [] }),
        (
            amendment { $0.skills = [Skill(name: "系统故障", level: 5)] },
            { $0.skills = [Skill(name: "系统故障", level: 5, since: since)] }
        ),
        (
            amendment { $0.skills = [Skill(name: "售后", level: 2, since: since)] },
            { $0.skills = [Skill(name: "售后", level: 2, since: since)] }
        ),
    ]

    @Test("is otherwise, and nothing else: a skill without a date keeps its own", arguments: rows.indices)
    func amended(_ index: Int) async throws {
        let row = Self.rows[index]
        let world = try EngineWorld()
        try await world.run { engine in
            let lin = agent(1, "lin", skills: Self.skills)
            _ = try await engine.perform(.changeAgent(lin), for: clerk)
            let receipt = try await engine.perform(.amendAgent(row.amendment), for: clerk)
            var expected = lin
            row.change(&expected)
            #expect(receipt.agent == lin.agent && (receipt.sequences == nil) == (expected == lin))
            let known = await engine.look { $0.agents[lin.agent]?.agent }
            #expect(known == expected)
        }
    }

    @Test("is said by a person: whoever it is of is known from a record no longer, and learns nothing from one")
    func ofRecord() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            var lin = agent(1, "lin", skills: Self.skills)
            lin.source = "helpdesk"
            _ = try await engine.perform(.changeAgent(lin), for: clerk)
            _ = try await engine.perform(.amendAgent(Self.amendment { $0.skills = [] }), for: clerk)
            let known = await engine.look { $0.agents[lin.agent]?.agent }
            #expect(known?.skills == [] && known?.source == "")
        }
    }

    @Test("holds beside what others amend at the same moment, also of an agent who is new then")
    func atOnce() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            let amendments = [
                Self.amendment { ($0.name, $0.capacity) = ("林静", 7) }, Self.amendment { $0.regions = ["上海"] },
                Self.amendment { $0.skills = Self.skills }, Self.amendment { $0.pool = "backup" },
            ]
            try await withThrowingTaskGroup { group in
                for amendment in amendments {
                    group.addTask { _ = try await engine.perform(.amendAgent(amendment), for: clerk) }
                }
                try await group.waitForAll()
            }
            let known = await engine.look { $0.agents.profiles.map(\.agent) }
            #expect(known.count == 1)
            #expect(known[0].name == "林静" && known[0].capacity == 7 && known[0].skills == Self.skills)
            #expect(known[0].regions == ["上海"] && known[0].pool == "backup")
        }
    }
}
