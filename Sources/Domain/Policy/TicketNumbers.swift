internal import Events
internal import Policies

/// Which ticket has which number, without keeping the numbers: tickets that follow one another within a period have
/// serials that do.
struct TicketNumbers: Sendable {
    /// Tickets from `first` on, numbered one after the other from `serial` on.
    private struct Run {
        var numbering: Numbering
        var period: Numbering.Period
        var first: TicketOrdinal
        var serial: UInt64
    }

    /// In the order of the tickets.
    private var runs: [Run] = []
    /// Numbers of one numbering never coincide; those of several might.
    private var hasSeveralNumberings = false

    /// The number that `ticket`, the next, gets at `instant`. A clock that went back does not go back a period. A
    /// number that a ticket has already, by an earlier policy's numbering, is not given again.
    /// - Parameter isPast: the instant is not the clock's but a record's, and its period as it is.
    func next(
        _ ticket: TicketOrdinal, at instant: Instant, _ numbering: Numbering, channel: String, isPast: Bool = false
    ) -> String {
        var period = numbering.period(of: instant)
        if !isPast, let last = runs.last(where: { $0.numbering == numbering }) { period = max(period, last.period) }
        var serial = nextSerial(ticket, numbering, period)
        while true {
            let number = numbering.number(period, serial: serial, channel: channel)
            let mayCoincide = hasSeveralNumberings || runs.first.map { $0.numbering != numbering } ?? false
            if !mayCoincide || self.ticket(number, next: ticket) == nil { return number }
            serial += 1
        }
    }

    private func nextSerial(_ ticket: TicketOrdinal, _ numbering: Numbering, _ period: Numbering.Period) -> UInt64 {
        guard let index = runs.lastIndex(where: { $0.numbering == numbering && $0.period == period }) else { return 1 }
        return runs[index].serial + end(index, next: ticket).rawValue - runs[index].first.rawValue
    }

    /// The first ticket behind a run.
    private func end(_ index: Int, next: TicketOrdinal) -> TicketOrdinal {
        index + 1 < runs.count ? runs[index + 1].first : next
    }

    /// Remembers that `ticket`, the next, has a number of this numbering.
    mutating func note(_ ticket: TicketOrdinal, _ number: String, _ numbering: Numbering) {
        guard let read = numbering.parse(number) else { return }
        if let last = runs.last, last.numbering == numbering, last.period == read.period,
            last.serial + ticket.rawValue - last.first.rawValue == read.serial
        {
            return
        }
        if let first = runs.first, first.numbering != numbering { hasSeveralNumberings = true }
        runs.append(Run(numbering: numbering, period: read.period, first: ticket, serial: read.serial))
    }

    /// The ticket with a number; nil if there is none. Cost: a look at each period that had a ticket.
    /// - Parameter next: the first ticket that is not there yet.
    func ticket(_ number: String, next: TicketOrdinal) -> TicketOrdinal? {
        for index in runs.indices.reversed() {
            let run = runs[index]
            guard let read = run.numbering.parse(number), read.period == run.period, read.serial >= run.serial else {
                continue
            }
            let ordinal = TicketOrdinal(rawValue: run.first.rawValue + (read.serial - run.serial))
            if ordinal < end(index, next: next) { return ordinal }
        }
        return nil
    }
}
