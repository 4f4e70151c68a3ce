internal import Events

/// Where an agent stands, whatever the ticket.
enum Standing: UInt8, Sendable {
    case offline, busy, full
    /// Off line, and nobody waits for them: only a record names them, or nobody acts for them any more.
    case notExpected
    /// On line, and with room.
    case available
    /// Available, but not to what comes out of the queue.
    case levelled

    var isAvailable: Bool { self == .available || self == .levelled }

    /// Why an agent is left out, whatever the ticket.
    var reason: LeftOut? {
        switch self {
        case .offline, .notExpected: .offline
        case .busy: .busy
        case .full: .full
        case .available, .levelled: nil
        }
    }
}

/// How many agents stand where.
struct Tally: Hashable, Sendable {
    var offline = 0
    var notExpected = 0
    var busy = 0
    var full = 0
    var available = 0
    var levelled = 0

    subscript(_ standing: Standing) -> Int {
        get {
            switch standing {
            case .offline: offline
            case .notExpected: notExpected
            case .busy: busy
            case .full: full
            case .available: available
            case .levelled: levelled
            }
        }
        set {
            switch standing {
            case .offline: offline = newValue
            case .notExpected: notExpected = newValue
            case .busy: busy = newValue
            case .full: full = newValue
            case .available: available = newValue
            case .levelled: levelled = newValue
            }
        }
    }

    /// On line and with room, levelled or not.
    var withRoom: Int { available + levelled }
    /// Wherever they stand, as long as they may come.
    var everybody: Int { offline + busy + full + withRoom }

    static func += (left: inout Self, right: Self) {
        left.offline += right.offline
        left.notExpected += right.notExpected
        left.busy += right.busy
        left.full += right.full
        left.available += right.available
        left.levelled += right.levelled
    }
}
