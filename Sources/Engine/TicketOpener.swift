internal import Bytes
internal import CommitLog
internal import EventStore
public import Events

/// A text that somebody wrote, opened.
public struct WrittenText: Hashable, Sendable {
    /// What it says of a person, which decides how it is masked.
    public enum Nature: Hashable, Sendable {
        /// Anything: it may name people and numbers.
        case text
        /// A person's name, or where they live.
        case name
        /// By which a person is reached.
        case contact
        /// Nothing.
        case plain
    }

    /// What its field is called.
    public let name: String
    public let text: String
    public let nature: Nature

    init(_ name: String, _ text: String, _ nature: Nature) {
        self.name = name
        self.text = text
        self.nature = nature
    }
}

/// What opens everything that was written on one ticket, on whatever thread that is done. The key is looked up once.
public struct TicketOpener: Sendable {
    let key: PersonalKey
    let customer: CustomerOrdinal
    /// The events with the customer's profile and the ticket's content.
    let registeredAt: UInt64
    let submittedAt: UInt64
    /// The customer's, also where it came with a later ticket than the first.
    let memberNumber: String

    /// What people wrote in an event of the ticket, in the order of its fields; empty texts are left out.
    /// Cost: a microsecond a text, and then by its length.
    /// - Throws: `.unreadable` where it does not open.
    public func texts(in stored: StoredEvent) throws(EngineError) -> [WrittenText] {
        switch stored.type {
        case .ticketSubmitted: try content(of: stored)
        case .attachmentAdded: try attachment(stored)
        case .ticketClassified: try texts(in: stored, TicketClassified.self, .words, .reason)
        case .ticketPrioritised: try texts(in: stored, TicketPrioritised.self, .words, .reason)
        case .ticketReviewed: try texts(in: stored, TicketReviewed.self, .note)
        case .customerContacted: try texts(in: stored, CustomerContacted.self, .note)
        case .ticketReopened: try texts(in: stored, TicketReopened.self, .note)
        case .ticketEscalated: try texts(in: stored, TicketEscalated.self, .note)
        case .offerDeclined: try texts(in: stored, OfferDeclined.self, .reason)
        case .assignmentRequested: try texts(in: stored, AssignmentRequested.self, .reason)
        case .assignmentRejected: try texts(in: stored, AssignmentRejected.self, .reason)
        case .assignmentWithdrawn: try texts(in: stored, AssignmentWithdrawn.self, .reason)
        case .progressRecorded: try texts(in: stored, ProgressRecorded.self, .note)
        case .ticketResolved: try texts(in: stored, TicketResolved.self, .solution)
        case .ticketRated: try texts(in: stored, TicketRated.self, .comment)
        case .customerRevealed: try texts(in: stored, CustomerRevealed.self, .reason)
        // What a survey holds sealed is no text: it lets whoever has it answer.
        case .surveySent: []
        // The profile is the customer's, not the ticket's.
        case .customerRegistered: []
        case .policyPublished, .accountCreated, .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked,
            .departmentChanged, .agentChanged, .presenceChanged, .customerErased, .ticketQueued, .reviewRequested,
            .offerMade, .offerAccepted, .offerExpired, .dispatchProposed, .assignmentApproved, .proposalWithdrawn,
            .ticketClosed, .deadlineStarted, .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved,
            .deadlineWarned, .deadlineBreached, .notificationQueued, .notificationDelivered, .notificationFailed,
            .notificationGivenUp, .notificationRead, .surveyRevoked, .nothingChanged:
            []
        }
    }

    /// What was written in and on a file.
    /// - Throws: `.unreadable` where it does not open.
    public func texts(of attachment: AttachmentAdded) throws(EngineError) -> AttachmentTexts {
        let plain = try open(attachment.name, AttachmentAdded.self, .name)
        guard let text = String(validating: plain, as: UTF8.self), let line = text.firstIndex(of: "\n") else {
            throw .unreadable(customer, .doesNotOpen)
        }
        let excerpt = attachment.excerpt.isEmpty ? [] : try open(attachment.excerpt, AttachmentAdded.self, .excerpt)
        return AttachmentTexts(
            fileName: String(text[text.index(after: line)...]), mediaType: String(text[..<line]),
            excerpt: String(decoding: excerpt, as: UTF8.self))
    }

