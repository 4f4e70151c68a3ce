internal import Bytes

/// A JSON value on its way out (RFC 8259). Members keep the order in which they are given.
package enum JSON: Sendable {
    case object([(name: String, value: JSON)])
    case array([JSON])
    case string(String)
    case unsigned(UInt64)
    case signed(Int64)
    /// One that is no integer of 64 bits, as it was written.
    case number(String)
    case bool(Bool)
    case null

    package init(_ value: Int) { self = .signed(Int64(value)) }
    package init(_ value: UInt64) { self = .unsigned(value) }
    package init(_ value: String?) { self = value.map { .string($0) } ?? .null }

    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package func append(to bytes: inout [UInt8]) {
        switch self {
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(string: member.name.bytes, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .string(let text): Self.append(string: text.bytes, to: &bytes)
        case .unsigned(let value): bytes += String(value).utf8
        case .signed(let value): bytes += String(value).utf8
        case .number(let text): bytes += text.utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .null: bytes += "null".utf8
        }
    }

    /// Appends a string literal of UTF-8 text.
    package static func append(string text: RawSpan, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var plainStart = 0
        for offset in 0..<text.byteCount {
            let byte = text.byte(at: offset)
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(text.extracting(plainStart..<offset))
            plainStart = offset + 1
            append(escaped: byte, to: &bytes)
        }
        bytes.append(text.extracting(plainStart..<text.byteCount))
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += "u00".utf8
            bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { ($0.0, $0.1) }) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}
