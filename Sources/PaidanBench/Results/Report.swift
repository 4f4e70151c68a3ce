internal import Foundation

/// Prints rows as they come: aligned for people, or as JSON lines (`schemas/cli/bench.schema.json`).
final class Report {
    private let isJSON: Bool
    private(set) var missed = 0

    init(isJSON: Bool) { self.isJSON = isJSON }

    func begin(_ machine: Machine, settings: String) throws {
        if isJSON { return try line(machine) }
        print(
            "\(machine.processor), \(machine.cores) cores, \(machine.memoryGigabytes) GiB; \(machine.kernel); "
                + "\(machine.fileSystem) on \(machine.device)")
        print("\(settings); load at the start \(machine.load)\n")
        print(TableLine.head)
        print(String(repeating: "-", count: TableLine.head.count))
    }

    func add(_ rows: [Row]) throws {
        for row in rows {
            if row.target?.isReached == false { missed += 1 }
            if isJSON { try line(row) } else { print(TableLine(row).text) }
        }
    }

    /// Rows that programs read one by one and people read better in lines of their own.
    func add(_ rows: [Row], shownAs lines: [String]) throws {
        guard isJSON else { return print(lines.joined(separator: "\n")) }
        try add(rows)
    }

    /// A remark about a group that could not be measured.
    func skip(_ group: String, why: String) throws {
        if isJSON { return try line(Skipped(group: group, why: why)) }
        print("\(group): not measured: \(why)")
    }

    /// Something that was found, and is no figure; for people, who get it behind the table.
    func remark(_ what: String, _ text: String) throws {
        if !isJSON { print("\n\(what): \(text)") }
    }

    /// Something that is not as it has to be.
    func find(_ text: String) throws {
        if isJSON { return try line(Finding(text: text)) }
        print("WRONG: \(text)")
    }

    func end() {
        if !isJSON { print("\n\(missed == 0 ? "every target was reached" : "\(missed) targets were missed")") }
    }

    private struct Finding: Encodable {
        let type = "finding"
        var text: String
    }

    private struct Skipped: Encodable {
        let type = "skipped"
        var group: String
        var why: String
    }

    private func line(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

/// What the bench is doing, on the terminal's error stream, and nowhere if that is none.
struct Progress {
    var group: String
    private let isShown = isatty(STDERR_FILENO) == 1

    init(_ group: String) { self.group = group }

    func say(_ text: String) { write("\r\u{1b}[K\(group), \(text)") }

    func clear() { write("\r\u{1b}[K") }

    private func write(_ text: String) {
        if isShown { FileHandle.standardError.write(Data(text.utf8)) }
    }
}
