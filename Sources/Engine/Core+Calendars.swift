package import Calendars
internal import Domain
internal import Policies

/// The rules of a time zone by its name, such as `Asia/Shanghai`; throws what people can read.
package typealias ZoneSource = @Sendable (String) throws -> TimeZoneRules

extension Core {
    /// What the policy's deadlines reckon with.
    static func calendars(
        of policy: Policy, _ zones: ZoneSource
    ) throws(EngineError) -> [String: any BusinessTime] {
        var found: [String: any BusinessTime] = [:]
        for calendar in policy.calendars {
            do {
                found[calendar.code] = CalendarTime(calendar: try calendar.reckoning(try zones(calendar.zone)))
            } catch { throw .calendar(calendar.code, "\(error)") }
        }
        return found
    }
}
