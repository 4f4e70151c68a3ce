internal import Bytes
internal import Crypto
public import Events
internal import FoundationEssentials

/// Where sealed bytes belong: they open nowhere else.
public struct SealedPlace: Hashable, Sendable {
    var customer: CustomerOrdinal
    var type: EventType
    var field: Int

    /// The field of an event about `customer`.
    public init<Payload: Event>(_ customer: CustomerOrdinal, _: Payload.Type, _ field: Payload.Field) {
        self.customer = customer
        type = Payload.type
        self.field = field.rawValue
    }

    var context: [UInt8] {
        var bytes: [UInt8] = []
        Varint.append(customer.rawValue, to: &bytes)
        Varint.append(UInt64(type.rawValue), to: &bytes)
        Varint.append(UInt64(field), to: &bytes)
        return bytes
    }
}

/// Why sealed bytes do not open.
public enum SealingError: Error, Hashable, Sendable {
    /// The customer was erased: nobody can open this any more.
    case erased
    /// The key is another, the bytes were changed, or they belong elsewhere.
    case doesNotOpen
    /// Sealed in a way that this version does not know.
    case unknownForm(UInt8)
}

extension PersonalKey {
    /// How the plain text was packed before it was sealed: ciphertext does not compress.
    private enum Form: UInt8 {
        case plain = 0
        /// A varint of the plain size, then one LZ4 block.
        case lz4 = 1
    }

    /// Random nonces: with 2^32 texts of one customer two are the same with a chance of 2^-33.
    private static let nonceBytes = 12
    private static let tagBytes = 16
    private static let packedBytesMin = 256
    /// Of the plain text.
    public static let plainBytesMax = 1 << 20
    /// Of a file: a photograph or a scan of a few pages.
    public static let fileBytesMax = 16 << 20

    /// Seals `plain`: its form, a nonce, the ciphertext and the tag. 29 bytes more than what it packs to.
    /// - Parameter random: 64 bits fit for keys.
    public func seal(_ plain: [UInt8], for place: SealedPlace, random: () -> UInt64) -> [UInt8] {
        precondition(plain.count <= Self.plainBytesMax, "checked where it came in")
        var (form, packed) = (Form.plain, plain)
        var block: [UInt8] = []
        Varint.append(UInt64(plain.count), to: &block)
        // What is shorter than some sentences does not get smaller; to look for it costs more than to seal it.
        if plain.count >= Self.packedBytesMin, LZ4.compress(plain.bytes, effort: .high(9), to: &block),
            block.count < plain.count
        {
            (form, packed) = (.lz4, block)
        }
        return sealed(packed, form, for: place, random: random)
    }

    /// Seals a file as it is: pictures and documents are compressed already.
    public func seal(file: [UInt8], for place: SealedPlace, random: () -> UInt64) -> [UInt8] {
        precondition(file.count <= Self.fileBytesMax, "checked where it came in")
        return sealed(file, .plain, for: place, random: random)
    }

    private func sealed(_ packed: [UInt8], _ form: Form, for place: SealedPlace, random: () -> UInt64) -> [UInt8] {
        var nonce: [UInt8] = []
        nonce.append(littleEndian: random())
        nonce.append(littleEndian: UInt32(truncatingIfNeeded: random()))
        guard let gcmNonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                packed, using: SymmetricKey(data: bytes), nonce: gcmNonce,
                authenticating: [form.rawValue] + place.context)
        else { preconditionFailure("a text within the limit can always be sealed") }
        return [form.rawValue] + nonce + Array(box.ciphertext) + Array(box.tag)
    }

    /// What was sealed.
    public func open(_ sealed: [UInt8], for place: SealedPlace) throws(SealingError) -> [UInt8] {
        guard sealed.count >= 1 + Self.nonceBytes + Self.tagBytes else { throw .doesNotOpen }
        guard let form = Form(rawValue: sealed[0]) else { throw .unknownForm(sealed[0]) }
        let body = sealed[(1 + Self.nonceBytes)...]
        let packed: [UInt8]
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[1...Self.nonceBytes]), ciphertext: body.dropLast(Self.tagBytes),
                tag: body.suffix(Self.tagBytes))
            packed = Array(
                try AES.GCM.open(
                    box, using: SymmetricKey(data: bytes), authenticating: [form.rawValue] + place.context))
        } catch { throw .doesNotOpen }
        switch form {
        case .plain: return packed
        case .lz4:
            var offset = 0
            var plain: [UInt8] = []
            guard let size = Varint.read(packed.bytes, at: &offset), size <= UInt64(Self.plainBytesMax),
                LZ4.decompress(packed.bytes.extracting(droppingFirst: offset), byteCount: Int(size), into: &plain)
            else { throw .doesNotOpen }
            return plain
        }
    }
}
