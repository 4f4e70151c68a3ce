internal import Crypto

/// A private key of C2SP signed-note, Ed25519. As text: `PRIVATE+KEY+name+8 hexadecimal digits of the ID+base64(0x01
/// ‖ seed)`. Whoever reads that text can sign in the log's name.
public struct SignerKey: Sendable {
    private static let textPrefix = "PRIVATE+KEY+"

    public let verifierKey: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// The key that belongs to a secret seed of 32 bytes, out of a cryptographic random generator.
    public init(name: KeyName, seed: [UInt8]) throws(MerkleError) {
        guard seed.count == Ed25519.seedByteCount,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { throw .malformedSignerKey }
        self.key = key
        verifierKey = VerifierKey(name: name, publicKey: [UInt8](key.publicKey.rawRepresentation))
    }

    /// A new key out of `generator`, which has to be a cryptographic one, as `SystemRandomNumberGenerator` is.
    public init(name: KeyName, using generator: inout some RandomNumberGenerator) {
        var seed: [UInt8] = []
        for _ in 0..<Ed25519.seedByteCount { seed.append(.random(in: .min ... .max, using: &generator)) }
        guard let key = try? SignerKey(name: name, seed: seed) else {
            preconditionFailure("any 32 bytes are an Ed25519 seed")
        }
        self = key
    }

    /// Reads the text form, with nothing before or after it.
    public init(text: String) throws(MerkleError) {
        guard text.utf8.starts(with: SignerKey.textPrefix.utf8),
            let fields = KeyFields(
                text.utf8.dropFirst(SignerKey.textPrefix.utf8.count), keyByteCount: Ed25519.seedByteCount)
        else { throw .malformedSignerKey }
        try self.init(name: try KeyName(fields.name), seed: fields.key)
        guard fields.id == id.description else { throw .keyIDMismatch }
    }

    public var name: KeyName { verifierKey.name }
    public var id: KeyID { verifierKey.id }

    /// The text form, secret.
    public var text: String {
        SignerKey.textPrefix + KeyFields.text(name: name, id: id, key: [UInt8](key.rawRepresentation))
    }

    /// The signature over `text`, 64 bytes. About 20 µs.
    func signature(over text: String) -> [UInt8] {
        guard let signature = try? key.signature(for: [UInt8](text.utf8)) else {
            preconditionFailure("Ed25519 signs any message")
        }
        return [UInt8](signature)
    }
}

/// Without the secret, so that it does not get into a log by way of an interpolation.
extension SignerKey: CustomStringConvertible {
    public var description: String { "private key of \(name)+\(id)" }
}
