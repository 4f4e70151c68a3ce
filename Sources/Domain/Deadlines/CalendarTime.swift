package import Calendars
internal import CivilTime
package import Events
package import Policies

/// The time of a calendar. Past the years that calendars reckon with, every minute counts.
package struct CalendarTime: BusinessTime {
    let calendar: BusinessCalendar

    package init(calendar: BusinessCalendar) { self.calendar = calendar }

    package func end(of length: Duration, from start: Instant) -> Instant {
        do throws(CalendarError) {
            let end = try calendar.add(milliseconds: length.milliseconds, to: Timestamp(start))
            return Instant(milliseconds: end.milliseconds)
        } catch { return EveryMinute().end(of: length, from: start) }
    }

    package func counted(from start: Instant, to end: Instant) -> Duration {
        do throws(CalendarError) {
            return .milliseconds(try calendar.measure(from: Timestamp(start), to: Timestamp(end)))
        } catch { return EveryMinute().counted(from: start, to: end) }
    }

    package func segments(
        from start: Instant, to end: Instant, pauses: [ClosedRange<Instant>]
    ) -> [CountedSegment]? {
        do throws(CalendarError) {
            let pauses = pauses.map { Pause(from: Timestamp($0.lowerBound), to: Timestamp($0.upperBound)) }
            let known = calendar.holidaysKnownUntil.map { Instant(milliseconds: $0.milliseconds) }
            return try calendar.explain(from: Timestamp(start), to: Timestamp(end), pauses: pauses)
                .flatMap { CountedSegment($0).marked(after: known) }
        } catch {
            guard case .tooLongToExplain = error else {
                return EveryMinute().segments(from: start, to: end, pauses: pauses)
            }
            return nil
        }
    }
}

extension Policy.Calendar {
    /// The calendar that reckons as this one says.
    /// - Parameter zone: the one that it names.
    package func reckoning(_ zone: TimeZoneRules) throws(CalendarError) -> BusinessCalendar {
        var days: [Weekday: [WorkingSpan]] = [:]
        for (weekday, spans) in zip(Weekday.allCases, week) { days[weekday] = spans.compactMap(WorkingSpan.init) }
        let own = exceptions.sorted { $0.key < $1.key }.compactMap { date, spans in
            CivilDate(date).map { date in
                let open = spans.compactMap(WorkingSpan.init)
                return SpecialDay(date, "", open.isEmpty ? .closed : .spans(open))
            }
        }
        // What the policy says of a date stands above what a holiday calendar says.
        let dates = Set(own.map(\.date))
        let hasChina = holidays.contains("china")
        let shared = hasChina ? ChinaHolidays.specialDays().filter { !dates.contains($0.date) } : []
        return try BusinessCalendar(
            name: code, zone: zone, week: WeeklyHours(days), specialDays: own + shared,
            holidaysKnownThrough: hasChina ? ChinaHolidays.knownThrough : nil)
    }
}

extension ChinaHolidays {
    fileprivate static func localName(_ name: String) -> LocalText { LocalText(name, englishName(name)) }
}

extension WorkingSpan {
    fileprivate init?(_ span: Policy.Span) {
        guard let start = TimeOfDay(milliseconds: Int64(span.from) * 60_000),
            let end = TimeOfDay(milliseconds: Int64(span.to) * 60_000)
        else { return nil }
        self.init(start, end)
    }
}

extension Timestamp {
    fileprivate init(_ instant: Instant) { self.init(milliseconds: instant.milliseconds) }
}

extension CountedSegment {
    /// Itself, or its parts before and after the last moment whose holidays are known. A pause is one on any day.
    fileprivate func marked(after known: Instant?) -> [CountedSegment] {
        guard let known, known < end, reason != .paused else { return [self] }
        let after = CountedSegment(from: max(start, known), to: end, reason, isBeyondHolidays: true)
        return start < known ? [CountedSegment(from: start, to: known, reason), after] : [after]
    }

    fileprivate init(_ segment: Segment) {
        let reason: Reason =
            switch segment.kind {
            case .working(nil): .working
            case .working: .exception
            case .makeUp(let holiday): .makeUp(ChinaHolidays.localName(holiday))
            case .closed(.outsideHours): .outsideHours
            case .closed(.dayOff): .dayOff
            // What the policy itself says of a date has no name.
            case .closed(.holiday("")): .closed
            case .closed(.holiday(let name)): .holiday(ChinaHolidays.localName(name))
            case .paused: .paused
            }
        self.init(
            from: Instant(milliseconds: segment.start.milliseconds),
            to: Instant(milliseconds: segment.end.milliseconds), reason)
    }
}
