/// The shape of a service team's working day, in millionths of it: a day of any length has the same.
enum DayShape {
    /// How many requests come in each twelfth of the day, relative to the others: offices write in the morning and
    /// after lunch, families in the evening.
    static let arrivals = [5, 11, 13, 10, 5, 6, 10, 11, 9, 6, 4, 3]

    struct Shift: Sendable {
        /// Of a hundred agents.
        var share: Int
        var from: Int
        /// 1,000,000 for who stays until everything is worked off.
        var to: Int
    }

    /// Of a day from eight to eight: eight hours and a half each.
    static let shifts = [
        Shift(share: 45, from: 0, to: 700_000), Shift(share: 30, from: 80_000, to: 780_000),
        Shift(share: 25, from: 300_000, to: whole),
    ]

    static let whole = 1_000_000
    /// People come and go within so much of the time.
    static let unpunctual = 12_000
    /// After their shift begins, and how long: four hours, and three quarters of an hour.
    static let lunch = (after: 330_000...400_000, length: 55_000...83_000)
    static let meeting = (after: 490_000...600_000, length: 20_000...55_000)
    /// Agents of a hundred who are in a meeting.
    static let meetings = 30

    /// The shift of an agent, by a number below 100.
    static func shift(_ number: Int) -> Shift {
        var rest = number
        for shift in shifts {
            if rest < shift.share { return shift }
            rest -= shift.share
        }
        preconditionFailure("shares are of a hundred")
    }
}
