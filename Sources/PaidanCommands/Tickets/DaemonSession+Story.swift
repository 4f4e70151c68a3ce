internal import EventRendering
internal import JSONText

extension DaemonSession {
    /// Prints events that came as lines for people, below what was said before.
    func tell(_ events: [JSON]) throws(Refusal) {
        try shell.say("")
        var printer = EventPrinter(
            shell.output, .lines(language, hasColours: style.hasColours, secondsFromUTC: style.secondsFromUTC))
        for event in events.compactMap({ RenderedEvent($0) }) {
            try printer.print(event, naming: policies.names(for: event, in: printer))
        }
        try printer.flush()
    }
}
