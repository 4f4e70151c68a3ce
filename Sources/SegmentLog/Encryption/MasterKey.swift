internal import Bytes
internal import Crypto
internal import FoundationEssentials
internal import Merkle
internal import Storage

/// The 256-bit key that wraps a log's data keys. It lives outside the log and outside its backups.
public struct MasterKey: Sendable {
    static let context = "paidan master key"

    let key: SymmetricKey
    /// Names the key without telling it: the first 8 bytes of SHA-256 over "paidan master key" and the key.
    public let identifier: UInt64

    /// - Parameter bytes: exactly 32 bytes from a good random source.
    /// - Throws: ``LogError/badMasterKey(_:)``.
    public init(_ bytes: [UInt8]) throws(LogError) {
        guard bytes.count == 32 else { throw .badMasterKey("a master key has 32 bytes, this has \(bytes.count)") }
        guard bytes.contains(where: { $0 != bytes[0] }) else {
            throw .badMasterKey("32 equal bytes are no key; make one from a random source")
        }
        key = SymmetricKey(data: bytes)
        identifier = [UInt8](SHA256.hash(data: Array(Self.context.utf8) + bytes)).bytes.uint64(at: 0)
    }

    /// Reads a key file: 64 hexadecimal digits and white space, as ``generate(_:)`` gives them.
    public init(hexadecimal text: String) throws(LogError) {
        let digits = text.utf8.filter { !" \t\r\n".utf8.contains($0) }
        let values = digits.compactMap { digit in Character(UnicodeScalar(digit)).hexDigitValue }
        guard digits.count == 64, values.count == 64 else {
            throw .badMasterKey("a key file holds 64 hexadecimal digits, of 32 bytes from a random source")
        }
        try self.init((0..<32).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) })
    }

    /// A new key from the environment's random source, as a key file's text.
    public static func generate(_ environment: LogEnvironment) -> String {
        var generator = environment.entropy
        return Hex.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }) + "\n"
    }
}
