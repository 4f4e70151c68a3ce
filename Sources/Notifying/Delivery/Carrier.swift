package import Events

/// What brings messages to people: the in-app inbox, later a gateway for SMS or mail. What it must do is in
/// `CarrierConformance`, which every carrier passes.
package protocol Carrier: Sendable {
    /// As notifications name it.
    var code: String { get }
    /// Whether it brings the texts themselves. Where it does not, they are empty and cost nothing.
    var readsTexts: Bool { get }

    /// Takes a message over: when this returns, bringing it is the carrier's own matter. A message comes again, with
    /// the same ``Message/id``, when it is not known whether it was taken over; it arrives once all the same.
    ///
    /// Messages come several at once, and the next ones wait until all of them are answered: a carrier has to give up
    /// by itself on whoever does not answer it.
    func deliver(_ message: Message) async throws(CarrierFault)
}

/// Why a carrier did not take a message over. Its code, which becomes part of the log, is the carrier's own: lower-case
/// letters, digits and dashes, and nothing of the message.
package enum CarrierFault: Error, Hashable, Sendable {
    /// It may go well later.
    case transient(code: String)
    /// It never will.
    case permanent(code: String)

    package var code: String {
        switch self {
        case .transient(let code), .permanent(let code): code
        }
    }
}

/// What somebody is told.
package struct Message: Hashable, Sendable {
    package enum Recipient: Hashable, Sendable {
        /// By identifier.
        case agent(String)
        /// Everybody with a role; with a department that is not empty, only theirs.
        case role(String, department: String)
        case customer(CustomerOrdinal)
    }

    /// The same at every attempt, and no other message's, whatever log it is of.
    package let id: String
    /// Its number in the log.
    package let notification: UInt64
    package let recipient: Recipient
    package let chinese: NoticeText
    package let english: NoticeText

    package init(
        id: String, notification: UInt64, recipient: Recipient, chinese: NoticeText, english: NoticeText
    ) {
        self.id = id
        self.notification = notification
        self.recipient = recipient
        self.chinese = chinese
        self.english = english
    }
}
