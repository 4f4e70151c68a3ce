internal import CommitLog
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Policies
internal import Projections

extension API {
    static var agentRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/agents", .readAgent, narrows: true) { $0.agents },
            Route(.get, "/v1/agents/{id}", .readAgent) { $0.agent },
            Route(.put, "/v1/agents/{id}", .changeAgent) { $0.changeAgent },
            Route(.patch, "/v1/agents/{id}", .changeAgent) { $0.amendAgent },
            Route(.put, "/v1/agents/{id}/presence", .changePresence) { $0.changePresence },
        ]
    }

    private func agents(_ exchange: Exchange) async throws -> Response {
        try await agentPage(exchange, otherwise: APILimits.pageOtherwise, \.json)
    }

    /// A page of agents, in the order in which they were introduced.
    func agentPage(
        _ exchange: Exchange, otherwise limitOtherwise: Int64, _ shown: (AgentSnapshot) -> JSON
    ) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? limitOtherwise)
        let after = Int(query.number("cursor", 0...Int64(Int32.max)) ?? 0)
        try query.end()
        let (agents, count, sequence) = await engine.look { projected in
            let count = projected.agents.profiles.count
            let page = (min(after, count)..<min(after + limit, count)).compactMap {
                AgentSnapshot(AgentOrdinal(rawValue: UInt64($0) + 1), projected)
            }
            return (page, count, projected.sequence)
        }
        let reached = agents.filter { exchange.reaches($0.profile.agent.agent) }
        var members: [(name: String, value: JSON)] = [("items", .array(reached.map(shown)))]
        if after + limit < count { members.append(("next", .string("\(after + limit)"))) }
        return .json(.object(members), sequence: sequence)
    }

    private func agent(_ exchange: Exchange) async throws -> Response {
        let ordinal = try agentInPath(exchange)
        return try await answer(ordinal)
    }

    private func answer(
        _ ordinal: AgentOrdinal, status: HTTPResponse.Status = .ok, isRepeated: Bool = false
    ) async throws -> Response {
        let (agent, sequence) = await engine.look { (AgentSnapshot(ordinal, $0), $0.sequence) }
        guard let agent else { throw EngineError.refused(.unknownAgent(ordinal)) }
        return .json(agent.json, status: status, sequence: sequence, isRepeated: isRepeated)
    }

    private func changeAgent(_ exchange: Exchange) async throws -> Response {
        try await changed(exchange) { identifier, bytes, now throws(Problem) in
            var change = try Form.read(AgentBody.self, bytes, now: now).change
            change.identifier = identifier
            return .changeAgent(change)
        }
    }

    /// What is left out stays as it is, also where somebody else changes it at the same time.
    private func amendAgent(_ exchange: Exchange) async throws -> Response {
        try await changed(exchange) { identifier, bytes, now throws(Problem) in
            var amendment = try Form.read(AgentAmendmentBody.self, bytes, now: now).amendment
            amendment.identifier = identifier
            let isNew = engine.registry.withNames { $0.agent(identifier) } == nil
            guard amendment.name != nil || !isNew else {
                throw .invalid([FieldFault(pointer: "/name", code: .missing, detail: .required)])
            }
            return .amendAgent(amendment)
        }
    }

    private func changed(
        _ exchange: Exchange, _ read: (_ identifier: String, _ bytes: Data, _ now: Instant) throws(Problem) -> Action
    ) async throws -> Response {
        let identifier = Self.identifier(exchange)
        let bytes = try await exchange.body()
        guard Identifier.isOne(identifier) else {
            throw Problem.invalid([FieldFault(pointer: "path:id", code: .value, detail: Identifier.rule)])
        }
        let action = try read(identifier, bytes, await engine.time)
        let (receipt, introducedAt) = try await engine.perform(
            action, for: try exchange.caller(bytes)
        ) { receipt, projected in
            let agent = projected.registry.withNames { $0.agent(identifier) }
            return (receipt, agent.flatMap { projected.agents[$0]?.introducedAt })
        }
        guard let agent = engine.registry.withNames({ $0.agent(identifier) }) else {
            throw Problem.notFound(
                LocalText("没有执行人员 \(identifier)，请核对标识。", "There is no agent \(identifier): check it."))
        }
        let isNew = receipt.sequences?.contains { $0.value == introducedAt } ?? false
        return try await answer(agent, status: isNew ? .created : .ok, isRepeated: receipt.isRepeated)
    }

    private func changePresence(_ exchange: Exchange) async throws -> Response {
        let agent = try agentInPath(exchange)
        let bytes = try await exchange.body()
        let presence = try Form.read(PresenceBody.self, bytes).presence
        let receipt = try await engine.perform(.changePresence(agent, presence), for: try exchange.caller(bytes))
        return try await answer(agent, isRepeated: receipt.isRepeated)
    }

    private func agentInPath(_ exchange: Exchange) throws(Problem) -> AgentOrdinal {
        try agent(Self.identifier(exchange))
    }

    private static func identifier(_ exchange: Exchange) -> String { exchange.parameters.text("id") }
}
