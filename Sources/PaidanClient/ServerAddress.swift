/// Where a daemon listens: `http://127.0.0.1:8480`, or with a path where something in front of it has others too.
package struct ServerAddress: Hashable, Sendable {
    /// Without a slash at its end.
    package let text: String

    /// - Returns: nil if it is no such address.
    package init?(_ text: String) {
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
        var rest = text.dropFirst(scheme.count)
        while rest.last == "/" { rest.removeLast() }
        let host = rest.prefix { $0 != "/" }
        guard !host.isEmpty, host.first != ":",
            rest.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !rest.contains(where: { "@?#\\".contains($0) })
        else { return nil }
        self.text = scheme + rest
    }
}
