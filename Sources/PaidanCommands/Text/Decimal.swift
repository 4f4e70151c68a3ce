/// Decimal digits of a number that counts up: a carry now and then is cheaper than a division for each.
package struct DecimalCounter {
    private var digits: [UInt8]

    package init(_ value: UInt64) { digits = Array(String(value).utf8) }

    package func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: digits) }

    package mutating func increment() {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < UInt8(ascii: "9") {
                digits[index] += 1
                return
            }
            digits[index] = UInt8(ascii: "0")
            index -= 1
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
    }
}
