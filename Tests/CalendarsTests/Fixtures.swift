import Calendars
import CivilTime
import Foundation
import LinuxStorage
import Seeds
import Testing
import ZoneFiles

func zone(_ name: String) throws -> TimeZoneRules { try ZoneFiles.zone(name, from: LinuxFileSystem()) }

/// A moment as RFC 3339 writes it.
func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text), "\(text) is no moment") }

/// A date: `2026-11-22`
func date(_ text: String) throws -> CivilDate {
    let moment = try moment(text + "T00:00:00Z")
    return CivilDate(days: moment.milliseconds / 86_400_000)
}

/// Spans: `09:00-12:00 13:00-18:00`
func spans(_ text: String) throws -> [WorkingSpan] {
    try text.split(separator: " ").map { span in
        let ends = span.split(separator: "-").map { TimeOfDay(String($0)) }
        return WorkingSpan(try #require(ends[0]), try #require(ends[1]))
    }
}

/// Monday to Friday.
func office(
    _ hours: String = "09:00-18:00", in name: String = "UTC", _ specialDays: [SpecialDay] = []
) throws -> BusinessCalendar {
    try BusinessCalendar(
        name: "office", zone: zone(name), week: WeeklyHours(mondayToFriday: spans(hours)), specialDays: specialDays)
}

let minute: Int64 = 60_000
let hour: Int64 = 60 * minute
let day: Int64 = 24 * hour
