package import Calendars
internal import Domain
internal import Events
internal import Policies
internal import Triage

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

    /// A policy that is to be published, once its calendars are known to work here.
    func reckonable(_ document: PolicyDocument) throws(EngineError) -> PolicyPublished {
        _ = try Self.calendars(of: document.policy, zones)
        return PolicyPublished(document)
    }

    /// What the tickets of the policy in force reckon with from now on.
    mutating func takePolicy() {
        triage = Triage(state.policy)
        calendarFault = nil
        do throws(EngineError) {
            state.calendars[state.policy.version] = try Self.calendars(of: state.policy, zones)
        } catch { calendarFault = error }
    }
}
