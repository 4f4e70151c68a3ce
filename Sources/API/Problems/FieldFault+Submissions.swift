internal import Domain
internal import EventRendering
internal import Policies

extension FieldFault {
    /// What is refused of a submission.
    static func all(inSubmission refusal: Refusal) -> [FieldFault] {
        switch refusal {
        case .unknownChannel(let code, let known): [.unknownCode("/channel", code, known)]
        case .unknownUrgency(let code, let known): [.unknownCode("/urgency", code, known)]
        case .unknownCategory(let code, let known): [.unknownCode("/category", code, known)]
        case .unknownType(let code, let known): [.unknownCode("/type", code, known)]
        case .unknownTier(let code, let known): [.unknownCode("/customer/tier", code, known)]
        case .missing(let fields):
            fields.map { FieldFault(pointer: pointer(to: $0), code: .missing, detail: .required) }
        default: []
        }
    }

    /// To a member of a submission, which a policy calls `customer.name`.
    static func pointer(to field: String) -> String { "/" + field.replacing(".", with: "/") }
}

extension LocalText {
    static let required = LocalText("必填。", "It is required.")
}
