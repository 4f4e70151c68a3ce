internal import NIOCore

extension DaemonError {
    /// Why nothing listens at an address, and what to do.
    static func cannotListen(on address: Settings.Address, _ error: any Error) -> DaemonError {
        let (place, host) = (address.text, address.host)
        if error is SocketAddressError.UnknownHost {
            return .refused(
                "找不到主机 \(host)；请核对拼写，或用 --listen 指定本机的 IP 地址",
                "there is no host \(host): check the spelling, or name an IP address of this machine with --listen")
        }
        switch (error as? IOError)?.errnoCode {
        case inUse:
            return .refused(
                "\(place) 已被占用；请停止占用它的程序，或用 --listen 指定其他地址",
                "somebody listens on \(place) already; stop that, or name another address with --listen")
        case accessDenied, notPermitted:
            return .refused(
                "当前用户不能在端口 \(address.port) 监听；请用 --listen 指定 1024 或以上的端口，或授予 CAP_NET_BIND_SERVICE",
                "this user may not listen on port \(address.port): name one from 1024 up with --listen, or grant "
                    + "CAP_NET_BIND_SERVICE")
        case notAvailable:
            return .refused(
                "\(host) 不是本机的地址；请用 --listen 指定本机的地址，或 0.0.0.0 表示全部",
                "\(host) is not an address of this machine: name one that is with --listen, or 0.0.0.0 for all")
        case familyNotSupported:
            return .refused(
                "本机不支持 \(host) 这类地址；请用 --listen 指定其他地址，如 127.0.0.1:\(address.port)",
                "this machine has no addresses of the kind of \(host): name another with --listen, such as "
                    + "127.0.0.1:\(address.port)")
        default: return .refused("无法在 \(place) 监听：\(error)", "cannot listen on \(place): \(error)")
        }
    }

    // As Linux numbers them: EADDRINUSE, EACCES, EPERM, EADDRNOTAVAIL and EAFNOSUPPORT.
    private static let inUse: CInt = 98
    private static let accessDenied: CInt = 13
    private static let notPermitted: CInt = 1
    private static let notAvailable: CInt = 99
    private static let familyNotSupported: CInt = 97
}
