import Policies
import PolicyFiles
import Testing

@Suite("Calendars and other lengths in a policy file")
struct CalendarTests {
    private static let office = """
        calendars:
          - code: office
            zone: Asia/Shanghai
            week:
              monday: [09:00-12:00, 13:00-18:00]
              tuesday: [00:00-24:00]
              wednesday: []
              thursday: []
              friday: []
              saturday: []
              sunday: []
            holidays: [china]
            exceptions:
              - {date: 2026-12-31, open: [09:00-12:00]}
              - {date: 2027-01-01, open: []}
        feedback:

        """

    /// The profile with the calendar, and a piece of it exchanged.
    private static func source(_ old: String = "", _ new: String = "") -> String {
        let office = old.isEmpty ? office : office.replacing(old, with: new)
        return Alteration.profile.replacing("feedback:\n", with: office).replacing(
            "    length: 3d\n",
            with: "    length: {byTier: {VIP: 1d}, otherwise: 3d}\n    calendar: office\n    repeats: 24h\n")
    }

    @Test("are read whole")
    func read() throws {
        let (bytes, _) = Alteration.unmarked(Self.source())
        let policy = try PolicyFiles.read(bytes).policy
        let calendar = try #require(policy.calendars.first)
        #expect(calendar.code == "office" && calendar.zone == "Asia/Shanghai" && calendar.holidays == ["china"])
        #expect(calendar.week.map(\.count) == [2, 1, 0, 0, 0, 0, 0])
        #expect(calendar.week[0] == [Policy.Span(from: 540, to: 720), Policy.Span(from: 780, to: 1_080)])
        #expect(calendar.week[1] == [Policy.Span(from: 0, to: 1_440)])
        #expect(calendar.exceptions == ["2026-12-31": [Policy.Span(from: 540, to: 720)], "2027-01-01": []])
        let survey = try #require(policy.deadline("survey"))
        #expect(survey.calendar == "office" && survey.repeats == .seconds(86_400))
        #expect(survey.length == .byTier(["VIP": .seconds(86_400)], otherwise: .seconds(259_200)))
    }

    @Test(
        "are told of where they are wrong",
        arguments: [
            ("13:00-18:00", "§18:00-13:00", "it is to be a span"),
            ("13:00-18:00", "§13:00-24:01", "it is to be a span"),
            ("13:00-18:00", "§13-18", "it is to be a span"),
            ("[09:00-12:00, 13:00", "§[09:00-12:00, 11:00", "spans come in"),
            ("[00:00-24:00]", "§", "nothing is written here"),
            ("      sunday: []\n", "", "the member sunday is missing"),
            ("[china]", "[§chian]", "there is no holiday calendar chian; is china meant?"),
            ("2026-12-31", "§2026-02-30", "it is to be a date"), ("2026-12-31", "§31.12.2026", "it is to be a date"),
            ("2027-01-01", "§2026-12-31", "it comes twice"),
            ("code: office", "code: offices", "there is no calendar office"),
            ("code: office", "code: §always", "the calendar always is declared"),
        ])
    func wrong(_ old: String, _ new: String, _ text: String) {
        let (bytes, marks) = Alteration.unmarked(Self.source(old, new))
        let faults = Alteration.faults(bytes)
        #expect(faults.contains { $0.text.english.hasPrefix(text) }, "\(faults)")
        for mark in marks where new != "§" { #expect(faults.contains { $0.position == mark }, "\(mark) in \(faults)") }
    }

    @Test("name time zones that there are, where somebody can say which there are")
    func zones() {
        let (bytes, marks) = Alteration.unmarked(Self.source("zone: Asia/Shanghai", "zone: §Asia/Shangai"))
        let faults = Alteration.faults(bytes) { $0 == "Asia/Shanghai" }
        #expect(faults.map(\.position) == marks && faults.map(\.path) == ["/calendars/0/zone"])
        #expect(faults.first?.text.english == "there is no time zone Asia/Shangai; write it as Asia/Shanghai")
        #expect(Alteration.faults(bytes).isEmpty)
        #expect(Alteration.faults(Alteration.unmarked(Self.source()).source) { $0 == "Asia/Shanghai" }.isEmpty)
    }
}
