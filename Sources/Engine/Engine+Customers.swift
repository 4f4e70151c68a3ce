internal import Domain
public import Events
internal import Projections

extension Engine {
    /// The customer with this identifier, or else with this contact or member number; nil if there is none. Who was
    /// erased has neither any more.
    public func customer(called text: String) -> CustomerOrdinal? {
        let named = Names.CustomerIdentifier(hex: text).flatMap { identifier in
            registry.withNames { $0.customer(identifier) }
        }
        if let named { return named }
        var profile = CustomerProfile()
        (profile.contact, profile.memberNumber) = (text, text)
        return core.customers.customer(profile)
    }

    /// Whether a customer can find notifications in an inbox: has an account that opens.
    public func hasAccount(_ customer: CustomerOrdinal) -> Bool {
        registry.withAccounts { $0.account(of: customer).map { !$0.isDisabled } ?? false }
    }
}
