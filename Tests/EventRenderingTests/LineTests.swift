import EventRendering
import Events
import JSONText
import Testing

@Suite("A line for people")
struct LineTests {
    @Test("has the time of the reader's clocks")
    func time() throws {
        var world = try World()
        world.now = Instant(milliseconds: 1_714_924_799_999)
        let event = try world.rendered(OfferAccepted())
        let line = EventLine(event, .english, secondsFromUTC: 8 * 3600)
        #expect((line.date, line.time) == ("2024-05-05", "23:59:59"))
        let west = EventLine(event, .english, secondsFromUTC: -5 * 3600)
        #expect((west.date, west.time) == ("2024-05-05", "10:59:59"))
    }

    @Test(
        "tells the times in its sentence by the same clocks, with the day where it is another",
        arguments: [
            (8 * 3600, "2024-05-06", "acceptance missed (due 09:15, again 2024-05-08 18:00)"),
            (0, "2024-05-06", "acceptance missed (due 01:15, again 2024-05-08 10:00)"),
            // Here the event is of the evening before, and its end of the next day.
            (-70 * 60, "2024-05-05", "acceptance missed (due 2024-05-06 00:05, again 2024-05-08 08:50)"),
        ] as [(Int64, String, String)])
    func times(_ secondsFromUTC: Int64, _ date: String, _ words: String) throws {
        var breach = DeadlineBreached()
        (breach.deadline, breach.dueAt) = ("acceptance", Specimen.quarterPast)
        breach.nextDueAt = Specimen.dayAfterTomorrow
        let line = EventLine(try World().rendered(breach), .english, secondsFromUTC: secondsFromUTC)
        #expect((line.date, line.words) == (date, "deadline " + words))
    }

    @Test("tells when it really happened, where it was noted later, and so does its JSON")
    func past() throws {
        var envelope = Envelope()
        envelope.recordedAt = Instant(milliseconds: 1_714_957_200_000)
        envelope.occurredAt = Instant(milliseconds: 1_677_628_800_000)
        var accepted = OfferAccepted()
        (accepted.ticket, accepted.agent) = (Specimen.ticket, Specimen.lin)
        let event = try World().rendered(accepted, in: envelope)
        #expect(event.words(.english, secondsFromUTC: 8 * 3600) == "accepted by 林静, happened 2023-03-01 08:00")
        #expect(event.words(.chinese, secondsFromUTC: 0) == "林静 接单，发生于 2023-03-01 00:00")
        #expect(event.json["time"]?.asText == "2024-05-06T01:00:00.000Z")
        #expect(event.json["occurredAt"]?.asText == "2023-03-01T00:00:00.000Z")
        #expect(RenderedEvent(event.json)?.occurredAt == envelope.occurredAt)
        envelope.occurredAt = nil
        #expect(try World().rendered(accepted, in: envelope).json["occurredAt"] == nil)
    }

    @Test("does not say that whoever brought a record did what it tells, nor that a category was chosen here")
    func brought() throws {
        let world = try World()
        var classified = TicketClassified()
        (classified.ticket, classified.category, classified.confidence) = (Specimen.ticket, "咨询", 1_000_000)
        var withdrawn = AssignmentWithdrawn()
        (withdrawn.ticket, withdrawn.agent) = (Specimen.ticket, Specimen.lin)
        var envelope = world.envelope
        (envelope.actorKind, envelope.actor) = (.account, 1)
        for (time, words) in [
            (nil, ["classified as 咨询 (chosen at submission)", "taken back from 林静 by admin"]),
            (
                Instant(milliseconds: 1_677_628_800_000),
                [
                    "classified as 咨询 (as recorded), happened 2023-03-01 00:00",
                    "taken back from 林静, happened 2023-03-01 00:00",
                ]
            ),
        ] as [(Instant?, [String])] {
            envelope.occurredAt = time
            let told: [any Event] = [classified, withdrawn]
            let events = try told.map { try world.rendered($0, in: envelope) }
            #expect(events.map { $0.words(.english, secondsFromUTC: 0) } == words)
        }
    }

    @Test("shows a time that is none as it is")
    func noTime() throws {
        var event = try World().rendered(DeadlineStarted())
        event.data = ["deadline": "acceptance", "dueAt": "soon"]
        #expect(event.words(.english, secondsFromUTC: 0) == "deadline acceptance started (due soon)")
    }

