internal import Events

extension Policy {
    /// In the order of the life cycle, with somewhere to be while the work goes on, when it is done and when it is
    /// over.
    static func stages(_ members: Members) -> [Stage] {
        let stages = members.declarations("stages", .stage, max: PolicyLimits.stagesMax).map(Stage.init)
        guard let place = members["stages"], place.isSequence else { return stages }
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
        return stages
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
