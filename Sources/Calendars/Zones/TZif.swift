/// The bytes of one zone, as RFC 9636 lays them out.
///
///     "TZif" version reserved(15) counts(6 × 4)   header of the first block, whose times have 4 bytes
///     … the first block, which is skipped …
///     "TZif" version reserved(15) counts(6 × 4)   header of the second, whose times have 8
///     times(8 × timeCount) types(timeCount) localTimes(6 × typeCount) names(nameByteCount)
///     leapSeconds(12 × leapCount) isStandard(…) isUT(…)
///     "\n" rule "\n"                              what holds after the last transition
///
/// Numbers are big-endian. A local time is its offset from UTC (4 bytes), whether it is daylight saving (1) and where
/// its name begins (1); only the offset matters here.
extension TimeZoneRules {
    /// - Parameter bytes: a TZif file of version 2 or later.
    /// - Throws: `malformedZone` that says what is wrong. Linear in the bytes, and in the years to come.
    package init(name: String, tzif bytes: [UInt8]) throws(CalendarError) {
        do throws(ZoneFault) {
            let file = try TZif(bytes)
            var transitions = file.transitions
            if let rule = file.rule {
                let last = transitions.last?.milliseconds ?? .min
                transitions += rule.transitions(after: last)
            }
            self.init(
                name: name, initialOffsetSeconds: file.initialOffsetSeconds, transitions: transitions)
        } catch { throw .malformedZone(error, name: name) }
    }
}

struct TZif {
    let initialOffsetSeconds: Int64
    let transitions: [TimeZoneRules.Transition]
    /// Nil where the file does not say: then its last transition holds for ever.
    let rule: DaylightRule?

    init(_ bytes: [UInt8]) throws(ZoneFault) {
        guard bytes.count <= CalendarLimits.zoneByteCountMax else { throw .tooLarge }
        var reader = BigEndianReader(bytes)
        let first = try Header(&reader)
        guard first.version >= UInt8(ascii: "2") else { throw .versionOne }
        try reader.skip(first.blockByteCount(timeByteCount: 4))
        let header = try Header(&reader)
        guard header.leapCount == 0 else { throw .leapSeconds }
        guard header.timeCount <= CalendarLimits.zoneTransitionsMax else { throw .tooManyTransitions }
        guard (1...CalendarLimits.zoneTypesMax).contains(header.typeCount) else { throw .noTypes }

        var times: [Int64] = []
        for _ in 0..<header.timeCount {
            let time = try reader.signed(8)
            guard times.isEmpty || times[times.count - 1] < time else { throw .outOfOrder }
            times.append(time)
        }
        var types: [Int] = []
        for _ in 0..<header.timeCount { types.append(try Int(reader.unsigned(1))) }
        var offsets: [Int64] = []
        for _ in 0..<header.typeCount {
            let offset = try reader.signed(4)
            guard abs(offset) <= CalendarLimits.offsetSecondsMax else { throw .offsetOutOfRange }
            offsets.append(offset)
            try reader.skip(2)
        }
        guard types.allSatisfy({ $0 < offsets.count }) else { throw .unknownType }
        try reader.skip(header.nameByteCount + header.isStandardCount + header.isUTCount)

        let rule = try DaylightRule(footer: reader.rest)
        // Before the first transition the first local time holds; without any, the rule does.
        initialOffsetSeconds = times.isEmpty ? rule?.standardOffsetSeconds ?? offsets[0] : offsets[0]
        // tzdata marks its beginning with a moment whose milliseconds no number here can hold.
        transitions = zip(times, types).map { time, type in
            let milliseconds = time.multipliedReportingOverflow(by: 1000)
            let far: Int64 = time < 0 ? .min : .max
            return TimeZoneRules.Transition(
                milliseconds: milliseconds.overflow ? far : milliseconds.partialValue, offsetSeconds: offsets[type])
        }
        self.rule = rule
    }

    private struct Header {
        let version: UInt8
        let isUTCount: Int
        let isStandardCount: Int
        let leapCount: Int
        let timeCount: Int
        let typeCount: Int
        let nameByteCount: Int

        init(_ reader: inout BigEndianReader) throws(ZoneFault) {
            for byte in "TZif".utf8 where try reader.unsigned(1) != UInt64(byte) { throw .notTZif }
            version = try UInt8(reader.unsigned(1))
            try reader.skip(15)
            isUTCount = try Int(reader.unsigned(4))
            isStandardCount = try Int(reader.unsigned(4))
            leapCount = try Int(reader.unsigned(4))
            timeCount = try Int(reader.unsigned(4))
            typeCount = try Int(reader.unsigned(4))
            nameByteCount = try Int(reader.unsigned(4))
        }

        func blockByteCount(timeByteCount: Int) -> Int {
            timeCount * (timeByteCount + 1) + typeCount * 6 + nameByteCount + leapCount * (timeByteCount + 4)
                + isStandardCount + isUTCount
        }
    }
}

/// Takes numbers off the front of bytes.
private struct BigEndianReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func skip(_ count: Int) throws(ZoneFault) {
        guard count <= rest.count else { throw .truncated }
        rest.removeFirst(count)
    }

    mutating func unsigned(_ byteCount: Int) throws(ZoneFault) -> UInt64 {
        guard byteCount <= rest.count else { throw .truncated }
        let number = rest.prefix(byteCount).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        rest.removeFirst(byteCount)
        return number
    }

    mutating func signed(_ byteCount: Int) throws(ZoneFault) -> Int64 {
        let number = Int64(bitPattern: try unsigned(byteCount))
        return byteCount == 4 ? Int64(Int32(truncatingIfNeeded: number)) : number
    }
}
