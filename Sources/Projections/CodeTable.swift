internal import Bytes

/// Codes of policies as small numbers, in the order in which they were first seen: the same in every replay.
public struct CodeTable: Sendable {
    public struct Code: Hashable, Sendable {
        public let rawValue: UInt16
    }

    private var texts: [String] = []
    /// The same.
    private var utf8: [[UInt8]] = []
    private var numbers: [String: UInt16] = [:]

    public init() {}

    /// The number of `text`, a new one if it was never seen.
    mutating func code(_ text: String) -> Code {
        if let number = numbers[text] { return Code(rawValue: number) }
        precondition(texts.count < Int(UInt16.max), "policies name fewer than 65,535 codes")
        let number = UInt16(texts.count)
        texts.append(text)
        utf8.append(Array(text.utf8))
        numbers[text] = number
        return Code(rawValue: number)
    }

    /// The number of a text that lies in an event; what is not UTF-8 is mended, as the reading of such an event is
    /// refused elsewhere. Codes are few: most are found by their bytes, without making a text.
    mutating func code(_ bytes: RawSpan) -> Code {
        for index in texts.indices.prefix(Self.soughtMax) where Self.isEqual(utf8[index], bytes) {
            return Code(rawValue: UInt16(index))
        }
        return code(String(decoding: bytes.array, as: UTF8.self))
    }

    /// Codes that are looked through before a text is made.
    private static let soughtMax = 32

    private static func isEqual(_ text: [UInt8], _ bytes: RawSpan) -> Bool {
        guard text.count == bytes.byteCount else { return false }
        for offset in text.indices where text[offset] != bytes.byte(at: offset) { return false }
        return true
    }

    /// The number of `text`; nil if it was never seen.
    public func known(_ text: String) -> Code? { numbers[text].map(Code.init(rawValue:)) }

    public func text(_ code: Code) -> String { texts[Int(code.rawValue)] }
}

extension CodeTable {
    func write(to form: inout CanonicalBytes) { form.list(texts) { $1.text($0) } }
}
