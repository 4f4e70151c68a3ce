internal import Bytes
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Logging
internal import Notifying
internal import Projections

/// An event of a ticket, and what people wrote in it as whoever asks may see it.
struct ToldEvent: Sendable {
    var event: RenderedEvent
    var texts: [(name: String, value: JSON)] = []

    var json: JSON { event.saying(texts).json }
}

extension API {
    /// Events of a ticket with what people wrote in them. Of an erased customer nothing of that is left, and what
    /// cannot be opened is said to be so.
    /// Cost: one look for the key; a microsecond a text.
    func story(_ ticket: TicketOrdinal, _ events: [StoredEvent], isMasked: Bool) async throws -> [ToldEvent] {
        var story = try engine.registry.withNames { names in
            try events.map { ToldEvent(event: try $0.rendered(names)) }
        }
        guard let opener = try await engine.opener(of: ticket) else { return story }
        var fault: EngineError?
        var masking = TextMasking.none
        do throws(EngineError) {
            if isMasked {
                masking = try await engine.texts(opener).map { TextMasking.knowing($0.known) } ?? .everything
            }
        } catch {
            guard case .unreadable = error else { throw error }
            (masking, fault) = (.everything, error)
        }
        for (index, event) in events.enumerated() {
            do throws(EngineError) {
                story[index].texts = try opener.texts(in: event).shown(masking)
            } catch {
                guard case .unreadable = error else { throw error }
                (story[index].texts, fault) = ([("unreadable", true)], error)
            }
        }
        if let fault { noteUnreadable(story.first?.event.ticket ?? "", fault) }
        return story
    }

    /// What was written on a ticket since it was submitted, its attachments aside: the latest of it, unmasked.
    func written(_ ticket: TicketOrdinal, _ events: [StoredEvent]) async throws -> [JSON] {
        let later = events.filter { $0.type != .ticketSubmitted && $0.type != .attachmentAdded }
        let told = try await story(ticket, later, isMasked: false).filter { !$0.texts.isEmpty }
        return told.suffix(Int(APILimits.pageMax)).map(\.json)
    }

    func noteUnreadable(_ number: String, _ error: EngineError) {
        metrics.unreadable.add()
        logger.error("texts cannot be opened", metadata: ["ticket": "\(number)", "error": "\(error)"])
    }
}

/// How texts are shown.
private enum TextMasking {
    case none
    case knowing(Masking.Known)
    /// Nobody knows what to look for in them.
    case everything
}

extension [WrittenText] {
    fileprivate func shown(_ masking: TextMasking) -> [(name: String, value: JSON)] {
        switch masking {
        case .none: map { ($0.name, .string($0.text)) }
        case .knowing(let known): map { ($0.name, .string($0.masked(known))) }
        case .everything: isEmpty ? [] : [("unreadable", true)]
        }
    }
}

extension WrittenText {
    fileprivate func masked(_ known: Masking.Known) -> String {
        switch nature {
        case .text: Masking.text(text, knowing: known)
        case .name: Masking.name(text)
        case .contact: Masking.contact(text)
        case .plain: text
        }
    }
}

extension StoredEvent {
    func rendered(_ names: Names) throws(WireError) -> RenderedEvent {
        let event = try EventView(body.bytes, recordType: type.rawValue)
        return try RenderedEvent(event, sequence: sequence, names: names)
    }
}
