package import EventRendering
internal import SegmentLog
internal import Threads

/// One line on a terminal that says how far long work has come; nothing where nobody watches.
package struct ProgressBar: ~Copyable {
    private let shell: Shell
    private let work: String
    private let isShown: Bool
    private let start: MonotonicInstant
    private var lastShown: MonotonicInstant?
    /// Often enough to look alive, seldom enough to cost nothing.
    private static let pauseNanoseconds: Int64 = 100_000_000

    package init(_ work: String, in shell: Shell) {
        self.shell = shell
        self.work = work
        isShown = shell.errors.isTerminal
        start = shell.now()
    }

    /// Shows how many of something are left.
    mutating func show(left: String) {
        guard isShown else { return }
        lastShown = shell.now()
        try? shell.errors.write(text: "\r\u{1b}[K\(shell.language("\(work)，剩余 \(left)", "\(work), \(left) left"))")
    }

    mutating func show(_ progress: MaintenanceProgress) {
        show { work, elapsed, language in
            Self.line(
                work, bytesDone: progress.bytesDone, bytesTotal: progress.bytesTotal, records: progress.records,
                elapsedNanoseconds: elapsed, language)
        }
    }

    /// Shows how many of so many things are done.
    /// - Parameter noun: the things, in the shell's language.
    package mutating func show(done: Int, of total: Int, _ noun: String) {
        show { work, elapsed, language in
            let share = Double(min(done, total)) / Double(max(1, total))
            return "\(work) \(Self.filled(share, of: "\(total) \(noun)", elapsed, language))"
        }
    }

    private mutating func show(_ line: (_ work: String, _ elapsedNanoseconds: Int64, Language) -> String) {
        let now = shell.now()
        let isEarly = lastShown.map { now.nanoseconds - $0.nanoseconds < Self.pauseNanoseconds } ?? false
        guard isShown, !isEarly else { return }
        lastShown = now
        let text = line(work, now.nanoseconds - start.nanoseconds, shell.language)
        try? shell.errors.write(text: "\r\u{1b}[K\(text)")
    }

    /// The bar, how much of it is done, and how long the rest takes if it goes on so.
    private static func filled(
        _ share: Double, of whole: String, _ elapsedNanoseconds: Int64, _ language: Language
    ) -> String {
        let seconds = Double(max(elapsedNanoseconds, 1)) / 1e9
        let left = share > 0 ? Amounts.clock(seconds: UInt64(min(seconds / share - seconds, 8_640_000))) : "?"
        let percent = Int(share * 100)
        return bar(share) + " "
            + language("\(percent)%，共 \(whole)，剩余 \(left)", "\(percent)% of \(whole), \(left) left")
    }

    private static func bar(_ share: Double) -> String {
        let filled = Int(share * 16)
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: 16 - filled) + "]"
    }

    /// Takes the line away again.
    package consuming func finish() {
        if lastShown != nil { try? shell.errors.write(text: "\r\u{1b}[K") }
    }

    /// At most 80 columns.
    package static func line(
        _ work: String, bytesDone: UInt64, bytesTotal: UInt64, records: UInt64, elapsedNanoseconds: Int64,
        _ language: Language
    ) -> String {
        let total = max(bytesTotal, 1)
        let share = Double(min(bytesDone, total)) / Double(total)
        let rate = Amounts.rate(Double(records) / (Double(max(elapsedNanoseconds, 1)) / 1e9))
        let bytes = Amounts.bytes(bytesTotal, language)
        let whole = language("\(bytes)，每秒 \(rate) 条", "\(bytes), \(rate) records/s")
        return "\(work) \(filled(share, of: whole, elapsedNanoseconds, language))"
    }
}

extension Shell {
    /// Does work on a whole log under a bar, which is gone when it ends, however it ends.
    func watching<Report>(
        _ work: String, _ body: (_ show: (MaintenanceProgress) -> Void) throws(LogError) -> Report
    ) throws(Refusal) -> Report {
        var bar = ProgressBar(work, in: self)
        let result: Result<Report, LogError> = Result { () throws(LogError) in try body { bar.show($0) } }
        bar.finish()
        do throws(LogError) { return try result.get() } catch { throw Refusal(error) }
    }
}

extension Amounts {
    /// `999`, `12.3 k`, `4.56 M`.
    static func rate(_ value: Double) -> String {
        let value = UInt64(min(max(value, 0), 1e15))
        if value >= 1_000_000 { return "\(digits(value, per: 1_000_000)) M" }
        return value >= 1000 ? "\(digits(value, per: 1000)) k" : "\(value)"
    }
}
