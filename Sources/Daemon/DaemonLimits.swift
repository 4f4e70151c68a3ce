internal import API
internal import Engine
internal import SegmentLog

/// The limits of the daemon, with their reasons.
package enum DaemonLimits {
    /// A connection on which nothing is asked is closed: browsers and proxies keep theirs for a minute.
    static let idleSecondsMax: Int64 = 90
    /// How long what is being answered may take when the daemon stops. Supervisors wait longer: systemd 90 s, the
    /// README's unit 20 s.
    static let stopsWithin = Duration.seconds(10)
    /// Bytes of one header field, of all, and how many: twice what proxies let through.
    static let headerFieldBytesMax = 16 << 10
    static let headerBytesMax = 32 << 10
    static let headerFieldsMax = 100
    /// Requests of an account a second: where nobody says, well above what one client sends.
    static let requestsPerSecond = 1...10_000_000
    static let requestsPerSecondOtherwise = 50_000
    /// Followers of the log that are neither streams nor short reads: the outbox and the sweep, and some to spare.
    private static let followersBeside = 16
    /// Connections at once; each costs some tens of kilobytes and a file descriptor.
    static let connections = 1...1_000_000
    static let connectionsOtherwise = 10_000

    /// Open files beside connections and streams of events: the log, its short reads, attachments, and to spare.
    private static let openFilesBeside = 256
    /// Below this nothing worth the name can be served.
    static let openFilesMin = 512
    /// Connections of one address that is not this machine: enough for a company behind one, and never all of them.
    static func connectionsOfAddress(_ connections: Int) -> Int { max(1, connections / 4) }

    /// As many of the wanted connections as there may be with so many open files: each costs one, and another where it
    /// is a stream of events.
    package static func connections(_ wanted: Int, openFiles: Int) -> Int {
        let left = max(2, openFiles - openFilesBeside)
        return min(wanted, left >= 2 * APILimits.streamsMax ? left - APILimits.streamsMax : left / 2)
    }

    /// How far a clock that is kept right may go back between two starts, with no harm worth a word.
    static let clockSlewMilliseconds: Int64 = 1_000

    /// Holds the limits to one another.
    static func check() {
        precondition(headerFieldBytesMax <= headerBytesMax, "the largest field fits")
        precondition(requestsPerSecond.contains(requestsPerSecondOtherwise))
        precondition(connections.contains(connectionsOtherwise))
        precondition(openFilesBeside < openFilesMin)
        precondition(
            APILimits.streamsMax + EngineLimits.readsAtOnce + followersBeside <= Limits.followersMax,
            "streams, short reads and the product's own followers find places at the log")
        precondition(stopsWithin < .seconds(idleSecondsMax), "a connection that is idle does not hold up the end")
    }
}
