extension Numbering {
    /// - Parameter secondsFromUTC: of the policy's zone.
    init(_ place: Place?, secondsFromUTC: Int64) {
        self.init(secondsFromUTC: secondsFromUTC, parts: [], restarts: .monthly)
        guard let members = place?.members(.numbering) else { return }
        read(members)
    }

    private mutating func read(_ members: Members) {
        restarts = members["restarts"]?.choice(LocalText("周期", "period"), otherwise: .monthly) ?? .monthly
        guard let place = members["pattern"] else { return }
        let pattern = place.text(bytesMax: PolicyLimits.patternBytesMax)
        guard !pattern.isEmpty else { return }
        switch Self.parts(pattern) {
        case .success(let parts): self.parts = parts
        case .failure(let flaw): return place.fault(flaw.text.chinese, flaw.text.english)
        }
        if let flaw = self.flaw { place.fault(flaw.chinese, flaw.english) }
    }

    private struct Flaw: Error { var text: LocalText }

    /// `{year}{month}-{serial:3}`
    private static func parts(_ pattern: String) -> Result<[Part], Flaw> {
        var parts: [Part] = []
        var rest = Substring(pattern)
        while let first = rest.first {
            if first == "{", let end = rest.firstIndex(of: "}") {
                let token = String(rest[rest.index(after: rest.startIndex)..<end])
                guard let part = part(token) else {
                    let flaw = LocalText(
                        "没有 {\(token.shortened)}；可用：{year} {month} {day} {channel} {serial:1} 到 {serial:9}",
                        "there is no {\(token.shortened)}; there are {year} {month} {day} {channel} and {serial:1} to "
                            + "{serial:9}"
                    )
                    return .failure(Flaw(text: flaw))
                }
                parts.append(part)
                rest = rest[rest.index(after: end)...]
            } else {
                let letters = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
                guard !letters.isEmpty else {
                    let flaw = LocalText("固定部分只能是字母与连字符", "between braces stand letters and hyphens only")
                    return .failure(Flaw(text: flaw))
                }
                parts.append(.letters(String(letters)))
                rest = rest.dropFirst(letters.count)
            }
        }
        return .success(parts)
    }

    private static func part(_ token: String) -> Part? {
        switch token {
        case "year": return .year
        case "month": return .month
        case "day": return .day
        case "channel": return .channel
        default:
            guard token.hasPrefix("serial:"), let width = Int(token.dropFirst(7)),
                (1...PolicyLimits.serialWidthMax).contains(width), token == "serial:\(width)"
            else { return nil }
            return .serial(width: width)
        }
    }

    /// Why these numbers would repeat, or could not be read back; nil where neither is so.
    private var flaw: LocalText? {
        let wanted: [Part] = restarts == .daily ? [.year, .month, .day] : [.year, .month]
        guard case .serial? = parts.last, parts.count(where: \.isSerial) == 1 else {
            return LocalText("流水号 {serial:3} 须在末尾，且只有一个", "the serial, such as {serial:3}, stands at the end, once")
        }
        let dates = parts.filter { [.year, .month, .day].contains($0) }
        guard dates.count == wanted.count, wanted.allSatisfy(dates.contains) else {
            return restarts == .daily
                ? LocalText(
                    "每日重新计数的工单号须含 {year} {month} {day} 各一个",
                    "numbers that restart daily have {year} {month} {day}, each once")
                : LocalText(
                    "每月重新计数的工单号须含 {year} {month} 各一个，且不含 {day}",
                    "numbers that restart monthly have {year} {month}, each once, and no {day}")
        }
        return channelFlaw
    }

    private var channelFlaw: LocalText? {
        guard let index = parts.firstIndex(of: .channel) else { return nil }
        guard parts.count(where: { $0 == .channel }) == 1 else {
            return LocalText("{channel} 只能有一个", "{channel} stands there once")
        }
        // The letters end where something begins that is no letter.
        if case .letters(let letters) = parts[index + 1], letters.first != "-" {
            return LocalText("{channel} 之后不能紧接字母", "no letter follows {channel} at once")
        }
        return nil
    }
}

extension Numbering.Part {
    fileprivate var isSerial: Bool {
        if case .serial = self { return true }
        return false
    }
}

extension Place {
    /// Seconds ahead of UTC of a zone whose clocks are never changed.
    func fixedOffset() -> Int64 {
        guard case .text(let text) = node.content else { return 0 }
        if let known = Self.fixedZones[text] { return known }
        let ends = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        if let sign = text.first, "+-".contains(sign), ends.count == 2, ends.allSatisfy({ $0.utf8.count == 2 }),
            let hours = UInt8(ends[0]), let minutes = UInt8(ends[1]), hours <= 14, minutes < 60
        {
            return (sign == "-" ? -1 : 1) * (Int64(hours) * 3_600 + Int64(minutes) * 60)
        }
        let known = Self.fixedZones.keys.sorted()
        fault(
            "应为无夏令时的时区：\(known.joined(separator: "、"))，或与 UTC 的差，例如 \"+08:00\"",
            "it is to be a zone without summer time: \(known.joined(separator: ", ")), or an offset such as \"+08:00\"")
        return 0
    }

    private static let fixedZones: [String: Int64] = [
        "UTC": 0, "Asia/Shanghai": 28_800, "Asia/Hong_Kong": 28_800, "Asia/Macau": 28_800, "Asia/Taipei": 28_800,
        "Asia/Singapore": 28_800, "Asia/Tokyo": 32_400, "Asia/Seoul": 32_400,
    ]
}
