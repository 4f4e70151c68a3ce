package import JSONText
internal import Seeds

/// Somebody who works on a day.
package struct DayAgent: Sendable, Hashable {
    package let identifier: String
    package let capacity: Int
    /// When presence changes, and to what. Whoever stays to the end of the day goes when everything is worked off,
    /// which nobody knows before.
    package let presence: [Presence]
    /// How long, until the day ends, new tickets can come.
    package let onlineMilliseconds: Int
    private let name: String
    private let skills: [Skill]
    private let regions: [String]
    private let department: String

    package struct Presence: Sendable, Hashable {
        package var at: Int
        package var state: String
    }

    private struct Skill: Hashable {
        var name: String
        var level: Int
    }

    /// What an agent is mainly there for, in turn; without a skill whatever anybody can take.
    private static let roles = [
        ("系统故障", "技术支持部"), ("售后", "售后服务部"), ("投诉处理", "客户关系部"), ("系统故障", "技术支持部"),
        ("售后", "售后服务部"), ("", "客服中心"),
    ]
    package static var departments: [String] {
        roles.map(\.1).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
    private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
    private static let givenNames = [
        "静", "伟", "敏", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平", "刚", "桂英", "建国",
        "晓燕", "志强", "海燕", "文博",
    ]

    init(_ number: Int, of day: Int, _ draw: inout SplitMix64) {
        identifier = "a\(String(100_000 + number).dropFirst())"
        name = "\(draw.pick(Self.surnames))\(draw.pick(Self.givenNames))"
        let (main, department) = Self.roles[number % Self.roles.count]
        self.department = department
        var skills = main.isEmpty ? [] : [Skill(name: main, level: draw.number(in: 3...5))]
        if main.isEmpty || draw.chance(40, in: 100) {
            let others = ["系统故障", "售后", "投诉处理"].filter { $0 != main }
            skills.append(Skill(name: draw.pick(others), level: draw.number(in: 1...3)))
        }
        self.skills = skills
        var regions: [String] = []
        for _ in 0..<draw.number(in: 1...3) {
            let region = draw.weighted(DayRequest.regions)
            if !regions.contains(region) { regions.append(region) }
        }
        self.regions = regions
        capacity = draw.weighted([2: 2, 3: 6, 4: 3, 5: 1])
        presence = Self.presence(of: day, &draw)
        onlineMilliseconds = Self.online(presence, of: day)
    }

    private static func presence(of day: Int, _ draw: inout SplitMix64) -> [Presence] {
        func share(_ millionths: Int) -> Int { day * millionths / DayShape.whole }
        let shift = DayShape.shift(draw.below(100))
        let came = share(shift.from) + draw.below(share(DayShape.unpunctual) + 1)
        var presence = [Presence(at: came, state: "online")]
        func pause(_ kind: (after: ClosedRange<Int>, length: ClosedRange<Int>)) {
            let from = came + share(draw.number(in: kind.after))
            presence.append(Presence(at: from, state: "busy"))
            presence.append(Presence(at: from + share(draw.number(in: kind.length)), state: "online"))
        }
        pause(DayShape.lunch)
        if draw.chance(DayShape.meetings, in: 100) { pause(DayShape.meeting) }
        if shift.to < DayShape.whole {
            presence.append(
                Presence(at: share(shift.to) + draw.below(share(DayShape.unpunctual) + 1), state: "offline"))
        }
        return presence
    }

    private static func online(_ presence: [Presence], of day: Int) -> Int {
        let ends = presence.dropFirst().map(\.at) + [day]
        return zip(presence, ends).reduce(0) { $0 + ($1.0.state == "online" ? max(0, min($1.1, day) - $1.0.at) : 0) }
    }

    /// What `PUT /v1/agents/{id}` takes.
    package var body: JSON {
        [
            "name": .string(name), "department": .string(department), "capacity": JSON(capacity),
            "skills": .array(skills.map { ["name": .string($0.name), "level": JSON($0.level)] }),
            "regions": .array(regions.map { .string($0) }),
        ]
    }
}
