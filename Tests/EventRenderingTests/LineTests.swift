import EventRendering
import Events
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

    @Test("has a tone by the kind of news")
    func tones() throws {
        let world = try World()
        for (type, tone) in [
            (.presenceChanged, .background), (.ticketSubmitted, .plain), (.offerMade, .active),
            (.offerExpired, .warning), (.ticketPrioritised, .urgent), (.ticketClosed, .done),
        ] as [(EventType, EventLine.Tone)] {
            let specimen = try #require(Specimen.all.first { $0.type == type })
            #expect(try EventLine(world.rendered(specimen.event), .chinese, secondsFromUTC: 0).tone == tone)
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
            ([ScoreTerm("skill", .max, 1)], "技能匹配 100.0%", "skill match 100.0%"),
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
