package import Events
internal import EventRendering

/// The in-app inbox. The log holds a notification before it is delivered, and the inbox is made of the log: so all
/// there is to do is to see that it is there, and however often it comes, it is there once.
package struct InboxCarrier: Carrier {
    package let code = "inbox"
    /// Whoever opens the inbox is shown them in the language asked for.
    package let readsTexts = false
    private let holds: @Sendable (UInt64) async -> Bool
    private let reaches: @Sendable (CustomerOrdinal) async -> Bool

    /// - Parameters:
    ///   - holds: whether the inboxes have a notification.
    ///   - reaches: whether a customer has an account, and so looks into an inbox.
    package init(
        holds: @escaping @Sendable (UInt64) async -> Bool,
        reaches: @escaping @Sendable (CustomerOrdinal) async -> Bool = { _ in true }
    ) {
        self.holds = holds
        self.reaches = reaches
    }

    package func deliver(_ message: Message) async throws(CarrierFault) {
        if case .customer(let customer) = message.recipient, await !reaches(customer) {
            throw .permanent(code: DeliveryFault.noAccount.rawValue)
        }
        guard await holds(message.notification) else { throw .permanent(code: DeliveryFault.notKept.rawValue) }
    }
}
