internal import CivilTime
public import Events

/// The numbers of all tickets, in runs: within one the serial rises by one from ticket to ticket. What a number looks
/// like is the policy's affair; whatever ends in digits makes runs.
public struct TicketNumbers: Sendable {
    private struct Run {
        var first: TicketOrdinal
        var serial: Int64
        /// 0 where the number has no serial: then the run has one ticket.
        var width: Int
        var prefix: String

        func text(_ ticket: TicketOrdinal) -> String {
            width == 0 ? prefix : prefix + (serial + Int64(ticket.rawValue - first.rawValue)).padded(width)
        }
    }

    private var runs: [Run] = []
    private var runsByPrefix: [String: [Int]] = [:]
    /// How many tickets there are.
    public private(set) var count: UInt64 = 0

    public init() {}

    /// The number of a ticket that there is.
    /// Cost: a search among the runs.
    public subscript(_ ticket: TicketOrdinal) -> String? {
        guard ticket.rawValue > 0, ticket.rawValue <= count else { return nil }
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].first <= ticket { low = middle } else { high = middle }
        }
        return runs[low].text(ticket)
    }

    /// The ticket with a number; nil if there is none.
    public func ticket(_ number: String) -> TicketOrdinal? {
        let (prefix, serial, _) = Self.parts(number)
        for index in runsByPrefix[prefix] ?? [] {
            let run = runs[index]
            let end = index + 1 < runs.count ? runs[index + 1].first.rawValue : count + 1
            let length = Int64(end - run.first.rawValue)
            guard serial >= run.serial, serial - run.serial < length else { continue }
            let ticket = TicketOrdinal(rawValue: run.first.rawValue + UInt64(serial - run.serial))
            return run.text(ticket) == number ? ticket : nil
        }
        return nil
    }

    /// The number of the next ticket, in the order of the ordinals.
    mutating func append(_ number: String) {
        count += 1
        let ticket = TicketOrdinal(rawValue: count)
        if let run = runs.last, run.text(ticket) == number { return }
        let (prefix, serial, width) = Self.parts(number)
        runs.append(Run(first: ticket, serial: serial, width: width, prefix: prefix))
        runsByPrefix[prefix, default: []].append(runs.count - 1)
    }

    private static func parts(_ number: String) -> (prefix: String, serial: Int64, width: Int) {
        let digits = number.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.prefix(18)
        guard !digits.isEmpty, let serial = Int64(number.suffix(digits.count)) else { return (number, 0, 0) }
        return (String(number.dropLast(digits.count)), serial, digits.count)
    }
}

extension TicketNumbers {
    func write(to form: inout CanonicalBytes) {
        form.number(count)
        form.list(runs) { run, form in
            form.number(run.first.rawValue)
            form.number(UInt64(bitPattern: run.serial))
            form.number(run.width)
            form.text(run.prefix)
        }
    }
}
