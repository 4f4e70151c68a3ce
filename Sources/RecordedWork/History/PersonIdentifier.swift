/// What somebody of a record is called in addresses: the same in every run.
package enum PersonIdentifier {
    /// As it is where it can be; blanks become hyphens. Of what cannot stand there otherwise a digest of the whole name
    /// remains, so that two people do not become one.
    package static func of(_ name: String) -> String {
        var identifier = ""
        var isWhole = true
        for scalar in name.unicodeScalars {
            if scalar.isASCII, isKept(UInt8(scalar.value)) {
                identifier.unicodeScalars.append(scalar)
            } else if scalar == " " {
                identifier += "-"
            } else {
                isWhole = false
            }
        }
        if isWhole, identifier.utf8.count <= bytesMax, ![".", "..", ""].contains(identifier) { return identifier }
        let known = identifier.contains { $0 != "-" && $0 != "." } ? identifier : "person"
        return String(known.prefix(bytesMax - 9)) + "-" + digest(name)
    }

    /// As many as the daemon takes.
    private static let bytesMax = 64

    private static func isKept(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// FNV-1a, 32 bits, in hexadecimal digits.
    private static func digest(_ name: String) -> String {
        let hash = name.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
