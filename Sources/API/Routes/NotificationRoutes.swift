internal import Bytes
internal import CommitLog
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import NIOCore
internal import Notifying
internal import Policies
internal import Projections

extension API {
    static var notificationRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/notifications", .readNotification, narrows: true) { $0.notifications },
            Route(.get, "/v1/notifications/stream", .readNotification, narrows: true) { $0.notificationStream },
            Route(.post, "/v1/notifications/{id}/read", .readNotification, narrows: true) { $0.readNotification },
        ]
    }

    private func notifications(_ exchange: Exchange) async throws -> Response {
        let account = exchange.actingAccount
        var query = QueryForm(exchange.request.uri)
        let isUnread = query.choice("unread", [("true", true), ("false", false)]) ?? false
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        let before = query.number("cursor", 1...Int64.max)
        let audience = try await audience(exchange, &query)
        try query.end()
        let (found, sequence) = await engine.look { projected in
            let found = projected.inboxes.page(
                audience, before: before.map(UInt64.init) ?? .max, limit: limit + 1,
                unreadBy: isUnread ? account.account : nil)
            return (found.map(\.notification), projected.sequence)
        }
        let page = Array(found.prefix(limit))
        var members: [(name: String, value: JSON)] = [
            ("items", .array(try await items(page, account, exchange.language)))
        ]
        if found.count > limit, let last = page.last { members.append(("next", .string("\(last)"))) }
        return .json(.object(members), sequence: sequence)
    }

    /// Whose notifications are asked for: the account's own and its roles', unless the request names others' that the
    /// account reaches.
    private func audience(_ exchange: Exchange, _ query: inout QueryForm) async throws -> Inboxes.Audience {
        let account = exchange.actingAccount
        let identifier = query.text("agent")
        let isCustomers = query.choice("customers", [("true", true), ("false", false)]) ?? false
        guard isCustomers || identifier != nil else {
            return exchange.audience
        }
        let agent = identifier.flatMap { text in engine.registry.withNames { $0.agent(text) } }
        let reaches = !isCustomers && agent.map { exchange.reaches($0) } == true
        guard exchange.reachesAll || reaches else {
            throw Problem.forbidden(.readNotification, account.knownRoles, isOwn: false)
        }
        if identifier != nil, agent == nil {
            throw Problem.notFound(LocalText("没有该执行人员，请核对标识。", "There is no such agent: check the identifier."))
        }
        return Inboxes.Audience(agent: agent, roles: [], departments: nil, includesCustomers: isCustomers)
    }

    private func items(
        _ notifications: [UInt64], _ account: Accounts.Account, _ language: Language
    ) async throws -> [JSON] {
        var items: [JSON] = []
        for facts in await engine.noticeFacts(notifications) {
            items.append(try await item(facts, account, language))
        }
        return items
    }

    private func item(_ facts: NoticeFacts, _ account: Accounts.Account, _ language: Language) async throws -> JSON {
        let texts = engine.registry.codes(ofVersion: facts.policyVersion).texts
        let fillings = try await links.fillings(of: facts, texts, engine)
        return facts.json(facts.text(language, texts, fillings), isRead: facts.entry.isRead(by: account.account))
    }

    private func readNotification(_ exchange: Exchange) async throws -> Response {
        let account = exchange.actingAccount
        let caller = try exchange.caller(try await exchange.body())
        let number = UInt64(exchange.parameters.text("id")) ?? 0
        let isRead = await engine.look { projected -> Bool? in
            guard let entry = projected.inboxes[number],
                exchange.reachesAll || projected.inboxes.admits(entry, to: exchange.audience)
            else { return nil }
            return entry.isRead(by: account.account)
        }
        guard let isRead else { throw Problem.notFound(LocalText("没有该通知。", "There is no such notification.")) }
        if !isRead {
            _ = try await engine.perform(.markRead(notification: number, account.account), for: caller)
        }
        let sequence = await engine.look { $0.sequence }
        guard let facts = await engine.noticeFacts([number]).first else {
            throw Problem.notFound(LocalText("没有该通知。", "There is no such notification."))
        }
        return .json(try await item(facts, account, exchange.language), sequence: sequence)
    }

    private func notificationStream(_ exchange: Exchange) async throws -> Response {
        let account = exchange.actingAccount
        let form = try EventForm.accepted(exchange.request.headers[.accept])
        var query = QueryForm(exchange.request.uri)
        let after = query.number("after", 0...Int64.max)
        let follows = query.choice("follow", [("true", true), ("false", false)]) ?? (form == .serverSent)
        let durable = engine.log.durable.value
        let seen = Self.lastSeen(exchange, &query)
        let audience = try await audience(exchange, &query)
        // Who does not say where they were hears what comes from now on.
        let last = seen ?? after.map(UInt64.init) ?? durable
        if last > durable {
            query.fault(
                at: seen == nil ? "?after" : Self.lastSeenPointer,
                LocalText("日志止于 \(durable)，请从不大于它的序号开始。", "The log ends at \(durable): begin there or before."))
        }
        try query.end()
        let stream = try await EventStream(
            engine, form, from: SequenceNumber(last + 1), follows: follows, for: exchange.asker,
            in: try streams.take(for: account.account)
        ) { [self] chunk in
            try await pieces(of: chunk, audience, account, form, exchange.language)
        }
        return stream.response(exchange.logger)
    }

    /// Of the events of a chunk, the notifications for an audience.
    private func pieces(
        of chunk: RecordChunk, _ audience: Inboxes.Audience, _ account: Accounts.Account, _ form: EventForm,
        _ language: Language
    ) async throws -> [ByteBuffer] {
        var numbers: [UInt64] = []
        try chunk.forEach { record throws(any Error) in
            guard record.type == EventType.notificationQueued.rawValue else { return }
            numbers.append(try EventView(record.body, recordType: record.type).leadingNumbers().second)
        }
        guard !numbers.isEmpty else { return [] }
        let wanted = await engine.look { [numbers] projected in
            numbers.filter { number in
                projected.inboxes[number].map { projected.inboxes.admits($0, to: audience) } ?? false
            }
        }
        var bytes: [UInt8] = []
        for facts in await engine.noticeFacts(wanted) {
            form.append(try await item(facts, account, language), facts.entry.sequence, "notification", to: &bytes)
        }
        return bytes.isEmpty ? [] : [ByteBuffer(bytes: bytes)]
    }
}

extension Exchange {
    /// Roles that notifications are for. Whoever reaches all may act as each of them.
    private static let toldRoles = ["clerk", "dispatcher", "supervisor", "department-manager"]

    fileprivate var reachesAll: Bool { asker?.reach == .all }

    /// Whose notifications the account sees by itself. Those for one department are for its people and its manager.
    fileprivate var audience: Inboxes.Audience {
        let account = actingAccount
        if let customer = account.customer {
            return Inboxes.Audience(agent: nil, roles: [], departments: nil, customer: customer)
        }
        if reachesAll { return Inboxes.Audience(agent: account.agent, roles: Self.toldRoles, departments: nil) }
        return Inboxes.Audience(agent: account.agent, roles: account.roles, departments: asker?.departments ?? [])
    }
}
