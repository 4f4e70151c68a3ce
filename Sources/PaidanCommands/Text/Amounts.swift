package import EventRendering

/// Numbers as people read them.
package enum Amounts {
    /// Three digits and a unit: `999 bytes` or `999 字节`, `1.04 KiB`, `63.9 MiB`.
    package static func bytes(_ count: UInt64, _ language: Language) -> String {
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        guard count >= 1024 else { return language("\(count) 字节", count == 1 ? "1 byte" : "\(count) bytes") }
        var unit = 0
        var scale: UInt64 = 1024
        // The last unit is 2^60, which 64 bits do not pass by 1024.
        while unit + 1 < units.count, count / scale >= 1024 {
            scale *= 1024
            unit += 1
        }
        return "\(digits(count, per: scale)) \(units[unit])"
    }

    /// `count` things: `1 record`, `2 records`.
    /// - Parameter plural: what many of them are called, where that is not the noun with an s.
    package static func count(_ count: UInt64, _ noun: String, plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    package static func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        Self.count(UInt64(count), noun, plural: plural)
    }

    /// Seconds as a clock shows them: `0:07`, `12:30`, `1:00:00`.
    package static func clock(seconds: UInt64) -> String {
        func padded(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let rest = padded(seconds % 60)
        return hours > 0 ? "\(hours):\(padded(minutes)):\(rest)" : "\(minutes):\(rest)"
    }

    /// `value / scale` with three digits, rounded down.
    package static func digits(_ value: UInt64, per scale: UInt64) -> String {
        let whole = value / scale
        // Hundredths of the rest; a scale of 2^60 times 100 would not fit, so both are cut first.
        let shift = scale > 1 << 50 ? UInt64(10) : 0
        let hundredths = (value % scale >> shift) * 100 / (scale >> shift)
        if whole >= 100 { return "\(whole)" }
        if whole >= 10 { return "\(whole).\(hundredths / 10)" }
        return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }
}
