internal import Bytes

/// Divides CSV (RFC 4180) into rows as its bytes come. Line ends may be LF or CRLF; a quoted field may hold them.
struct CSVReader {
    /// One row's fields, one after the other, and where each ends.
    struct Row {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        /// The quotes are not as they should be, or the row is too long.
        var isMalformed = false

        var count: Int { ends.count }

        func field(_ index: Int) -> String {
            let start = index == 0 ? 0 : ends[index - 1]
            return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
        }

        fileprivate mutating func removeAll() {
            bytes.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            isMalformed = false
        }
    }

    private enum Place { case fieldStart, plain, quoted, quoteInQuoted, skipping }

    private var row = Row()
    private var place = Place.fieldStart
    private var isBegun = false

    /// Calls `body` with every row that ends in these bytes.
    mutating func read<Failure: Error>(
        _ bytes: RawSpan, _ body: (borrowing Row) throws(Failure) -> Void
    ) throws(Failure) {
        for offset in 0..<bytes.byteCount { try take(bytes.byte(at: offset), body) }
    }

    /// The last row, where no line end follows it.
    mutating func finish<Failure: Error>(_ body: (borrowing Row) throws(Failure) -> Void) throws(Failure) {
        guard isBegun else { return }
        if place == .quoted { row.isMalformed = true }
        try endRow(body)
    }

    private mutating func take<Failure: Error>(
        _ byte: UInt8, _ body: (borrowing Row) throws(Failure) -> Void
    ) throws(Failure) {
        let lineFeed = UInt8(ascii: "\n")
        if row.bytes.count > RecordedLimits.rowBytesMax || row.ends.count > RecordedLimits.columnsMax {
            row.removeAll()
            row.isMalformed = true
            place = .skipping
        }
        switch place {
        case .skipping:
            if byte == lineFeed { try endRow(body) }
        case .quoted:
            if byte == UInt8(ascii: "\"") { place = .quoteInQuoted } else { row.bytes.append(byte) }
        case .quoteInQuoted where byte == UInt8(ascii: "\""):
            row.bytes.append(byte)
            place = .quoted
        case .fieldStart, .plain, .quoteInQuoted:
            try takeUnquoted(byte, body)
        }
    }

    private mutating func takeUnquoted<Failure: Error>(
        _ byte: UInt8, _ body: (borrowing Row) throws(Failure) -> Void
    ) throws(Failure) {
        switch byte {
        case UInt8(ascii: "\n"):
            guard isBegun else { return }
            try endRow(body)
        case UInt8(ascii: ","):
            isBegun = true
            row.ends.append(row.bytes.count)
            place = .fieldStart
        // Of a line end; anywhere else it says nothing.
        case UInt8(ascii: "\r"): break
        case UInt8(ascii: "\"") where place == .fieldStart:
            isBegun = true
            place = .quoted
        default:
            isBegun = true
            // Something behind the closing quote, or a quote in the middle.
            if place == .quoteInQuoted || byte == UInt8(ascii: "\"") { row.isMalformed = true }
            row.bytes.append(byte)
            place = .plain
        }
    }

    private mutating func endRow<Failure: Error>(_ body: (borrowing Row) throws(Failure) -> Void) throws(Failure) {
        row.ends.append(row.bytes.count)
        try body(row)
        row.removeAll()
        (place, isBegun) = (.fieldStart, false)
    }
}
