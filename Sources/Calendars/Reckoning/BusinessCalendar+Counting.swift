internal import CivilTime

/// The two functions that all reckoning is made of. Moments are ms since 1970, days are days after 1970-01-01.
extension BusinessCalendar {
    /// The working time from Monday 1969-12-29 until a moment, in ms. Never falls.
    /// - Complexity: logarithmic in the special dates and the transitions of the zone.
    func counted(until moment: Int64) -> Int64 {
        let days = day(of: moment)
        let index = irregularCount(through: days)
        let isIrregular = index > 0 && irregularDays[index - 1].days == days
        var counted = isIrregular ? irregularDays[index - 1].before : countedBefore(days, irregularCount: index)
        for span in isIrregular ? spans(irregularDays[index - 1]) : week[Weekday(days: days)] {
            let part = zone.moments(of: span, on: days)
            if moment <= part.lowerBound { break }
            counted += min(moment, part.upperBound) - part.lowerBound
        }
        return counted
    }

    /// The first moment until which so much is counted; nil if it is not in the years that are reckoned with.
    ///
    /// When work ends at it, that is the end, not the beginning of the next work.
    func firstMoment(counted: Int64) -> Int64? {
        guard counted >= 0 else { return nil }
        let index = irregularDays.partition { $0.through < counted }
        if index < irregularDays.count, irregularDays[index].before < counted {
            return moment(counted - irregularDays[index].before, on: irregularDays[index].days, orLater: false)
        }
        guard regularWeek.milliseconds > 0 else { return nil }
        let start = index == 0 ? CalendarLimits.days.lowerBound : irregularDays[index - 1].days + 1
        var rest = counted - countedBefore(start, irregularCount: index)
        guard rest > 0 else { return nil }
        var days = start + (rest - 1) / regularWeek.milliseconds * 7
        rest -= (rest - 1) / regularWeek.milliseconds * regularWeek.milliseconds
        while rest > regularWeek.milliseconds(on: days) {
            rest -= regularWeek.milliseconds(on: days)
            days += 1
        }
        return moment(rest, on: days, orLater: false)
    }

    /// The last moment until which no more is counted; nil if it is not in the years that are reckoned with.
    ///
    /// When work begins at it, that is the beginning, not the end of the work before.
    func lastMoment(counted: Int64) -> Int64? {
        guard counted >= 0 else { return nil }
        let index = irregularDays.partition { $0.before <= counted }
        if index > 0, irregularDays[index - 1].through > counted {
            let irregular = irregularDays[index - 1]
            return moment(counted - irregular.before, on: irregular.days, orLater: true)
        }
        guard regularWeek.milliseconds > 0 else { return nil }
        let start = index == 0 ? CalendarLimits.days.lowerBound : irregularDays[index - 1].days + 1
        var rest = counted - countedBefore(start, irregularCount: index)
        guard rest >= 0 else { return nil }
        var days = start + rest / regularWeek.milliseconds * 7
        rest %= regularWeek.milliseconds
        while rest >= regularWeek.milliseconds(on: days) {
            rest -= regularWeek.milliseconds(on: days)
            days += 1
        }
        return moment(rest, on: days, orLater: true)
    }

    /// The spans of a day.
    func spans(on days: Int64) -> [WorkingSpan] {
        let index = irregularCount(through: days)
        guard index > 0, irregularDays[index - 1].days == days else { return week[Weekday(days: days)] }
        return spans(irregularDays[index - 1])
    }

    /// The rule of a date, if it has one.
    func specialDay(on days: Int64) -> SpecialDay? {
        let index = irregularCount(through: days)
        guard index > 0, irregularDays[index - 1].days == days else { return nil }
        return irregularDays[index - 1].special.map { specialDays[$0] }
    }

    /// The day that a moment is of: the last whose midnight was shown. Where clocks are put back over midnight it does
    /// not become yesterday again.
    func day(of moment: Int64) -> Int64 {
        var days = zone.wallClock(at: moment).floorQuotient(CalendarLimits.dayMilliseconds)
        while zone.firstMoment(wallClock: (days + 1) * CalendarLimits.dayMilliseconds) <= moment { days += 1 }
        return days
    }

    /// When so much of a day's work was done, which has so much. At the end of a span: that, or the start of the next.
    private func moment(_ counted: Int64, on days: Int64, orLater: Bool) -> Int64? {
        guard days <= CalendarLimits.days.upperBound else { return nil }
        var rest = counted
        for span in spans(on: days) {
            let part = zone.moments(of: span, on: days)
            let length = part.upperBound - part.lowerBound
            if orLater ? rest < length : rest <= length {
                let moment = part.lowerBound + rest
                return (0...CalendarLimits.momentMax).contains(moment) ? moment : nil
            }
            rest -= length
        }
        preconditionFailure("a day has the work it was said to have")
    }

    private func countedBefore(_ days: Int64, irregularCount: Int) -> Int64 {
        let regular = regularWeek.milliseconds(until: days)
        guard irregularCount > 0 else { return regular }
        let last = irregularDays[irregularCount - 1]
        return last.through + regular - regularWeek.milliseconds(until: last.days + 1)
    }

    private func spans(_ irregular: IrregularDay) -> [WorkingSpan] {
        irregular.special.map { specialDays[$0].spans(week) } ?? week[Weekday(days: irregular.days)]
    }

    private func irregularCount(through days: Int64) -> Int { irregularDays.partition { $0.days <= days } }
}

extension [IrregularDay] {
    /// How many come before the first of which `isBefore` is false; it is false of all that follow.
    fileprivate func partition(_ isBefore: (IrregularDay) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
