internal import CivilTime
internal import Events
internal import JSONText

/// How a sentence tells the times in it: by the reader's clocks, and without the date of the event itself.
struct ReadersClock {
    /// How far ahead of UTC the reader's clocks are, at the event's time.
    var secondsFromUTC: Int64
    /// The day of the event.
    private var date: Substring

    init(_ event: RenderedEvent, secondsFromUTC: Int64) {
        self.secondsFromUTC = secondsFromUTC
        date = Self.parts(Timestamp(milliseconds: event.time.milliseconds), secondsFromUTC).date
    }

    /// `17:00` on the day of the event, otherwise `2024-05-08 17:00`: seconds are for programs.
    func text(_ time: Timestamp) -> String {
        let parts = Self.parts(time, secondsFromUTC)
        return parts.date == date ? String(parts.time) : "\(parts.date) \(parts.time)"
    }

    private static func parts(_ time: Timestamp, _ secondsFromUTC: Int64) -> (date: Substring, time: Substring) {
        let parts = time.localText(secondsFromUTC: secondsFromUTC).split(separator: " ")
        return (parts[0], parts[1].dropLast(":00".count))
    }
}

extension RenderedEvent {
    /// A time among what the event says, for people; as it is where it cannot be read.
    func fact(_ name: String, by clock: ReadersClock) -> String? {
        fact(name).map { text in Timestamp(text).map(clock.text) ?? text }
    }
}
