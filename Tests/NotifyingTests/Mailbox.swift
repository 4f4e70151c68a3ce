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
    private let state = Monitor(State())
    private let isForgetful: Bool

    /// - Parameters:
    ///   - faults: how the first deliveries fail.
    ///   - isForgetful: takes what comes again for something new.
    init(faults: [CarrierFault] = [], isForgetful: Bool = false) {
        self.isForgetful = isForgetful
        state.withLock { $0.faults = faults }
    }

    func deliver(_ message: Message) async throws(CarrierFault) {
        let fault: CarrierFault? = state.withLock { state in
            state.attempts[message.id, default: 0] += 1
            if !state.faults.isEmpty { return state.faults.removeFirst() }
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
