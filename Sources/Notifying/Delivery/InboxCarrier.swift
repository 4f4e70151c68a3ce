/// The in-app inbox. The log holds a notification before it is delivered, and the inbox is made of the log: so all
/// there is to do is to see that it is there, and however often it comes, it is there once.
package struct InboxCarrier: Carrier {
    package let code = "inbox"
    /// Whoever opens the inbox is shown them in the language asked for.
    package let readsTexts = false
    private let holds: @Sendable (UInt64) async -> Bool

    /// - Parameter holds: whether the inboxes have a notification.
    package init(holds: @escaping @Sendable (UInt64) async -> Bool) { self.holds = holds }

    package func deliver(_ message: Message) async throws(CarrierFault) {
        guard await holds(message.notification) else { throw .permanent(code: Self.notKept) }
    }

    /// So much was said since that the inboxes do not keep it any more.
    static let notKept = "not-kept"
}
