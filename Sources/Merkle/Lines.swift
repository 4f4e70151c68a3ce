/// Text as C2SP formats have it: bytes, in lines that each end in a newline.
enum Lines {
    static let newline = UInt8(ascii: "\n")

    /// The lines of `bytes` without their newlines, at most `countMax` of them.
    /// - Returns: nil if the last line does not end in a newline or there are more lines.
    static func split(_ bytes: ArraySlice<UInt8>, countMax: Int) -> [ArraySlice<UInt8>]? {
        guard bytes.last == newline else { return nil }
        // The split stops at the limit, so that a file of newlines does not become millions of slices.
        let lines = bytes.dropLast().split(separator: newline, maxSplits: countMax, omittingEmptySubsequences: false)
        return lines.count <= countMax ? lines : nil
    }

    /// The parts before and after the first empty line. The first keeps its last newline.
    static func cutAtFirstEmptyLine(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        var position = bytes.startIndex
        while let end = bytes[position...].firstIndex(of: newline) {
            let next = end + 1
            if next < bytes.endIndex && bytes[next] == newline { return (bytes[..<next], bytes[(next + 1)...]) }
            position = next
        }
        return nil
    }

    /// The parts before and after the last empty line. The first keeps its last newline.
    static func cutAtLastEmptyLine(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        var position = bytes.endIndex
        while let end = bytes[..<position].lastIndex(of: newline) {
            if end > bytes.startIndex && bytes[end - 1] == newline { return (bytes[..<end], bytes[(end + 1)...]) }
            position = end
        }
        return nil
    }

    /// A decimal number in its one spelling: digits, no leading zero unless it is 0, at most 2⁶⁴ − 1.
    static func decimal(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard let first = text.first, text.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var value: UInt64 = 0
        for character in text {
            guard character >= UInt8(ascii: "0") && character <= UInt8(ascii: "9") else { return nil }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(UInt64(character - UInt8(ascii: "0")))
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }
}