    /// What was written when the ticket was submitted, and who its customer is.
    /// - Parameters:
    ///   - registered: the event with the profile.
    ///   - submitted: the event with the content.
    func texts(_ registered: StoredEvent, _ submitted: StoredEvent) throws(EngineError) -> TicketTexts {
        let profile = try sealed(registered, CustomerRegistered.self, .profile)
        let plain = try open(profile, CustomerRegistered.self, .profile)
        let content = try ticketContent(submitted)
        do throws(WireError) {
            var customer = try CustomerProfile(decoding: plain.bytes)
            if customer.memberNumber.isEmpty { customer.memberNumber = memberNumber }
            return TicketTexts(content: content, customer: customer)
        } catch { throw .store(.notAnEvent(SequenceNumber(registered.sequence), error)) }
    }

    private func texts<Payload: Event>(
        in stored: StoredEvent, _ type: Payload.Type, _ fields: Payload.Field..., as nature: WrittenText.Nature = .text
    ) throws(EngineError) -> [WrittenText] {
        var texts: [WrittenText] = []
        for field in fields {
            let bytes = try sealed(stored, type, field)
            guard !bytes.isEmpty else { continue }
            let plain = try open(bytes, type, field)
            texts.append(WrittenText("\(field)", String(decoding: plain, as: UTF8.self), nature))
        }
        return texts
    }

    private func content(of stored: StoredEvent) throws(EngineError) -> [WrittenText] {
        let content = try ticketContent(stored)
        return [
            WrittenText("description", content.description, .text),
            WrittenText("expectedResult", content.expectedResult, .text),
            WrittenText("customerName", content.customerName, .name),
            WrittenText("contactPerson", content.contactPerson, .name),
            WrittenText("contact", content.contact, .contact), WrittenText("address", content.address, .name),
            WrittenText("notes", content.notes, .text), WrittenText("productModel", content.productModel, .plain),
        ].filter { !$0.text.isEmpty } + (try texts(in: stored, TicketSubmitted.self, .memberNumber, as: .contact))
    }

    private func attachment(_ stored: StoredEvent) throws(EngineError) -> [WrittenText] {
        let event: AttachmentAdded
        do throws(WireError) {
            event = try AttachmentAdded(
                decoding: EventView(stored.body.bytes, recordType: stored.type.rawValue).payload)
        } catch { throw .store(.notAnEvent(SequenceNumber(stored.sequence), error)) }
        let texts = try texts(of: event)
        return [
            WrittenText("mediaType", texts.mediaType, .plain), WrittenText("name", texts.fileName, .text),
            WrittenText("text", texts.excerpt, .text),
        ].filter { !$0.text.isEmpty }
    }

    private func ticketContent(_ stored: StoredEvent) throws(EngineError) -> TicketContent {
        let bytes = try sealed(stored, TicketSubmitted.self, .content)
        let plain = try open(bytes, TicketSubmitted.self, .content)
        do throws(WireError) { return try TicketContent(decoding: plain.bytes) } catch {
            throw .store(.notAnEvent(SequenceNumber(stored.sequence), error))
        }
    }

    private func sealed<Payload: Event>(
        _ stored: StoredEvent, _ type: Payload.Type, _ field: Payload.Field
    ) throws(EngineError) -> [UInt8] {
        do throws(WireError) {
            let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
            return try event.fields(type).bytes(field).array
        } catch { throw .store(.notAnEvent(SequenceNumber(stored.sequence), error)) }
    }

    private func open<Payload: Event>(
        _ bytes: [UInt8], _ type: Payload.Type, _ field: Payload.Field
    ) throws(EngineError) -> [UInt8] {
        do throws(SealingError) { return try key.open(bytes, for: SealedPlace(customer, type, field)) } catch {
            throw .unreadable(customer, error)
        }
    }
}
