internal import Bytes
internal import Crypto
internal import FoundationEssentials

/// The unwrapped data keys of a log, by epoch.
package struct DataKeys: Sendable {
    private var keys: [UInt32: SymmetricKey] = [:]

    /// None: the log is not encrypted.
    package init() {}

    package var isEmpty: Bool { keys.isEmpty }
    package var count: Int { keys.count }

    /// Unwraps every key of `keyring`.
    /// - Throws: `.wrongMasterKey` if `master` is another key than the keyring names or does not open an entry.
    package init(_ keyring: Keyring, master: MasterKey) throws(LogError) {
        guard keyring.masterKey == master.identifier else { throw .wrongMasterKey }
        for entry in keyring.entries {
            do {
                let box = try AES.GCM.SealedBox(
                    nonce: AES.GCM.Nonce(data: entry.nonce), ciphertext: entry.wrapped.prefix(32),
                    tag: entry.wrapped.suffix(16))
                let context = Self.context(keyring.log, entry.epoch)
                keys[entry.epoch] = SymmetricKey(
                    data: try AES.GCM.open(box, using: master.key, authenticating: context))
            } catch {
                throw .wrongMasterKey
            }
        }
    }

    /// The cipher of an epoch's frames; nil if its key is not here.
    package func cipher(epoch: UInt32) -> FrameCipher? { keys[epoch].map { FrameCipher(key: $0) } }

    /// Makes a fresh key for `epoch` and adds it to `keyring`. `entropy` gives the key and the nonce.
    package mutating func addKey(
        epoch: UInt32, to keyring: inout Keyring, master: MasterKey, entropy: inout some RandomNumberGenerator
    ) {
        keys[epoch] = SymmetricKey(data: Self.random(32, &entropy))
        keyring.entries.removeAll { $0.epoch >= epoch }
        keyring.entries.append(wrapped(epoch: epoch, log: keyring.log, master: master, entropy: &entropy))
    }

    /// The keyring with every key wrapped anew by `master`.
    package func rewrapped(_ keyring: Keyring, master: MasterKey, entropy: inout some RandomNumberGenerator) -> Keyring
    {
        var result = Keyring(log: keyring.log, masterKey: master.identifier)
        for entry in keyring.entries {
            result.entries.append(wrapped(epoch: entry.epoch, log: keyring.log, master: master, entropy: &entropy))
        }
        return result
    }

    private func wrapped(
        epoch: UInt32, log: LogIdentifier, master: MasterKey, entropy: inout some RandomNumberGenerator
    ) -> Keyring.Entry {
        let nonce = Self.random(12, &entropy)
        guard let key = keys[epoch], let gcmNonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                unsafe key.withUnsafeBytes { unsafe [UInt8]($0) }, using: master.key, nonce: gcmNonce,
                authenticating: Self.context(log, epoch))
        else { preconditionFailure("a key of 32 bytes and a nonce of 12 can always be used") }
        return Keyring.Entry(epoch: epoch, nonce: nonce, wrapped: [UInt8](box.ciphertext) + [UInt8](box.tag))
    }

    private static func context(_ log: LogIdentifier, _ epoch: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        log.append(to: &bytes)
        bytes.append(littleEndian: epoch)
        return bytes
    }

    private static func random(_ count: Int, _ entropy: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &entropy) }
    }
}
