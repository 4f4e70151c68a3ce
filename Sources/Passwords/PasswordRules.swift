/// What a password has to be.
public enum PasswordRules {
    public static let charactersMin = 10
    public static let charactersMax = 128

    public enum Fault: Hashable, Sendable {
        case tooShort, tooLong
        /// The staff number, or made of it.
        case isTheName
        case isTheOld
    }

    /// What is wrong with a password; nil if nothing is.
    public static func fault(in password: String, name: String, old: String = "") -> Fault? {
        if password.count < charactersMin { return .tooShort }
        // Combining characters without end would count as one.
        if password.count > charactersMax || password.utf8.count > 4 * charactersMax { return .tooLong }
        if password == old { return .isTheOld }
        let rest = password.lowercased().replacing(name.lowercased(), with: "")
        return !name.isEmpty && rest.count < charactersMin / 2 ? .isTheName : nil
    }

    /// A first password: 80 bits in letters and digits that are not mistaken for one another.
    public static func first(random: () -> UInt64) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var rest: UInt64 = 0
        var left = 0
        let characters = (0..<16).map { _ in
            // Of 32 values one is thrown away, so that all letters are as likely.
            while true {
                if left == 0 { (rest, left) = (random(), 12) }
                let value = Int(rest & 31)
                (rest, left) = (rest >> 5, left - 1)
                if value < letters.count { return letters[value] }
            }
        }
        return stride(from: 0, to: 16, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
