internal import EventRendering
internal import Policies

/// What agents and accounts are called in addresses.
enum Identifier {
    static func isOne(_ text: String) -> Bool {
        // A client would take the dots for a folder.
        ![".", ".."].contains(text) && (1...APILimits.agentIdentifierBytesMax).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                        || "-_.".unicodeScalars.contains($0))
            }
    }

    static let rule = LocalText(
        "应为 1 到 \(APILimits.agentIdentifierBytesMax) 个字母、数字、-、_ 或 .。",
        "1 to \(APILimits.agentIdentifierBytesMax) letters, digits, -, _ or dots.")
}
