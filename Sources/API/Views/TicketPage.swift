internal import Bytes
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Notifying

/// A ticket with what people wrote on it.
struct TicketPage: Sendable {
    var snapshot: TicketSnapshot
    /// What the customer chose and said in codes.
    var submitted: Submitted
    /// Nil where the customer was erased, or the texts cannot be opened.
    var texts: TicketTexts?
    /// Not erased, and yet they cannot be opened.
    var isUnreadable = false
    var isMasked = true
    /// By when whoever has accepted it is expected to be done.
    var estimatedAt: Instant?
    var attachments: [Attachment] = []
    /// The events in which somebody wrote something since, where they are to be seen.
    var story: [JSON] = []

    struct Attachment: Sendable {
        var event: AttachmentAdded
        /// Nil where the customer was erased, or they cannot be opened.
        var texts: AttachmentTexts?
    }

    struct Submitted: Sendable {
        var urgency: String
        var kind: String
        var region: String
        var orderNumber: String
        var isConfirmed: Bool
        var earlierNumber: String
        var wishedAt: Instant?
        /// The record that the ticket was brought from, and what it is called there.
        var origin: (source: String, name: String)?
    }

    func json(_ reader: TicketReader) -> JSON {
        var customer: [(name: String, value: JSON)] = [("id", .string(snapshot.customer))]
        if let profile = texts?.customer {
            customer.append(("name", .string(isMasked ? Masking.name(profile.name) : profile.name)))
            customer.append(("contact", .string(isMasked ? Masking.contact(profile.contact) : profile.contact)))
            Self.append("memberId", profile.memberNumber, Masking.contact, isMasked, to: &customer)
        }
        Self.append("tier", snapshot.tier, { $0 }, false, to: &customer)
        customer.append(("masked", .bool(isMasked)))
        if isUnreadable { customer.append(("unreadable", true)) }
        var members = snapshot.members(reader, customer: customer, submitted: submitted)
        members.append(("urgency", .string(submitted.urgency)))
        Self.append("type", submitted.kind, { $0 }, false, to: &members)
        Self.append("region", submitted.region, { $0 }, false, to: &members)
        Self.append("orderNumber", submitted.orderNumber, { $0 }, false, to: &members)
        Self.append("earlierNumber", submitted.earlierNumber, { $0 }, false, to: &members)
        if submitted.isConfirmed { members.append(("confirmed", true)) }
        if let time = submitted.wishedAt { members.append(("wishedAt", JSON(time))) }
        if let time = estimatedAt { members.append(("estimatedAt", JSON(time))) }
        if let origin = submitted.origin {
            members += [("source", .string(origin.source)), ("sourceCase", .string(origin.name))]
        }
        if let texts {
            let content = texts.content
            let known = texts.known
            func mask(_ text: String) -> String { Masking.text(text, knowing: known) }
            members.append(("description", .string(isMasked ? mask(content.description) : content.description)))
            Self.append("expectedResult", content.expectedResult, mask, isMasked, to: &members)
            Self.append("customerName", content.customerName, Masking.name, isMasked, to: &members)
            Self.append("contactPerson", content.contactPerson, Masking.name, isMasked, to: &members)
            Self.append("contact", content.contact, Masking.contact, isMasked, to: &members)
            Self.append("address", content.address, Masking.name, isMasked, to: &members)
            Self.append("notes", content.notes, mask, isMasked, to: &members)
            Self.append("productModel", content.productModel, { $0 }, false, to: &members)
        } else {
            members.append(("description", .string("")))
        }
        if !attachments.isEmpty {
            let known = texts?.known ?? Masking.Known()
            members.append(("attachments", .array(attachments.map { json($0, known) })))
        }
        if !story.isEmpty { members.append(("story", .array(story))) }
        return .object(members)
    }

    private func json(_ attachment: Attachment, _ known: Masking.Known) -> JSON {
        func mask(_ text: String) -> String { Masking.text(text, knowing: known) }
        var members: [(name: String, value: JSON)] = [
            ("address", .string(Hex.encode(attachment.event.address))), ("bytes", JSON(attachment.event.byteCount)),
        ]
        if let kind = attachment.event.kind { members.append(("kind", .string(kind.code))) }
        if let texts = attachment.texts {
            members.append(("mediaType", .string(texts.mediaType)))
            Self.append("name", texts.fileName, mask, isMasked, to: &members)
            Self.append("text", texts.excerpt, mask, isMasked, to: &members)
        }
        return .object(members)
    }

    private static func append(
        _ name: String, _ text: String, _ mask: (String) -> String, _ isMasked: Bool,
        to members: inout [(name: String, value: JSON)]
    ) {
        if !text.isEmpty { members.append((name, .string(isMasked ? mask(text) : text))) }
    }
}

extension TicketPage.Submitted {
    init(_ intake: Intake) {
        self.init(
            urgency: intake.urgency, kind: intake.kind, region: intake.region, orderNumber: intake.orderNumber,
            isConfirmed: intake.isConfirmed, earlierNumber: intake.earlierNumber, wishedAt: intake.wishedAt)
    }

    init(_ event: TicketSubmitted) {
        self.init(
            urgency: event.urgency, kind: event.kind, region: event.region, orderNumber: event.orderNumber,
            isConfirmed: event.isConfirmed, earlierNumber: event.earlierNumber, wishedAt: event.wishedAt)
        if event.isPast { origin = (event.source, event.sourceCase) }
    }
}
