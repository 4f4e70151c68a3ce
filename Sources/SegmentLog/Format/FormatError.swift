/// Why bytes are not what they should be. What it means (torn, corrupt, foreign) depends on where they stand.
package enum FormatError: Error, Hashable, Sendable {
    case short
    case blank
    case magic
    case headerChecksum
    case payloadChecksum
    case padding
    case version(UInt32)
    case requiredFeatures(UInt64)
    case log(LogIdentifier)
    case segment(UInt32)
    case offset(UInt32)
    case length(UInt32)
    case field(StaticText)
    case sequence(found: UInt64, expected: UInt64)
    case epoch(found: UInt32, atLeast: UInt32)
    case compression
    case records
    case decryption
    case keyMissing(epoch: UInt32)

    /// The name of a field, from this module's own text.
    package struct StaticText: Hashable, Sendable, ExpressibleByStringLiteral {
        package let text: String
        package init(stringLiteral text: String) { self.text = text }
    }
}

extension FormatError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .short: "the file ends in the middle"
        case .blank: "zeros where there should be something"
        case .magic: "bytes that are not one of the log's structures"
        case .headerChecksum: "the header's checksum does not match"
        case .payloadChecksum: "the payload's checksum does not match"
        case .padding: "the padding is not zero"
        case .version(let version): "format version \(version), which this program does not know"
        case .requiredFeatures(let bits): "unknown required features: \(Features(rawValue: bits))"
        case .log(let log): "it belongs to another log, \(log)"
        case .segment(let number): "it belongs to segment \(number)"
        case .offset(let offset): "it was written for offset \(offset)"
        case .length(let length): "an impossible length, \(length)"
        case .field(let field): "an impossible \(field.text)"
        case .sequence(let found, let expected): "it begins with record \(found), expected was \(expected)"
        case .epoch(let found, let atLeast): "epoch \(found) after epoch \(atLeast)"
        case .compression: "the payload does not decompress to its stated size"
        case .records: "the payload does not hold the stated records"
        case .decryption: "the payload fails authentication: changed, or encrypted under another key"
        case .keyMissing(let epoch): "encrypted with the data key of epoch \(epoch), which the keyring lacks"
        }
    }
}
