internal import Bytes
internal import Crypto
internal import FoundationEssentials

/// AES-256-GCM over a frame's payload, with the header (after its checksums) authenticated beside it.
///
/// The nonce is 4 bytes of stream and 8 of counter. A data key is used by one opening only, and within it each
/// stream has one counter that only rises, so no pair of key and nonce ever comes twice: not after a crash, and
/// not when a backup is restored and written to, because every opening makes a fresh key.
package struct FrameCipher: Sendable {
    package static let tagBytes: UInt32 = 16

    /// Who counts: the flusher, and whoever seals and repacks.
    package enum Stream: UInt32, Sendable { case append = 0, maintenance = 1 }

    let key: SymmetricKey

    /// The ciphertext of `payload` followed by its tag. The header must be complete but for its checksums.
    package func seal(_ payload: [UInt8], header: FrameHeader) -> [UInt8] {
        guard let nonce = try? nonce(header),
            let box = try? AES.GCM.seal(payload, using: key, nonce: nonce, authenticating: context(header))
        else { preconditionFailure("a payload within the limits can always be sealed") }
        var sealed: [UInt8] = []
        sealed.reserveCapacity(payload.count + Int(Self.tagBytes))
        sealed += box.ciphertext
        sealed += box.tag
        return sealed
    }

    /// The payload, if tag and header are what was written.
    package func open(_ stored: RawSpan, header: FrameHeader) throws(FormatError) -> [UInt8] {
        let bytes = stored.array
        let end = bytes.count - Int(Self.tagBytes)
        do {
            let box = try AES.GCM.SealedBox(nonce: nonce(header), ciphertext: bytes[..<end], tag: bytes[end...])
            return [UInt8](try AES.GCM.open(box, using: key, authenticating: context(header)))
        } catch {
            throw .decryption
        }
    }

    /// Tells keys apart without telling them.
    package var fingerprint: [UInt8] { unsafe key.withUnsafeBytes { key in unsafe [UInt8](SHA256.hash(data: key)) } }

    private func nonce(_ header: FrameHeader) throws -> AES.GCM.Nonce {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: header.nonceStream)
        bytes.append(littleEndian: header.nonceCounter)
        return try AES.GCM.Nonce(data: bytes)
    }

    private func context(_ header: FrameHeader) -> [UInt8] { Array(header.encoded[FrameHeader.authenticated]) }
}
