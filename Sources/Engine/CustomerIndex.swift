internal import Events

/// Who has which contact and member number: plain text, so it is in memory only, is made anew by replay, and forgets
/// the erased.
struct CustomerIndex {
    private var byContact: [String: CustomerOrdinal] = [:]
    private var byMemberNumber: [String: CustomerOrdinal] = [:]
    private var profiles: [CustomerOrdinal: CustomerProfile] = [:]

    /// A contact or number as it is compared: without case, blanks and what people put between digits.
    static func normalised(_ text: String) -> String {
        // Most are digits and nothing else.
        if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return text }
        return String(text.lowercased().filter { !$0.isWhitespace && !"-()+".contains($0) })
    }

    /// The customer with this contact, or else with this member number.
    func customer(_ profile: CustomerProfile) -> CustomerOrdinal? {
        if let customer = byContact[Self.normalised(profile.contact)] { return customer }
        return profile.memberNumber.isEmpty ? nil : byMemberNumber[Self.normalised(profile.memberNumber)]
    }

    /// As the customer was registered.
    func profile(_ customer: CustomerOrdinal) -> CustomerProfile? { profiles[customer] }

    mutating func note(_ customer: CustomerOrdinal, _ profile: CustomerProfile) {
        let contact = Self.normalised(profile.contact)
        if !contact.isEmpty { byContact[contact] = customer }
        if !profile.memberNumber.isEmpty { byMemberNumber[Self.normalised(profile.memberNumber)] = customer }
        profiles[customer] = profile
    }

    mutating func forget(_ customer: CustomerOrdinal) {
        guard let profile = profiles.removeValue(forKey: customer) else { return }
        let (contact, number) = (Self.normalised(profile.contact), Self.normalised(profile.memberNumber))
        if byContact[contact] == customer { byContact[contact] = nil }
        if byMemberNumber[number] == customer { byMemberNumber[number] = nil }
    }
}
