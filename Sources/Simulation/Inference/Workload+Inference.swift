package import Calendars
internal import Events
package import RecordedWork

extension Workload {
    /// What a record lacks is inferred by these rules; nothing else is made up.
    /// - People: whoever took or resolved a case. A record that names nobody has one desk, as its mapping says.
    /// - Skills: a case asks for its first category or queue, as the mapping says which; a person can take what they
    ///   took at least once. Nothing in a record says how well: all levels are the same.
    /// - Asking: a case asks for somebody when it is submitted, or where a `ready` step says so, from then on. Whoever
    ///   gave up before being queued never did.
    /// - On line: see ``Shifts``.
    /// - Capacity: the most cases that the person had at once, from taking them to resolving them or another's taking
    ///   over; one where the mapping says so.
    /// - Service: all the time that somebody had the case, whoever it was; where the record does not tell, the median
    ///   of the cases of the same skill. It runs day and night, as it did in the record.
    /// - Giving up: a customer who gave up waits as long again; whoever gets the case later is done with it in a
    ///   second.
    ///
    /// - Throws: `.noArrivals`
    package init(_ record: Record, by mapping: Mapping, zone: TimeZoneRules) throws(SimulationError) {
        let hasAcceptances = record.cases.contains { $0.first(.accepted) != nil }
        let readings = record.cases.map { CaseReading($0, hasAcceptances: hasAcceptances) }
        let asking = readings.filter(\.asksForSomebody)
        guard !asking.isEmpty else { throw .noArrivals }
        inference.leftOut = readings.count - asking.count

        let people = People(record.cases, skill: mapping.skill)
        var wanted: [String: Int] = [:]
        let values = asking.map { Self.wanted($0.recorded, people, mapping.skill) }
        for value in values { if let value = value.value { wanted[value, default: 0] += 1 } }
        let numbers = SkillNumbers(wanted, max: SimulationLimits.skillsMax)
        skills = numbers.names
        inference.skillsMerged = numbers.merged
        inference.skillsReplaced = values.count { $0.isReplaced }

        let shifts = Shifts(people.actions, zone: zone)
        inference.padding = shifts.padding
        let capacities = Self.capacities(readings, people, oneAtATime: mapping.oneAtATime)
        for (number, name) in people.names.enumerated() {
            var since: [Int: Instant] = [:]
            for (value, instant) in people.took[number] {
                if let skill = numbers[value] { since[skill] = min(since[skill] ?? instant, instant) }
            }
            let skills = since.keys.sorted()
            agents.append(
                SimulatedAgent(
                    identifier: name, skills: skills, skilledSince: skills.map { since[$0] ?? asking[0].askedAt },
                    capacity: capacities[number], shifts: shifts.spans(people.actions[number])))
        }
        setEstimates(asking, values.map { $0.value.flatMap { numbers[$0] } })
        for (reading, value) in zip(asking, values) {
            arrivals.append(arrival(reading, value.value.flatMap { numbers[$0] }, people, hasAcceptances))
        }
        arrivals.sort { ($0.at, $0.name) < ($1.at, $1.name) }
    }

    /// What a case asks for: what it said first, or, where nobody ever took such a case, what whoever took it had.
    private static func wanted(
        _ recorded: RecordedCase, _ people: People, _ skill: Mapping.SkillSource
    ) -> (value: String?, isReplaced: Bool) {
        let values = recorded.steps.compactMap { People.value($0, skill) }
        guard let first = values.first else { return (nil, false) }
        if people.values.contains(first) { return (first, false) }
        let taken = recorded.steps.first { $0.kind == .accepted && $0.resource != nil }
        return (taken.flatMap { People.value($0, skill) }, true)
    }

    /// The most that each had at once.
    private static func capacities(_ readings: [CaseReading], _ people: People, oneAtATime: Bool) -> [Int] {
        var changes = [[(at: Instant, by: Int)]](repeating: [], count: people.names.count)
        for hold in readings.flatMap(\.holds) {
            guard let number = hold.resource.flatMap({ people.numbers[$0] }) else { continue }
            changes[number].append((hold.from, 1))
            changes[number].append((hold.to, -1))
        }
        return changes.map { changes in
            if oneAtATime { return 1 }
            var (open, most) = (0, 1)
            for change in changes.sorted(by: { ($0.at, $0.by) < ($1.at, $1.by) }) {
                open += change.by
                most = max(most, open)
            }
            return min(most, SimulationLimits.capacityMax)
        }
    }

    private mutating func setEstimates(_ readings: [CaseReading], _ skillNumbers: [Int?]) {
        var services = [[Duration]](repeating: [], count: skills.count + 1)
        for (reading, skill) in zip(readings, skillNumbers) {
            guard let service = reading.service else { continue }
            services[skills.count].append(service)
            if let skill { services[skill].append(service) }
        }
        let all = Statistics.median(services[skills.count]) ?? .seconds(3_600)
        estimates = services.map { Statistics.median($0) ?? all }
    }

    private mutating func arrival(
        _ reading: CaseReading, _ skill: Int?, _ people: People, _ hasAcceptances: Bool
    ) -> Arrival {
        let recorded = reading.recorded
        var happened = Happened()
        if hasAcceptances {
            happened.acceptedAt = recorded.first(.accepted).map { max($0.time, reading.askedAt) }
        }
        happened.endedAt = reading.endedAt
        happened.abandonedAt = recorded.first(.abandoned)?.time
        for hold in reading.holds {
            guard let agent = hold.resource.flatMap({ people.numbers[$0] }) else { continue }
            happened.holds.append(Happened.Hold(agent: agent, from: hold.from, to: hold.to))
        }
        happened.agent = happened.holds.first?.agent
        if reading.service == nil { inference.servicesImputed += 1 }
        return Arrival(
            name: recorded.name, at: reading.askedAt, skill: skill, priority: recorded.priority,
            channel: recorded.channel, customer: recorded.customer, text: recorded.text,
            service: max(reading.service ?? estimates[skill ?? skills.count], .seconds(1)),
            patience: happened.abandonedAt.map {
                .milliseconds(max(0, $0.milliseconds - reading.askedAt.milliseconds))
            },
            happened: happened)
    }
}
