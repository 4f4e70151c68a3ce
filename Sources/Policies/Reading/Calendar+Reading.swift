internal import CivilTime

extension Policy.Calendar {
    /// The holiday calendars that ship with the product.
    public static let holidayCalendars = ["china"]

    init(_ place: Place) {
        let members = place.members(.calendar)
        code = members.declaredCode(.calendar)
        zone = members["zone"]?.zone() ?? ""
        let week = members["week"]?.members(.week)
        self.week = MemberList.week.required.map { week?[$0]?.spans() ?? [] }
        if let place = members["week"], week?.isBroken == false, self.week.allSatisfy(\.isEmpty) {
            place.fault("至少一天有时段，否则时限永不到期", "no day has a span: a clock would never run out")
        }
        holidays =
            members["holidays"].map { place in
                place.distinct(place.elements(max: Self.holidayCalendars.count)) { element in
                    let name = element.code()
                    if !name.isEmpty, !Self.holidayCalendars.contains(name) {
                        element.unknown(LocalText("节假日日历", "holiday calendar"), name, known: Self.holidayCalendars)
                    }
                    return name
                }
            } ?? []
        exceptions = Self.exceptions(members)
    }

    private static func exceptions(_ members: Members) -> [String: [Policy.Span]] {
        var exceptions: [String: [Policy.Span]] = [:]
        for place in members.elements("exceptions", max: PolicyLimits.exceptionsMax) {
            let members = place.members(.exception)
            let spans = members["open"]?.spans() ?? []
            guard let date = members["date"] else { continue }
            let text = date.code()
            guard isDate(text) else {
                if !text.isEmpty { date.fault("应为日期，例如 2026-10-01", "it is to be a date, such as 2026-10-01") }
                continue
            }
            if exceptions.updateValue(spans, forKey: text) != nil { date.fault("重复", "it comes twice") }
        }
        return exceptions
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { "0"..."9" ~= $0 } }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2])
        else { return false }
        return year > 0 && CivilDate(year: year, month: month, day: day).exists
    }
}

extension Place {
    /// In their order, without overlap.
    fileprivate func spans() -> [Policy.Span] {
        let spans = elements(max: PolicyLimits.spansMax).map { $0.span() }
        for (earlier, later) in zip(spans, spans.dropFirst()) where later.from < earlier.to {
            fault("时段应由早到晚，不能重叠", "spans come in their order and do not overlap")
        }
        return spans
    }
}
