/// Who can take what.
struct Takers {
    private let everybody: [Int]
    private let bySkill: [[Int]]

    init(_ workload: Workload) {
        everybody = Array(workload.agents.indices)
        var bySkill = [[Int]](repeating: [], count: workload.skills.count)
        for (number, agent) in workload.agents.enumerated() {
            for skill in agent.skills { bySkill[skill].append(number) }
        }
        self.bySkill = bySkill
    }

    /// By ordinal; everybody for what needs no skill.
    subscript(_ skill: Int?) -> [Int] { skill.map { bySkill[$0] } ?? everybody }
}
