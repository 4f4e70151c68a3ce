internal import Bytes

/// Why a text is not taken.
package enum JSONFault: Error, Hashable {
    /// It is no JSON, or its values are nested deeper than ``JSON/depthMax``.
    case malformed
    /// An object has a member twice: only one of the two would be read, and nobody says which. As a JSON Pointer.
    case repeated(String)
}

extension JSON {
    /// A JSON text (RFC 8259), whole. Members keep their order; of those with one name the first is read.
    /// - Returns: nil if it is none, or if values are nested deeper than ``depthMax``.
    package init?(parsing bytes: [UInt8]) {
        var parser = JSONParser(bytes: bytes)
        guard let value = parser.whole() else { return nil }
        self = value
    }

    /// A JSON text, whole, whose objects have each member once.
    package init(text bytes: [UInt8]) throws(JSONFault) {
        var parser = JSONParser(bytes: bytes)
        guard let value = parser.whole() else { throw .malformed }
        if let pointer = parser.repeated { throw .repeated(pointer) }
        self = value
    }

    /// A step of a JSON Pointer (RFC 6901).
    package static func step(_ name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// Deeper than anything that is sent, and harmless to the stack.
    package static let depthMax = 64
}

/// Reads from its place on. Where it gives nil there is no such thing, and the place means nothing any more.
private struct JSONParser {
    let bytes: [UInt8]
    /// Where the first member is that an object has twice.
    private(set) var repeated: String?
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() -> JSON? {
        skipBlanks()
        guard let value = value(depth: 0) else { return nil }
        skipBlanks()
        return place == bytes.count ? value : nil
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    private mutating func value(depth: Int) -> JSON? {
        guard depth <= JSON.depthMax, let first = next else { return nil }
        switch first {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        for byte in word.description.utf8 {
            guard next == byte else { return false }
            place += 1
        }
        return true
    }

    private mutating func object(depth: Int) -> JSON? {
        guard take("{") else { return nil }
        var members: [(name: String, value: JSON)] = []
        var names: Set<String> = []
        skipBlanks()
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            guard let name = string() else { return nil }
            if repeated == nil, Self.isKnown(name, members, &names) { repeated = JSON.step(name) }
            let isWhole = repeated == nil
            skipBlanks()
            guard take(":") else { return nil }
            skipBlanks()
            guard let value = value(depth: depth + 1) else { return nil }
            if isWhole, let inner = repeated { repeated = JSON.step(name) + inner }
            members.append((name, value))
            skipBlanks()
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    /// - Parameter names: those of `members`, once there are so many that going through them would take long.
    private static func isKnown(
        _ name: String, _ members: [(name: String, value: JSON)], _ names: inout Set<String>
    ) -> Bool {
        if members.count < 16 { return members.contains { $0.name == name } }
        if names.isEmpty { names = Set(members.map(\.name)) }
        return !names.insert(name).inserted
    }

    private mutating func array(depth: Int) -> JSON? {
        guard take("[") else { return nil }
        var elements: [JSON] = []
        skipBlanks()
        if take("]") { return .array([]) }
        repeat {
            skipBlanks()
            let isWhole = repeated == nil
            guard let element = value(depth: depth + 1) else { return nil }
            if isWhole, let inner = repeated { repeated = "/\(elements.count)" + inner }
            elements.append(element)
            skipBlanks()
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func number() -> JSON? {
        let start = place
        let isNegative = take("-")
        let first = place
        guard skipDigits(), place == first + 1 || bytes[first] != UInt8(ascii: "0") else { return nil }
        var isInteger = true
        if take(".") {
            isInteger = false
            guard skipDigits() else { return nil }
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("-") { _ = take("+") }
            guard skipDigits() else { return nil }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        let integer: JSON? = isNegative ? Int64(text).map { .signed($0) } : UInt64(text).map { .unsigned($0) }
        return (isInteger ? integer : nil) ?? .number(text)
    }

    /// Whether there is one at least.
    private mutating func skipDigits() -> Bool {
        let start = place
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
        return place > start
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        let start = place
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if next == UInt8(ascii: "\"") {
            place += 1
            return String(validating: bytes[start..<place - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &text) else { return nil }
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let scalar = escapedScalar() else { return false }
            text += String(Character(scalar)).utf8
        default: return false
        }
        return true
    }

    /// Of one unit, or of a pair of surrogates.
    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let unit = hexUnit() else { return nil }
        guard (0xd800..<0xdc00).contains(unit) else { return Unicode.Scalar(unit) }
        guard take("\\"), take("u"), let low = hexUnit(), (0xdc00..<0xe000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    }

    private mutating func hexUnit() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
        place += 4
        return UInt32(digits, radix: 16)
    }
}
