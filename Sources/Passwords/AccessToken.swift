internal import Crypto

/// What a request bears in place of a password: 256 bits that nobody guesses, of which only the hash is kept.
public struct AccessToken: Sendable {
    public let text: String

    /// - Parameter random: 64 bits fit for keys.
    public init(random: () -> UInt64) {
        let digits = (0..<4).map { _ in String(random(), radix: 16) }
        text = "paidan_" + digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }

    /// SHA-256: 32 bytes.
    public var hash: [UInt8] { Self.hash(of: text) }

    /// Of a token as it came; a hash needs no salt where nobody can guess.
    public static func hash(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
