extension Policy {
    /// The version of the language in which policies are written: what is left out means the same for ever.
    static let format: UInt64 = 1

    /// Reads a policy from what a file says.
    /// - Parameters:
    ///   - version: under which it is published, or was.
    ///   - isPublished: it was; then it is read by the rules that held when it was written.
    ///   - isZone: whether there is a time zone of this name; nil where nobody can say.
    /// - Throws: everything that is wrong with it.
    public init(
        reading node: PolicyNode, version: UInt64 = 1, isPublished: Bool = false, isZone: ((String) -> Bool)? = nil
    ) throws(PolicyRefusal) {
        try self.init(node, version: version, PolicyReading(isPublished: isPublished, isZone: isZone))
    }

    init(_ node: PolicyNode, version: UInt64, _ reading: PolicyReading) throws(PolicyRefusal) {
        PolicyLimits.checkRelations()
        let place = Place(node: node, path: "", reading: reading)
        guard node.count <= PolicyLimits.nodesMax else {
            let text = LocalText("内容过多", "there is too much in it")
            throw PolicyRefusal([PolicyFault(at: node.position, path: "", text)])
        }
        // The calendar of all minutes is there without being declared.
        reading.declareBuiltIn(.calendar, Self.calendarAlways)
        self.init(place.members(.policy), version: version)
        reading.resolveReferences()
        let faults = reading.faultsInOrder
        guard faults.isEmpty else { throw PolicyRefusal(faults) }
    }

    /// In it every minute counts.
    public static let calendarAlways = "always"

    private init(_ members: Members, version: UInt64) {
        self.version = version
        if let place = members["format"], place.number(1...UInt64(Int64.max)) != Self.format {
            place.fault("只支持格式 \(Self.format)", "only format \(Self.format) is known")
        }
        profile = members["profile"]?.code() ?? ""
        name = members.name
        zone = members["zone"]?.code() ?? ""
        let offset = members["zone"].map { $0.fixedOffset() } ?? 0
        skills = members.choices("skills", .skill, max: PolicyLimits.skillsMax)
        intake = Intake(members["intake"])
        triage = Triage(members["triage"])
        dispatch = Dispatch(members["dispatch"])
        stages = Self.stages(members)
        calendars = members.declarations("calendars", .calendar, max: PolicyLimits.calendarsMax).map(Calendar.init)
        let reading = members.place.reading
        var count = reading.faults.count
        deadlines = members.declarations("deadlines", .deadline, max: PolicyLimits.deadlinesMax).map(Deadline.init)
        feedback = Feedback(members["feedback"])
        let endsAreRead = reading.faults.count == count
        count = reading.faults.count
        let templatePlaces = members.declarations("templates", .template, max: PolicyLimits.templatesMax)
        templates = templatePlaces.map(Template.init)
        notices = members.elements("notices", max: PolicyLimits.noticesMax).map(Notice.init)
        let noticesAreRead = reading.faults.count == count
        carriers = Self.carriers(members["carriers"])
        numbering = Numbering(members["numbering"], secondsFromUTC: offset)
        checkChannelLetters(members)
        // What was not read whole is compared with nothing: nobody is told twice of one mistake.
        if endsAreRead { checkSurvey(members) }
        guard !reading.isPublished else { return }
        checkTemplates(members["templates"])
        if noticesAreRead, endsAreRead { checkLinks(members, templatePlaces) }
    }

    private static func carriers(_ place: Place?) -> [Recipient: [Carrier]] {
        var carriers: [Recipient: [Carrier]] = [:]
        for (key, _, value) in place?.entries(max: Recipient.allCases.count) ?? [] {
            let recipient = key.recipient()
            let ways = value.distinct(value.elements(max: Carrier.allCases.count)) { place in
                place.choice(LocalText("通知方式", "carrier"), otherwise: Carrier.inbox)
            }
            carriers[recipient] = ways
        }
        return carriers
    }

    private func checkChannelLetters(_ members: Members) {
        guard numbering.parts.contains(.channel), let intake = members["intake"] else { return }
        for channel in self.intake.channels where channel.letters == nil && !channel.code.isEmpty {
            intake.fault(
                "工单号含渠道，渠道 \(channel.code) 缺少 letters",
                "ticket numbers name the channel, and the channel \(channel.code) has no letters")
        }
    }

    /// A survey's link works for as long as a deadline runs: without one it would work for ever.
    private func checkSurvey(_ members: Members) {
        guard !feedback.asks.isEmpty, let place = members["deadlines"], let feedback = members["feedback"],
            !deadlines.contains(where: { $0.starts.contains(.surveyed) })
        else { return }
        feedback.fault(
            "发出评价邀请后必须有时限：请在 \(place.path) 中声明一个由 surveyed 开始的时限",
            "a survey needs an end: declare a deadline in \(place.path) that starts on surveyed")
    }
}

extension Members {
    /// Codes with their names.
    func choices(_ name: String, _ kind: CodeKind, max: Int = PolicyLimits.choicesMax) -> [Policy.Code] {
        declarations(name, kind, max: max).map { place in
            let members = place.members(.choice)
            return Policy.Code(members.declaredCode(kind), members.name)
        }
    }
}

extension Policy.Notice {
    fileprivate init(_ place: Place) {
        let members = place.members(.notice)
        on = members["on"]?.triggers() ?? []
        let told = members["tell"].map { place in
            place.distinct(place.elements(max: PolicyLimits.partsMax)) { $0.recipient() }
        }
        tell = told ?? []
        if let place = members["tell"], place.isSequence, tell.isEmpty {
            place.fault("至少一个接收人", "at least one recipient belongs here")
        }
        template = members["template"]?.template() ?? ""
    }
}
