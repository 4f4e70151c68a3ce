internal import Domain
internal import Engine
internal import Events

/// `POST /v1/tickets`
struct SubmissionBody: FormBody {
    var intake: Intake
    /// Only in a batch, whose lines have keys of their own.
    var idempotencyKey = ""

    init(_ form: inout Form) {
        let word = APILimits.wordBytesMax
        var content = TicketContent()
        let channel = form.code("channel", required: true, \.channels)
        content.description = form.text("description", required: true, bytesMax: APILimits.descriptionBytesMax)
        let category = form.code("category", \.categories)
        let urgency = form.code("urgency", \.urgencies, otherwise: \.urgencyOtherwise)
        let kind = form.code("type", \.types)
        let own = form.terms.own
        // Who has an account is known; who is to be asked may be another.
        let person = own == nil ? "" : form.object("customer", OwnCustomerBody.self)?.contactPerson ?? ""
        let customer = own == nil ? form.object("customer", required: true, CustomerBody.self) : nil
        let region = form.text("region", bytesMax: word).keptName
        let orderNumber = form.text("orderNumber", bytesMax: word)
        content.expectedResult = form.text("expectedResult", bytesMax: APILimits.noteBytesMax)
        content.address = form.text("address", bytesMax: APILimits.addressBytesMax)
        content.notes = form.text("notes", bytesMax: APILimits.noteBytesMax)
        content.productModel = form.text("productModel", bytesMax: word)
        let isConfirmed = form.flag("confirmed")
        let earlierNumber = form.text("earlierNumber", bytesMax: word)
        let wishedAt = form.time("wishedAt")
        if form.terms.isLine {
            idempotencyKey = form.text("idempotencyKey", bytesMax: APILimits.keyBytesMax)
        }
        form.end()
        content.contactPerson = customer?.contactPerson ?? person
        intake = Intake(customer: customer?.profile ?? CustomerProfile(), content: content, channel: channel)
        intake.own = own
        intake.category = category
        intake.urgency = urgency
        intake.kind = kind
        intake.region = region
        intake.orderNumber = orderNumber
        intake.tier = customer?.tier ?? ""
        intake.isConfirmed = isConfirmed
        intake.earlierNumber = earlierNumber
        intake.wishedAt = wishedAt
        form.demand(of: intake)
    }
}

/// Of a customer who has an account.
private struct OwnCustomerBody: FormBody {
    var contactPerson: String

    init(_ form: inout Form) {
        contactPerson = form.text("contactPerson", bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

private struct CustomerBody: FormBody {
    var profile = CustomerProfile()
    var contactPerson: String
    var tier: String

    init(_ form: inout Form) {
        profile.name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        profile.contact = form.text("contact", required: true, bytesMax: APILimits.wordBytesMax)
        contactPerson = form.text("contactPerson", bytesMax: APILimits.wordBytesMax)
        profile.memberNumber = form.text("memberId", bytesMax: APILimits.wordBytesMax)
        tier = form.tier("tier")
        form.end()
    }
}
