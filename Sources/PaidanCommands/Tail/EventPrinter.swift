internal import Bytes
internal import EventRendering
internal import Events
internal import JSONText

/// Prints events: an object each for programs, a line each for people.
struct EventPrinter: ~Copyable {
    private let style: Style
    private var output: LineOutput
    private var lastDate = ""

    enum Style {
        case json
        /// - Parameter secondsFromUTC: by a moment in milliseconds since 1970.
        case lines(Language, hasColours: Bool, secondsFromUTC: @Sendable (Int64) -> Int64)
    }

    init(_ sink: any ByteSink, _ style: Style) {
        self.style = style
        output = LineOutput(sink)
    }

    /// Whether people read it, who want to know what things are called.
    var isForPeople: Bool {
        switch style {
        case .json: false
        case .lines: true
        }
    }

    /// - Parameter names: of the policy that the event goes by.
    mutating func print(_ event: RenderedEvent, naming names: PolicyNames) throws(Refusal) {
        switch style {
        case .json: try output.add { bytes in event.json.append(to: &bytes) }
        case .lines(let language, let hasColours, let secondsFromUTC):
            let line = EventLine(
                event, language, secondsFromUTC: secondsFromUTC(event.time.milliseconds), names: names)
            // The date stands where it changes, and its column stays empty below.
            let date = line.date == lastDate ? String(repeating: " ", count: line.date.count) : line.date
            lastDate = line.date
            let text = Self.text(line, date: date, hasColours: hasColours)
            try output.add { bytes in bytes += text.utf8 }
        }
    }

    mutating func flush() throws(Refusal) { try output.flush() }

    /// As wide as most numbers are.
    private static let ticketWidth = 11

    private static func text(_ line: EventLine, date: String, hasColours: Bool) -> String {
        let time = "\(date) \(line.time)"
        let ticket = line.ticket + String(repeating: " ", count: max(0, ticketWidth - line.ticket.count))
        guard hasColours else { return "\(time)  \(ticket)  \(line.words)" }
        let words = line.tone.paint?.on(line.words) ?? line.words
        return "\(Paint.faint.on(time))  \(ticket)  \(words)"
    }
}

extension EventLine.Tone {
    fileprivate var paint: Paint? {
        switch self {
        case .background: .faint
        case .plain: nil
        case .active: .blue
        case .warning: .yellow
        case .urgent: .red
        case .done: .green
        }
    }
}
