internal import Bytes
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Logging
internal import Projections

extension API {
    static var ticketRoutes: [Route<Log>] {
        [
            Route(.post, "/v1/tickets", .submitTicket, narrows: true) { $0.submit },
            Route(.post, "/v1/tickets/batch", .submitTicket, narrows: true) { $0.submitBatch },
            Route(.get, "/v1/tickets", .readTicket, narrows: true) { $0.list },
            Route(.get, "/v1/tickets/{number}", .readTicket) { $0.show },
            Route(.get, "/v1/tickets/{number}/decisions", .readStory) { $0.decisions },
            Route(.get, "/v1/tickets/{number}/deadlines", .readStory) { $0.deadlines },
        ]
    }

    private func submit(_ exchange: Exchange) async throws -> Response {
        let bytes = try await exchange.body()
        let intake = try Form.read(
            SubmissionBody.self, bytes, codes: engine.registry.codes, own: try exchange.own()
        ).intake
        let (snapshot, receipt) = try await submit(intake, for: try exchange.caller(bytes))
        let page = TicketPage(
            snapshot: snapshot,
            submitted: TicketPage.Submitted(intake),
            texts: snapshot.isErased
                ? nil
                : TicketTexts(
                    content: intake.content(knownAs: receipt.customer), customer: receipt.customer ?? intake.customer))
        return .ticket(page.json(exchange.reader), snapshot, status: .created, isRepeated: receipt.isRepeated)
    }

    /// Under an account that reaches its own alone a request is its customer's.
    func submit(_ intake: Intake, for caller: Caller) async throws -> (TicketSnapshot, Receipt) {
        let answer = try await engine.perform(.submit(intake), for: caller) { receipt, projected in
            receipt.ticket.flatMap { TicketSnapshot($0, projected) }.map { ($0, receipt) }
        }
        guard let answer else { preconditionFailure("a submission makes a ticket") }
        return answer
    }

    private func show(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        let page = try await page(ticket, isMasked: true)
        let body = page.json(exchange.reader).bytes
        // Its place in the queue and its clocks change without anything being done to the ticket.
        let checksum = String(body.bytes.crc32c, radix: 16)
        let tag = "\"\(page.snapshot.row.revision)-\(checksum)\""
        if let known = exchange.request.headers[.ifNoneMatch], known == "*" || known.contains(tag) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        var response = Response.json(body, sequence: page.snapshot.sequence)
        response.headers[.eTag] = tag
        return response
    }

    /// The ticket whose number is in the path.
    func ticket(_ exchange: Exchange) throws(Problem) -> TicketOrdinal {
        try ticket(numbered: exchange.parameters.text("number"))
    }

    /// A ticket with its texts, read from the log; unmasked with what was written on it since.
    func page(_ ticket: TicketOrdinal, isMasked: Bool) async throws -> TicketPage {
        let (snapshot, sequences) = await engine.look {
            (TicketSnapshot(ticket, $0), $0.history.sequences(of: ticket))
        }
        guard let snapshot else { throw EngineError.refused(.unknownTicket(ticket)) }
        let events = try await engine.events(at: sequences)
        guard let submitted = try events.first.map({ try $0.payload(TicketSubmitted.self) }) else {
            throw EngineError.refused(.unknownTicket(ticket))
        }
        let added = try events.filter { $0.type == .attachmentAdded }.map { try $0.payload(AttachmentAdded.self) }
        var page = TicketPage(
            snapshot: snapshot,
            submitted: TicketPage.Submitted(submitted),
            isMasked: isMasked)
        if [.accepted, .inProgress].contains(snapshot.row.lifeCycle) {
            let codes = engine.registry.codes(ofVersion: snapshot.row.policyVersion)
            page.estimatedAt = try TicketClocks(events, codes).dueAt(codes.estimates)
        }
        page.attachments = added.map { TicketPage.Attachment(event: $0) }
        do throws(EngineError) {
            if let opener = try await engine.opener(of: ticket) {
                page.texts = try await engine.texts(opener)
                for index in page.attachments.indices {
                    page.attachments[index].texts = try opener.texts(of: page.attachments[index].event)
                }
            }
        } catch {
            guard case .unreadable = error else { throw error }
            // What is known of the ticket without them is still of use; the fault is for whoever runs the daemon.
            page.isUnreadable = true
            noteUnreadable(snapshot.number, error)
        }
        if !isMasked { page.story = try await written(ticket, events) }
        return page
    }

    private func decisions(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        let (sequence, sequences) = await engine.look { ($0.sequence, $0.history.sequences(of: ticket)) }
        let events = try await engine.events(at: sequences)
        let texts = await engine.codes(of: ticket).texts
        let items = try engine.registry.withNames { names in
            try events.compactMap { try JSON(decisionOf: $0, names, texts, exchange.language) }
        }
        return .json(["items": .array(items)], sequence: sequence)
    }

    private func deadlines(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let isExplained = query.choice("explain", [("true", true), ("false", false)]) ?? false
        try query.end()
        let ticket = try ticket(exchange)
        let (sequence, sequences) = await engine.look { ($0.sequence, $0.history.sequences(of: ticket)) }
        let events = try await engine.events(at: sequences)
        var clocks = try TicketClocks(events, await engine.codes(of: ticket))
        if isExplained { await clocks.explain(engine) }
        return .json(["items": .array(clocks.items(exchange.language))], sequence: sequence)
    }
}

extension StoredEvent {
    func payload<Payload: Event>(_: Payload.Type) throws(WireError) -> Payload {
        let event = try EventView(body.bytes, recordType: type.rawValue)
        return try Payload(decoding: event.payload)
    }
}
