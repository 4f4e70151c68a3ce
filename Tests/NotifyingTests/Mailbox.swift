import Notifying
import Threads

/// A carrier that keeps what it takes over, and fails as a test says.
final class Mailbox: Carrier {
    private struct State {
        var messages: [Message] = []
        var attempts: [String: Int] = [:]
        var faults: [CarrierFault] = []
    }

    let code = "inbox"
    let readsTexts = true
    private let state = Monitor(State())
    private let isForgetful: Bool
    private let notification: UInt64?

    /// - Parameters:
    ///   - faults: how the first deliveries fail.
    ///   - notification: the only one that fails; nil where any may.
    ///   - isForgetful: takes what comes again for something new.
    init(faults: [CarrierFault] = [], of notification: UInt64? = nil, isForgetful: Bool = false) {
        self.notification = notification
        self.isForgetful = isForgetful
        state.withLock { $0.faults = faults }
    }

    func deliver(_ message: Message) async throws(CarrierFault) {
        let fault: CarrierFault? = state.withLock { state in
            state.attempts[message.id, default: 0] += 1
            let mayFail = notification.map { $0 == message.notification } ?? true
            if mayFail, !state.faults.isEmpty { return state.faults.removeFirst() }
            if isForgetful || !state.messages.contains(where: { $0.id == message.id }) {
                state.messages.append(message)
            }
            return nil
        }
        if let fault { throw fault }
    }

    func fail(_ fault: CarrierFault) { state.withLock { $0.faults.append(fault) } }
    func count(of message: Message) -> Int { state.withLock { $0.messages.count { $0.id == message.id } } }
    var messages: [Message] { state.withLock { $0.messages.sorted { $0.notification < $1.notification } } }
    var attempts: Int { state.withLock { $0.attempts.values.reduce(0, +) } }
}
