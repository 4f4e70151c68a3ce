internal import Events

/// Who has which contact and member number: plain text, so it is in memory only, is made anew by replay, and forgets
/// the erased.
struct CustomerIndex {
    private var byContact: [String: CustomerOrdinal] = [:]
    private var byMemberNumber: [String: CustomerOrdinal] = [:]
    private var profiles: [CustomerOrdinal: CustomerProfile] = [:]
    /// Member numbers, as they are compared, that came with later tickets.
    private var learnt: [CustomerOrdinal: [String]] = [:]

    /// Nobody has more cards; a form that is filled in wrongly again and again is to fill nothing else.
    private static let learntMax = 8

    /// A contact or number as it is compared: without case, blanks and what people put between digits, and with the
    /// digits of half the width.
    static func normalised(_ text: String) -> String {
        // Most are digits and nothing else.
        if isDigits(text) { return text }
        let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(narrow)))
        // What is no number has these characters for a reason.
        if narrow.contains("@") { return narrow.lowercased().filter { !$0.isWhitespace } }
        return narrow.lowercased().filter { !$0.isWhitespace && !"-()+\u{2010}\u{2011}\u{2012}\u{2013}".contains($0) }
    }

    /// A contact as it is compared: a telephone number is the same with the country's code and without.
    static func normalised(contact: String) -> String {
        let text = normalised(contact)
        guard isDigits(text) else { return text }
        let isAbroad = text.hasPrefix("00")
        let isWritten = isAbroad || contact.unicodeScalars.contains { narrow($0) == "+" }
        let digits = isAbroad ? text.dropFirst(2) : text[...]
        // Another country's numbers are no others that look like them.
        guard digits.hasPrefix("86") else { return isWritten ? "+" + digits : text }
        let national = digits.dropFirst(2)
        // A mobile number. Without the digits for abroad it is known by its length.
        if national.count == 11, national.hasPrefix("1") { return String(national) }
        // Others have an area code: it begins with a nought that people may leave out behind the country's.
        guard isWritten, (9...12).contains(national.count) else { return text }
        return national.hasPrefix("0") ? String(national) : "0" + national
    }

    private static func isDigits(_ text: String) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The ASCII character of which this is the wide form; others stay.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    }

    /// The customer with this contact, or else with this member number.
    func customer(_ profile: CustomerProfile) -> CustomerOrdinal? {
        if let customer = byContact[Self.normalised(contact: profile.contact)] { return customer }
        return profile.memberNumber.isEmpty ? nil : byMemberNumber[Self.normalised(profile.memberNumber)]
    }

    /// As the customer was registered, and with the first member number that came later where there was none.
    func profile(_ customer: CustomerOrdinal) -> CustomerProfile? { profiles[customer] }

    mutating func note(_ customer: CustomerOrdinal, _ profile: CustomerProfile) {
        let contact = Self.normalised(contact: profile.contact)
        if !contact.isEmpty { byContact[contact] = customer }
        if !profile.memberNumber.isEmpty { byMemberNumber[Self.normalised(profile.memberNumber)] = customer }
        profiles[customer] = profile
    }

    /// Whether a member number is nobody's yet, and may be this customer's, who is known.
    func learns(_ memberNumber: String, of customer: CustomerOrdinal) -> Bool {
        let number = Self.normalised(memberNumber)
        return !number.isEmpty && byMemberNumber[number] == nil && profiles[customer] != nil
            && (learnt[customer]?.count ?? 0) < Self.learntMax
    }

    mutating func learn(_ memberNumber: String, of customer: CustomerOrdinal) {
        let number = Self.normalised(memberNumber)
        byMemberNumber[number] = customer
        learnt[customer, default: []].append(number)
        if profiles[customer]?.memberNumber.isEmpty == true { profiles[customer]?.memberNumber = memberNumber }
    }

    mutating func forget(_ customer: CustomerOrdinal) {
        guard let profile = profiles.removeValue(forKey: customer) else { return }
        let contact = Self.normalised(contact: profile.contact)
        if byContact[contact] == customer { byContact[contact] = nil }
        for number in [Self.normalised(profile.memberNumber)] + (learnt.removeValue(forKey: customer) ?? [])
        where byMemberNumber[number] == customer {
            byMemberNumber[number] = nil
        }
    }
}
