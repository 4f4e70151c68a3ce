package import Calendars
internal import CivilTime
internal import Events
package import Policies
internal import PolicyFiles

extension MemberList {
    static let agents = MemberList("agents", required: ["agents"])
    static let agent = MemberList("agent", required: ["code"], optional: ["capacity", "skills", "days", "hours"])
}

// People that a file names.
extension Workload {
    /// Takes people from a file in YAML: what it says of somebody holds in place of what was inferred, what it leaves
    /// out stays; who is new is added, and can take everything where no skills are named.
    ///
    ///     agents:
    ///       - {code: lin, capacity: 3, skills: [Category 26], days: [monday, friday], hours: ["09:00-12:00"]}
    package mutating func name(agents source: [UInt8], zone: TimeZoneRules) throws(SimulationError) {
        let reading = PolicyReading()
        do throws(PolicyRefusal) {
            let place = Place(node: try PolicyFiles.node(source), path: "", reading: reading)
            for place in place.members(.agents).elements("agents", max: PolicyLimits.nodesMax) { add(place, zone) }
            guard reading.faults.isEmpty else { throw PolicyRefusal(reading.faultsInOrder) }
        } catch { throw .agents(error) }
    }

    private mutating func add(_ place: Place, _ zone: TimeZoneRules) {
        let members = place.members(.agent)
        let code = members["code"]?.text(bytesMax: PolicyLimits.nameBytesMax) ?? ""
        let number = agents.firstIndex { $0.identifier == code } ?? agents.count
        if number == agents.count {
            let all = Array(skills.indices)
            let since = arrivals.first?.at ?? Instant(milliseconds: 0)
            agents.append(
                SimulatedAgent(
                    identifier: code, skills: all, skilledSince: all.map { _ in since }, capacity: 1, shifts: []))
        }
        if let capacity = members["capacity"]?.number(1...PolicyLimits.capacityMax) {
            agents[number].capacity = Int(capacity)
        }
        if let place = members["skills"] {
            var known: [Int] = []
            for place in place.elements(max: PolicyLimits.skillsMax) {
                let name = place.text(bytesMax: PolicyLimits.nameBytesMax)
                guard let skill = skills.firstIndex(of: name) else {
                    place.unknown(LocalText("技能", "skill"), name, known: skills)
                    continue
                }
                if !known.contains(skill) { known.append(skill) }
            }
            agents[number].skills = known.sorted()
            let since = arrivals.first?.at ?? Instant(milliseconds: 0)
            agents[number].skilledSince = known.map { _ in since }
        }
        guard let hours = members["hours"] else { return }
        let spans = hours.elements(max: PolicyLimits.spansMax).map { $0.span() }
        let days = members.elements("days", max: 7).map { place in
            place.choice(LocalText("星期", "weekday"), Self.weekdays, otherwise: Int64(0))
        }
        agents[number].shifts = shifts(spans, on: members["days"] == nil ? Array(0..<5) : days, zone)
    }

    private static let weekdays: [(code: String, value: Int64)] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ].enumerated().map { ($0.element, Int64($0.offset)) }

    /// For as long as cases come, and a week more.
    private func shifts(_ spans: [Policy.Span], on days: [Int64], _ zone: TimeZoneRules) -> [Range<Instant>] {
        guard let first = arrivals.first?.at, let last = arrivals.last?.at else { return [] }
        func day(_ instant: Instant) -> Int64 { zone.wallClock(at: instant.milliseconds).floorQuotient(86_400_000) }
        var shifts: [Range<Instant>] = []
        // 1970-01-01 was a Thursday.
        for day in day(first)...(day(last) + 7) where days.contains((day + 3).floorRemainder(7)) {
            for span in spans.sorted(by: { $0.from < $1.from }) {
                func moment(_ minute: Int) -> Instant {
                    Instant(milliseconds: zone.firstMoment(wallClock: day * 86_400_000 + Int64(minute) * 60_000))
                }
                let (from, to) = (moment(span.from), moment(span.to))
                if from < to, from >= shifts.last?.upperBound ?? from { shifts.append(from..<to) }
            }
        }
        return shifts
    }

    /// - Throws: `.unknownChannel`
    package func checkChannels(_ policy: Policy) throws(SimulationError) {
        for channel in Set(arrivals.compactMap(\.channel)).sorted() where policy.channel(channel) == nil {
            throw .unknownChannel(channel, known: policy.intake.channels.map(\.code))
        }
    }
}
