internal import Bytes
package import Calendars
internal import Events
internal import JSONText
internal import Policies

/// Reads recorded work from the bytes of a file as they come, gzip or plain, and keeps no more of it than the mapping
/// asks for: some hundred bytes a row.
package struct RecordReader: ~Copyable {
    private let mapping: Mapping
    private var inflater: Inflater?
    /// What came before it can be told what the file is.
    private var beginning: [UInt8]? = []
    private var csv = CSVReader()
    private var lines = LineReader()
    private var collector: RowCollector

    /// - Parameter zone: the mapping's.
    package init(_ mapping: Mapping, zone: TimeZoneRules) {
        self.mapping = mapping
        collector = RowCollector(mapping, zone: zone)
    }

    /// Takes the next bytes of the file.
    package mutating func read(_ bytes: [UInt8]) throws(RecordedWorkError) {
        guard let begun = beginning else { return try take(bytes) }
        beginning = begun + bytes
        if begun.count + bytes.count >= Self.magic.count { try begin() }
    }

    private static let magic: [UInt8] = [0x1f, 0x8b]

    private mutating func begin() throws(RecordedWorkError) {
        guard let begun = beginning else { return }
        beginning = nil
        if begun.starts(with: Self.magic) { inflater = Inflater() }
        try take(begun)
    }

    private mutating func take(_ bytes: [UInt8]) throws(RecordedWorkError) {
        guard var unpacking = inflater.take() else { return try divide(bytes.bytes) }
        var compressed = bytes
        let isWhole = try unpacking.read(&compressed) { piece throws(RecordedWorkError) in try divide(piece) }
        let bytesRead = unpacking.bytesRead
        inflater = consume unpacking
        guard isWhole else { throw .compression(bytesRead: bytesRead) }
    }

    private mutating func divide(_ bytes: RawSpan) throws(RecordedWorkError) {
        switch mapping.format {
        case .csv:
            var csv = CSVReader()
            swap(&csv, &self.csv)
            try csv.read(bytes) { row throws(RecordedWorkError) in try collector.add(row) }
            swap(&csv, &self.csv)
        case .jsonLines:
            var lines = LineReader()
            swap(&lines, &self.lines)
            try lines.read(bytes) { line throws(RecordedWorkError) in try collector.add(line: line) }
            swap(&lines, &self.lines)
        }
    }

    /// All that the file told.
    /// - Throws: `.nothing` where no row of it could be used.
    package consuming func finish() throws(RecordedWorkError) -> Record {
        try begin()
        if let inflater = inflater.take(), !inflater.isComplete {
            throw .compression(bytesRead: inflater.bytesRead)
        }
        var collector = collector
        switch mapping.format {
        case .csv: try csv.finish { row throws(RecordedWorkError) in try collector.add(row) }
        case .jsonLines: try lines.finish { line throws(RecordedWorkError) in try collector.add(line: line) }
        }
        return try collector.record()
    }
}
