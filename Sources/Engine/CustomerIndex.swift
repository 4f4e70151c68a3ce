internal import Events

/// Who has which contact: plain text, so it is in memory only, is made anew by replay, and forgets the erased.
struct CustomerIndex {
    private var byContact: [String: CustomerOrdinal] = [:]
    private var contacts: [CustomerOrdinal: String] = [:]

    /// A contact as it is compared: without case, blanks and what people put between digits.
    static func normalised(_ contact: String) -> String {
        String(contact.lowercased().filter { !$0.isWhitespace && !"-()+".contains($0) })
    }

    func customer(_ contact: String) -> CustomerOrdinal? { byContact[Self.normalised(contact)] }

    mutating func note(_ customer: CustomerOrdinal, _ contact: String) {
        let contact = Self.normalised(contact)
        guard !contact.isEmpty else { return }
        byContact[contact] = customer
        contacts[customer] = contact
    }

    mutating func forget(_ customer: CustomerOrdinal) {
        guard let contact = contacts.removeValue(forKey: customer) else { return }
        byContact[contact] = nil
    }
}
