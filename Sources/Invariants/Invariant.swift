package import Policies

/// What holds of every log that the product writes, whatever was asked of it. The codes are a contract: programs read
/// them in reports.
package enum Invariant: String, CaseIterable, Hashable, Sendable {
    // The log itself.
    case sequence = "sequence-gapless"
    case time = "time-forward"
    case command = "command-whole"
    case policy = "policy-published"
    case number = "number-unique"
    case subject = "subject-known"

    // A ticket's life.
    case lifeCycle = "life-cycle"
    case stage = "stage-order"
    case holder = "one-holder"
    case forgotten = "nothing-forgotten"

    // Who is offered a ticket.
    case capacity
    case eligible
    case ring = "ring-order"
    case decision = "as-decided"
    case agreement = "agreed-to"
    case queueOrder = "queue-order"
    case waits = "waits-needlessly"

    // Clocks.
    case clockDeclared = "deadline-declared"
    case clockOnce = "deadline-once"
    case clockTriggers = "deadline-triggers"
    case clockFires = "deadline-fires"
    case clockMissed = "deadline-missed"
    case clockPauses = "deadline-pauses"

    // Tickets that were handled elsewhere.
    case pastWhole = "past-whole"
    case pastOnce = "past-once"

    /// The invariant as people read it.
    package var rule: LocalText {
        switch self {
        case .sequence: LocalText("事件序号连续无缺", "events are numbered without a gap")
        case .time: LocalText("记录时间不倒退", "recorded time never goes back")
        case .command:
            LocalText("一次操作的事件连在一起，起因在前", "a command's events stand together, after what caused them")
        case .policy: LocalText("每个版本的规则都先发布", "every policy version was published, one after the other")
        case .number: LocalText("工单号不重复，且符合规则的格式", "a ticket's number is its own, and as the policy forms it")
        case .subject: LocalText("事件涉及的工单与人员都存在", "what an event is about is there, and not closed")
        case .lifeCycle: LocalText("工单只按允许的顺序流转", "a ticket's life takes allowed steps only")
        case .stage: LocalText("处理节点只按规则的顺序变化", "stages follow one another as the policy says")
        case .holder: LocalText("一张工单同时至多一人持有", "at most one agent ever has a ticket or its offer")
        case .forgotten:
            LocalText("待派工单必在队列、待确认或预审之中", "a ticket without an agent is queued, proposed or in review")
        case .capacity:
            LocalText("派单不超过处理人的容量", "nobody is offered more than they can take")
        case .eligible:
            LocalText("只派给在线、有技能、可派的人", "offers go only to who is on line, able and not excluded")
        case .ring: LocalText("前一派单环无人可派才看下一环", "a ring is looked at when those before it have nobody")
        case .decision: LocalText("派单与所记录的决定一致", "an offer goes to whom its decision or a person chose")
        case .agreement:
            LocalText("须人确认或批准的派单都由有此职责的人决定", "what somebody has to confirm or approve, somebody with that role did")
        case .queueOrder:
            LocalText("空出的容量给优先级最高、最早的工单", "who is free gets the oldest ticket of the highest priority")
        case .waits: LocalText("有人可派时工单不等待", "no ticket waits while somebody could take it")
        case .clockDeclared: LocalText("时限由规则声明", "a deadline is one that the ticket's policy declares")
        case .clockOnce: LocalText("时限停止之前不重复开始", "a deadline is not started anew before it was stopped")
        case .clockTriggers:
            LocalText("时限按规则开始和停止", "deadlines start and stop on what the policy says, and always then")
        case .clockFires:
            LocalText("时限到期才触发，且只触发一次", "a deadline fires once, not before it is due, not once it stopped")
        case .clockMissed: LocalText("到期的时限都已触发", "no deadline is passed over")
        case .clockPauses: LocalText("时限只在规则所列节点暂停", "a deadline stands still at the stages of the policy, only")
        case .pastWhole:
            LocalText("引入的工单一次写完，按发生的先后，最后关闭", "a ticket from elsewhere comes whole, in its order, and closed")
        case .pastOnce: LocalText("一份记录的一个案件只引入一次", "a case of a record becomes one ticket")
        }
    }
}
