internal import Events

extension Policy.Feedback {
    init(_ place: Place?) {
        self.init(asks: [], grades: [], reasons: [], cyclesMax: 1)
        guard let place else { return }
        let members = place.members(.feedback)
        asks =
            members["asks"].map { place in
                place.distinct(place.elements(max: PolicyLimits.partsMax)) { $0.trigger() }
            } ?? []
        let count = place.reading.faults.count
        grades = members.declarations("grades", .grade, max: Grade.allCases.count).map(Policy.GradeChoice.init)
        let gradesAreRead = place.reading.faults.count == count
        reasons = members.choices("reasons", .reason)
        cyclesMax = members["cyclesMax"]?.number(1...PolicyLimits.cyclesMax) ?? 1
        guard let place = members["grades"], gradesAreRead else { return }
        if !asks.isEmpty, grades.isEmpty { place.fault("至少一种评价", "at least one grade belongs here") }
        for (better, worse) in zip(grades, grades.dropFirst()) where worse.grade.rawValue >= better.grade.rawValue {
            place.fault(
                "应由好到差排列，且各不相同：\(worse.code)", "the best comes first, and no two are the same: \(worse.code)")
        }
    }
}

extension Policy.GradeChoice {
    fileprivate init(_ place: Place) {
        let members = place.members(.grade)
        code = members.declaredCode(.grade)
        name = members.name
        grade = members["grade"]?.grade() ?? .fair
        closes = members["closes"]?.bool() ?? false
    }
}