    @Test(
        "says who did it where somebody did",
        arguments: [
            (
                .assignmentRequested, .account, "admin 申请派给 林静（异常：缺少技能）",
                "assignment to 林静 asked for by admin (odd: without the skill)"
            ),
            (
                .assignmentRequested, .system, "申请派给 林静（异常：缺少技能）",
                "assignment to 林静 asked for (odd: without the skill)"
            ),
            (
                .offerMade, .account, "派给 林静（得分 81.2%，候选 3 人，异常：far、负荷远高于平均、非同区域）",
                "offered to 林静 (score 81.2%, 3 candidates, odd: far, far above the mean load, of another region)"
            ),
            (.customerRevealed, .account, "admin 查看客户 01112131 的完整信息", "customer 01112131 was revealed by admin"),
            (.ticketReviewed, .system, "审核完毕（需跟进）", "reviewed (needs follow-up)"),
            (.ticketReopened, .customer, "重开（第 2 轮）", "reopened (round 2)"),
            (.assignmentWithdrawn, .system, "从 林静 收回（已接单）", "taken back from 林静 (was accepted)"),
        ] as [(EventType, ActorKind, String, String)])
    func actors(_ type: EventType, _ actor: ActorKind, _ chinese: String, _ english: String) throws {
        let world = try World()
        let specimen = try #require(Specimen.all.first { $0.type == type })
        var envelope = world.envelope
        envelope.actorKind = actor
        let event = try world.rendered(specimen.event, in: envelope)
        #expect(event.words(.chinese, secondsFromUTC: 0) == chinese)
        #expect(event.words(.english, secondsFromUTC: 0) == english)
    }

    @Test("has a tone by the kind of news")
    func tones() throws {
        let world = try World()
        for (type, tone) in [
            (.presenceChanged, .background), (.ticketSubmitted, .plain), (.offerMade, .active),
            (.offerExpired, .warning), (.ticketPrioritised, .urgent), (.ticketClosed, .done),
            (.tokenIssued, .background), (.deadlineStarted, .background), (.notificationRead, .background),
            (.ticketReviewed, .plain), (.surveySent, .plain), (.assignmentRequested, .active),
            (.reviewRequested, .warning), (.deadlineWarned, .warning), (.notificationFailed, .warning),
            (.assignmentWithdrawn, .warning), (.ticketReopened, .warning), (.deadlineBreached, .urgent),
            (.ticketEscalated, .urgent), (.notificationGivenUp, .urgent),
        ] as [(EventType, EventLine.Tone)] {
            let specimen = try #require(Specimen.all.first { $0.type == type })
            #expect(try EventLine(world.rendered(specimen.event), .chinese, secondsFromUTC: 0).tone == tone)
        }
        for (fault, tone) in [("no-account", .background), ("timeout", .urgent)] as [(String, EventLine.Tone)] {
            var event = NotificationGivenUp()
            event.fault = fault
            #expect(try EventLine(world.rendered(event), .chinese, secondsFromUTC: 0).tone == tone)
        }
        for (priority, tone) in [
            (.low, .plain), (.medium, .plain), (.high, .warning), (.urgent, .urgent),
        ] as [(Priority, EventLine.Tone)] {
            var event = TicketPrioritised()
            event.priority = priority
            #expect(try EventLine(world.rendered(event), .chinese, secondsFromUTC: 0).tone == tone)
        }
    }

    @Test(
        "What speaks for a candidate is a sentence",
        arguments: [
            ([], "", ""),
            (
                [ScoreTerm("skill", 800_000, 1), ScoreTerm("load", 666_666, 1), ScoreTerm("region", 1_000_000, 1)],
                "技能匹配 80.0%，负荷余量 66.7%，同区域", "skill match 80.0%, free capacity 66.7%, same region"
            ),
            ([ScoreTerm("region", 0, 1), ScoreTerm("粤语", 4_999, 1)], "不同区域，粤语 0.5%", "another region, 粤语 0.5%"),
            (
                [ScoreTerm("load", 666_666, 1), ScoreTerm("region", 1_000_000, 1, isMoot: true)], "负荷余量 66.7%",
                "free capacity 66.7%"
            ),
            ([ScoreTerm("skill", .max, 1)], "技能匹配 100.0%", "skill match 100.0%"),
            (
                [ScoreTerm("presence", 500_000, 1), ScoreTerm("experience", 250_000, 1)],
                "近期在线 50.0%，经验与及时率 25.0%", "on line 50.0% lately, experience and punctuality 25.0%"
            ),
            (
                [ScoreTerm("preferred", 1_000_000, 1), ScoreTerm("affinity", 1_000_000, 1)],
                "符合优先条件，曾服务该客户",
                "experienced or punctual enough to be preferred, had this customer before"
            ),
            ([ScoreTerm("preferred", 0, 1), ScoreTerm("affinity", 0, 1)], "不符合优先条件", "not among the preferred"),
        ] as [([ScoreTerm], String, String)])
    func reasons(_ terms: [ScoreTerm], _ chinese: String, _ english: String) {
        var candidate = Candidate()
        candidate.terms = terms
        #expect(Reasons(candidate).text(.chinese) == chinese)
        #expect(Reasons(candidate).text(.english) == english)
    }

    @Test(
        "The language is Chinese for what begins with zh",
        arguments: [
            ("zh", .chinese), ("zh_CN.UTF-8", .chinese), ("ZH-hans", .chinese), ("zh;q=0.9, en", .chinese),
            ("", .english), ("C", .english), ("en_GB.UTF-8", .english), ("zha", .english), ("z", .english),
        ] as [(String, Language)])
    func language(_ tag: String, _ language: Language) {
        #expect(Language(tag: tag) == language)
    }
}
