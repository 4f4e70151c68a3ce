internal import NIOCore
internal import Synchronization

/// How many connections each address has, so that no one of them takes the places of all. This machine's own are not
/// counted: what stands in front of the daemon is there.
package final class AddressPlaces: Sendable {
    private let countMax: Int
    private let taken = Mutex<[String: Int]>([:])

    package init(_ countMax: Int) { self.countMax = countMax }

    /// Whether there is room; then it is given back once.
    package func take(_ address: String) -> Bool {
        taken.withLock { taken in
            let count = taken[address] ?? 0
            guard count < countMax else { return false }
            taken[address] = count + 1
            return true
        }
    }

    package func giveBack(_ address: String) {
        taken.withLock { taken in
            let left = (taken[address] ?? 1) - 1
            taken[address] = left == 0 ? nil : left
        }
    }

    /// The same for a connection, which gives its place back at its end.
    func take(_ channel: any Channel) -> Bool {
        guard let remote = channel.remoteAddress, !remote.isLoopback, let address = remote.ipAddress else {
            return true
        }
        guard take(address) else { return false }
        channel.closeFuture.whenComplete { _ in self.giveBack(address) }
        return true
    }
}

extension SocketAddress {
    /// Nobody else's machine gets there.
    var isLoopback: Bool {
        switch self {
        case .v4: ipAddress?.hasPrefix("127.") == true
        case .v6: ipAddress == "::1" || ipAddress?.hasPrefix("::ffff:127.") == true
        case .unixDomainSocket: true
        }
    }
}
