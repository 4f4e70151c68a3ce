internal import Events
internal import Policies

/// The numbers that were given: ranges of serials, by period. Memory: a few words a month or day.
struct NumberLedger: Sendable {
    fileprivate struct Book: Sendable {
        let numbering: Numbering
        var periods: [Int64: [ClosedRange<UInt64>]] = [:]
    }

    private var books: [Book] = []

    enum Finding: Sendable { case isNew, isTaken, hasNoForm }

    /// Notes a number that a ticket got.
    mutating func note(_ number: String, _ numbering: Numbering) -> Finding {
        guard let read = numbering.parse(number) else { return .hasNoForm }
        for book in books where book.numbering != numbering {
            if let other = book.numbering.parse(number), book.has(other.period.count, other.serial) { return .isTaken }
        }
        let index: Int
        if let known = books.firstIndex(where: { $0.numbering == numbering }) {
            index = known
        } else {
            index = books.count
            books.append(Book(numbering: numbering))
        }
        return books[index].take(read.period.count, read.serial) ? .isNew : .isTaken
    }
}

extension NumberLedger.Book {
    func has(_ period: Int64, _ serial: UInt64) -> Bool {
        periods[period]?.contains { $0.contains(serial) } ?? false
    }

    /// False where it was taken.
    mutating func take(_ period: Int64, _ serial: UInt64) -> Bool {
        var ranges = periods[period] ?? []
        if let last = ranges.last, last.upperBound + 1 == serial {
            periods[period]?[ranges.count - 1] = last.lowerBound...serial
            return true
        }
        let place = ranges.firstIndex { $0.upperBound >= serial } ?? ranges.count
        if place < ranges.count, ranges[place].contains(serial) { return false }
        ranges.insert(serial...serial, at: place)
        periods[period] = ranges
        return true
    }
}
