internal import Crypto

/// Ed25519, RFC 8032, as C2SP signed-note uses it.
enum Ed25519 {
    /// The byte that stands for Ed25519 in keys.
    static let algorithm: UInt8 = 0x01
    static let seedByteCount = 32
    static let publicKeyByteCount = 32
    static let signatureByteCount = 64

    /// Whether `signature` is one by `publicKey` over `message`. About 60 µs.
    static func isValid(_ signature: [UInt8], over message: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureByteCount,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
