/// The limits of the daemon, with their reasons.
enum DaemonLimits {
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
    /// Connections at once; each costs some tens of kilobytes and a file descriptor.
    static let connections = 1...1_000_000
    static let connectionsOtherwise = 10_000

    /// Holds the limits to one another.
    static func check() {
        precondition(headerFieldBytesMax <= headerBytesMax, "the largest field fits")
        precondition(requestsPerSecond.contains(requestsPerSecondOtherwise))
        precondition(connections.contains(connectionsOtherwise))
        precondition(stopsWithin < .seconds(idleSecondsMax), "a connection that is idle does not hold up the end")
    }
}
