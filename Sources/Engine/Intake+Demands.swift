internal import Events
public import Policies

extension Intake {
    /// Which of these members of a submission are empty, in their order. Blanks alone say nothing.
    public func missing(of required: [Policy.Field]) -> [Policy.Field] { required.filter(isMissing) }

    private func isMissing(_ field: Policy.Field) -> Bool {
        // Who a customer is, is known of one with an account.
        if own != nil, [.customerName, .customerContact, .memberIdentifier, .tier].contains(field) { return false }
        if field == .wishedAt { return wishedAt == nil }
        return text(field).allSatisfy(\.isWhitespace)
    }

    private func text(_ field: Policy.Field) -> String {
        switch field {
        case .channel: channel
        case .description: content.description
        case .urgency: urgency
        case .type: kind
        case .category: category
        case .region: region
        case .orderNumber: orderNumber
        case .expectedResult: content.expectedResult
        case .address: content.address
        case .notes: content.notes
        case .productModel: content.productModel
        case .earlierNumber: earlierNumber
        case .wishedAt: ""
        case .customerName: customer.name
        case .customerContact: customer.contact
        case .contactPerson: content.contactPerson
        case .memberIdentifier: customer.memberNumber
        case .tier: tier
        }
    }
}
