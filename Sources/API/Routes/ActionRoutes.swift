internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import Hummingbird
internal import Policies
internal import Projections

extension API {
    static var actionRoutes: [Route<Log>] {
        [
            action(.accept, AcceptBody.self) { api, exchange, ticket, body in
                let agent = try api.actor(body.agent, exchange)
                return (.accept(ticket, agent), agent)
            },
            action(.decline, DeclineBody.self) { api, exchange, ticket, body in
                let agent = try api.actor(body.agent, exchange)
                return (.decline(ticket, agent, reason: body.reason), agent)
            },
            action(.progress, ProgressBody.self) { api, exchange, ticket, body in
                let agent = try api.actor(body.agent, exchange)
                return (.progress(ticket, agent, stage: body.stage, note: body.note), agent)
            },
            action(.resolve, ResolveBody.self) { api, exchange, ticket, body in
                let agent = try api.actor(body.agent, exchange)
                return (.resolve(ticket, agent, solution: body.solution), agent)
            },
            action(.rate, RateBody.self) { _, _, ticket, body in
                (.rate(ticket, body.grade, comment: body.comment, reasons: body.reasons), nil)
            },
            action(.close, EmptyBody.self) { _, _, ticket, _ in (.close(ticket), nil) },
            Route(.post, "/v1/tickets/{number}/reveal", .reveal) { $0.reveal },
        ] + triageActions + dispatchActions + feedbackActions
    }

    private static var triageActions: [Route<Log>] {
        [
            action(.classify, ClassifyBody.self) { _, _, ticket, body in
                (.classify(ticket, category: body.category, reason: body.reason), nil)
            },
            action(.prioritise, PrioritiseBody.self) { _, _, ticket, body in
                (.prioritise(ticket, body.priority, reason: body.reason), nil)
            },
            action(.review, ReviewBody.self) { _, _, ticket, body in
                (.review(ticket, needsFollowUp: body.needsFollowUp, note: body.note), nil)
            },
        ]
    }

    private static var dispatchActions: [Route<Log>] {
        [
            action(.confirm, AcceptBody.self) { api, _, ticket, body in
                (.confirm(ticket, body.agent.isEmpty ? nil : try api.agent(body.agent)), nil)
            },
            action(.assign, AssignBody.self) { api, _, ticket, body in
                (.assign(ticket, try api.agent(body.agent), reason: body.reason), nil)
            },
            action(.approve, EmptyBody.self) { _, _, ticket, _ in (.approve(ticket), nil) },
            action(.reject, ReasonBody.self) { _, _, ticket, body in (.reject(ticket, reason: body.reason), nil) },
            action(.reassign, ReasonBody.self) { _, _, ticket, body in
                (.reassign(ticket, reason: body.reason), nil)
            },
        ]
    }

    private static var feedbackActions: [Route<Log>] {
        [
            action(.contact, ContactBody.self) { api, exchange, ticket, body in
                let agent = body.agent.isEmpty ? exchange.account?.agent : try api.actor(body.agent, exchange)
                return (.contact(ticket, agent, reasons: body.reasons, note: body.note), agent)
            },
            action(.reopen, NoteBody.self) { _, _, ticket, body in (.reopen(ticket, note: body.note), nil) },
            action(.escalate, EscalateBody.self) { _, _, ticket, body in
                (.escalate(ticket, to: body.to, note: body.note), nil)
            },
        ]
    }

    /// What somebody does with a ticket: the body becomes an action, and the answer is the ticket.
    private static func action<Body: FormBody & SendableMetatype>(
        _ operation: Access.Operation, _: Body.Type,
        _ action: @escaping @Sendable (API, Exchange, TicketOrdinal, Body) throws -> (Action, AgentOrdinal?)
    ) -> Route<Log> {
        Route(.post, "/v1/tickets/{number}/\(operation.rawValue)", operation) { api in
            { exchange in
                let ticket = try api.ticket(exchange)
                let bytes = try await exchange.body()
                let given = bytes.isEmpty ? Data("{}".utf8) : bytes
                let body = try Form.read(Body.self, given, codes: await api.engine.codes(of: ticket))
                var caller = try exchange.caller(bytes)
                let (action, agent) = try action(api, exchange, ticket, body)
                caller.agent = agent
                let (snapshot, isRepeated) = try await api.engine.perform(action, for: caller) { receipt, projected in
                    (TicketSnapshot(ticket, projected), receipt.isRepeated)
                }
                guard let snapshot else { throw EngineError.refused(.unknownTicket(ticket)) }
                return .ticket(snapshot.summary(exchange.reader), snapshot, isRepeated: isRepeated)
            }
        }
    }

    /// The agent who acts: the one who is named, or the account's own.
    private func actor(_ identifier: String, _ exchange: Exchange) throws(Problem) -> AgentOrdinal {
        if identifier.isEmpty {
            if let agent = exchange.account?.agent { return agent }
            let detail = LocalText(
                "必填：该账号不是执行人员，请指明为谁操作。", "It is required, as the account is no agent's: say who acts.")
            throw .invalid([FieldFault(pointer: "/agent", code: .missing, detail: detail)])
        }
        let agent = try agent(identifier)
        guard exchange.reaches(agent) else {
            throw Problem(
                .forbidden,
                LocalText(
                    "不能代替 \(identifier) 操作，请由其本人或主管操作。",
                    "The account does not act for \(identifier): let that agent act, or a supervisor."))
        }
        return agent
    }

    private func reveal(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        let bytes = try await exchange.body()
        let reason = try Form.read(ReasonBody.self, bytes).reason
        let isRepeated = try await engine.perform(.reveal(ticket, reason: reason), for: try exchange.caller(bytes))
            .isRepeated
        // What is shown again would be an event of its own.
        let page = try await page(ticket, isMasked: isRepeated)
        return .ticket(page.json(exchange.reader), page.snapshot, isRepeated: isRepeated)
    }
}
