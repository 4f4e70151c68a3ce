internal import Events

extension Policy {
    /// In the order of the life cycle, with somewhere to be while the work goes on, when it is done and when it is
    /// over.
    static func stages(_ members: Members) -> [Stage] {
        let count = members.place.reading.faults.count
        let places = members.declarations("stages", .stage, max: PolicyLimits.stagesMax)
        let stages = places.map(Stage.init)
        guard let place = members["stages"], place.reading.faults.count == count else { return stages }
        for (earlier, later) in zip(stages, stages.dropFirst())
        where later.lifeCycle.rawValue < earlier.lifeCycle.rawValue {
            place.fault(
                "应按生命周期排列：\(later.code) 应在 \(earlier.code) 之前",
                "stages come in the order of the life cycle: \(later.code) belongs before \(earlier.code)")
        }
        for (lifeCycle, code) in [(LifeCycle.inProgress, "in-progress"), (.resolved, "resolved"), (.closed, "closed")]
        where !stages.contains(where: { $0.lifeCycle == lifeCycle }) {
            place.fault("缺少 lifeCycle 为 \(code) 的处理节点", "no stage has the life cycle \(code)")
        }
        for stage in stages {
            for code in stage.next {
                guard let next = stages.first(where: { $0.code == code }),
                    next.lifeCycle.rawValue < stage.lifeCycle.rawValue
                else { continue }
                place.fault(
                    "\(stage.code) 之后不能回到更早的生命周期：\(code)",
                    "\(code) cannot follow \(stage.code): its life cycle is an earlier one")
            }
        }
        if !place.reading.isPublished { checkWays(stages, places) }
        return stages
    }

    /// A ticket comes to every stage that is declared, by a way that is: the first stage in progress, those that may
    /// follow, and the last one of what is done and of what is over. Work can be done at any stage, so none is a trap.
    private static func checkWays(_ stages: [Stage], _ places: [Place]) {
        let reached = reached(stages.filter { $0.lifeCycle == .inProgress })
        for (index, (stage, place)) in zip(stages, places).enumerated() {
            let next = place.members(.stage)["next"]
            if stage.lifeCycle != .inProgress, !stage.next.isEmpty {
                next?.fault(
                    "next 只用于 lifeCycle 为 in-progress 的节点，此处不会生效，请删去",
                    "only stages in progress have something next: here it is never taken, leave it out")
            } else if stage.next.contains(stage.code) {
                next?.fault("节点不能以自身为下一节点：\(stage.code)", "\(stage.code) does not follow itself")
            }
            if stage.lifeCycle == .inProgress, !reached.contains(stage.code) {
                place.fault(
                    "任何工单都到不了 \(stage.code)：请写入某个可到达节点的 next",
                    "no ticket can come to \(stage.code): name it in the next of a stage that one comes to")
            }
            let isEnd = [.resolved, .closed].contains(stage.lifeCycle)
            if isEnd, stages[(index + 1)...].contains(where: { $0.lifeCycle == stage.lifeCycle }) {
                place.fault(
                    "\(stage.code) 之后还有同一 lifeCycle 的节点，工单只到最后一个：请删去",
                    "no ticket can come to \(stage.code): it comes to the last stage of the life cycle; leave it out")
            }
        }
    }

    /// Codes of the stages in progress that a ticket can come to.
    private static func reached(_ stages: [Stage]) -> Set<String> {
        var reached: Set<String> = []
        var open = Stage.following("", stages)
        while let code = open.popLast() {
            guard stages.contains(where: { $0.code == code }), reached.insert(code).inserted else { continue }
            open += Stage.following(code, stages)
        }
        return reached
    }
}

extension Policy.Stage {
    fileprivate init(_ place: Place) {
        let members = place.members(.stage)
        code = members.declaredCode(.stage)
        name = members.name
        lifeCycle = members["lifeCycle"]?.lifeCycle() ?? .inProgress
        next = members["next"]?.references(.stage, max: PolicyLimits.stagesMax) ?? []
    }
}
