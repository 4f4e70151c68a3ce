import Bytes
import Engine
import Events

/// What the log says of one notification.
struct Told: Hashable, Sendable, CustomStringConvertible {
    var notification: UInt64
    var what: String
    /// Of a failure, in seconds from the event.
    var retrySeconds: Int64?

    init(_ notification: UInt64, _ what: String, retrySeconds: Int64? = nil) {
        self.notification = notification
        self.what = what
        self.retrySeconds = retrySeconds
    }

    /// Nil for other events.
    init?(_ stored: StoredEvent) throws {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        switch stored.type {
        case .notificationDelivered: what = "delivered"
        case .notificationFailed:
            let failed = try NotificationFailed(decoding: event.payload)
            what = "failed \(failed.attempt) \(failed.fault)"
            retrySeconds = failed.retryAt.map { ($0.milliseconds - event.recordedAt.milliseconds) / 1_000 }
        case .notificationGivenUp:
            let end = try NotificationGivenUp(decoding: event.payload)
            what = "given up \(end.attempts) \(end.fault)"
        default: return nil
        }
        notification = try event.leadingNumbers().second
    }

    var description: String { "\(notification) \(what)\(retrySeconds.map { ", again after \($0) s" } ?? "")" }
}
