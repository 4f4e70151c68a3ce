internal import Crypto
internal import CryptoExtras

/// What a password is checked against: scrypt (RFC 7914), with its cost and salt beside the derived key.
///
/// ```
/// byte 0   scheme, 1
///      1   log2 of N, rounds
///      2   r, block size
///      3   p, parallelism
///   4-19   salt
///  20-51   key
/// ```
public struct PasswordVerifier: Hashable, Sendable {
    /// As events keep it.
    public let bytes: [UInt8]

    private static let scheme: UInt8 = 1
    private static let saltBytes = 16
    private static let keyBytes = 32
    private static let byteCount = 4 + saltBytes + keyBytes

    /// How much a guess costs.
    public struct Cost: Hashable, Sendable {
        var logRounds: UInt8
        var blockSize: UInt8
        var parallelism: UInt8

        /// 32 MiB and about a quarter of a second on a server of 2020: one of the settings of equal strength in the
        /// password storage advice of OWASP, the one whose memory many sign-ins in a row do not feel.
        public static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
        /// For tests of everything else.
        public static let least = Cost(logRounds: 4, blockSize: 1, parallelism: 1)

        /// What a damaged event could ask for is not tried.
        var isPossible: Bool {
            (1...20).contains(logRounds) && (1...16).contains(blockSize) && (1...16).contains(parallelism)
        }
    }

    /// - Returns: nil where it is none of this version.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount, bytes[0] == Self.scheme else { return nil }
        self.bytes = bytes
        guard cost.isPossible else { return nil }
    }

    /// Blocks for the time that the cost takes.
    /// - Parameter password: as it is compared later, byte for byte: whoever takes it in normalises it.
    public init(_ password: String, cost: Cost = .standard, random: () -> UInt64) {
        var salt: [UInt8] = []
        while salt.count < Self.saltBytes {
            let number = random()
            salt += (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        }
        bytes =
            [Self.scheme, cost.logRounds, cost.blockSize, cost.parallelism] + salt
            + Self.key(of: password, salt: salt, cost)
    }

    /// Whether the password is the one. Blocks for the time that the cost takes, right or wrong.
    public func admits(_ password: String) -> Bool {
        let key = Self.key(of: password, salt: Array(bytes[4..<4 + Self.saltBytes]), cost)
        // In constant time: the first byte that differs is nobody's business.
        return zip(key, bytes[(4 + Self.saltBytes)...]).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private var cost: Cost { Cost(logRounds: bytes[1], blockSize: bytes[2], parallelism: bytes[3]) }

    private static func key(of password: String, salt: [UInt8], _ cost: Cost) -> [UInt8] {
        let text = Array(password.utf8)
        let key: SymmetricKey
        do {
            key = try KDF.Scrypt.deriveKey(
                from: text, salt: salt, outputByteCount: keyBytes, rounds: 1 << Int(cost.logRounds),
                blockSize: Int(cost.blockSize), parallelism: Int(cost.parallelism))
        } catch { preconditionFailure("scrypt takes every password at a cost that is possible: \(error)") }
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}
