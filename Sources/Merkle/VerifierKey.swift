/// A public key of C2SP signed-note, Ed25519. As text: `name+8 hexadecimal digits of the ID+base64(0x01 ‖ key)`.
public struct VerifierKey: Sendable, Hashable {
    public let name: KeyName
    public let id: KeyID

    /// 32 bytes.
    public let publicKey: [UInt8]

    init(name: KeyName, publicKey: [UInt8]) {
        precondition(publicKey.count == Ed25519.publicKeyByteCount)
        self.name = name
        self.publicKey = publicKey
        id = KeyID(name: name, publicKey: publicKey)
    }

    /// Reads the text form, with nothing before or after it.
    public init(text: String) throws(MerkleError) {
        guard let fields = KeyFields(text.utf8[...], keyByteCount: Ed25519.publicKeyByteCount) else {
            throw .malformedVerifierKey
        }
        self.init(name: try KeyName(fields.name), publicKey: fields.key)
        guard fields.id == id.description else { throw .keyIDMismatch }
    }

    public var text: String { KeyFields.text(name: name, id: id, key: publicKey) }

    /// Whether the signature is this key's, over `text`.
    func isValid(_ signature: [UInt8], over text: String) -> Bool {
        Ed25519.isValid(signature, over: [UInt8](text.utf8), by: publicKey)
    }
}

extension VerifierKey: CustomStringConvertible {
    public var description: String { text }
}

/// What the text forms of both kinds of keys share.
struct KeyFields {
    let name: String
    let id: String
    let key: [UInt8]

    /// Splits `name+ID+base64(0x01 ‖ key)`; nil if it is not of that shape.
    init?(_ text: Substring.UTF8View, keyByteCount: Int) {
        // The base64 may have pluses of its own, so only the first two part fields.
        let fields = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let name = String(fields[0]), let id = String(fields[1]),
            let bytes = Base64.decode(fields[2]), bytes.count == 1 + keyByteCount, bytes[0] == Ed25519.algorithm
        else { return nil }
        self.name = name
        self.id = id
        key = [UInt8](bytes.dropFirst())
    }

    static func text(name: KeyName, id: KeyID, key: [UInt8]) -> String {
        "\(name)+\(id)+\(String(decoding: Base64.encode([Ed25519.algorithm] + key), as: UTF8.self))"
    }
}
