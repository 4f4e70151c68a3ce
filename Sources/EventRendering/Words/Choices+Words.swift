package import Events

// What people call the cases that programs know by their codes.

extension Priority {
    package func words(_ language: Language) -> String {
        switch self {
        case .low: language("低", "low")
        case .medium: language("中", "medium")
        case .high: language("高", "high")
        case .urgent: language("紧急", "urgent")
        }
    }
}

extension Presence {
    package func words(_ language: Language) -> String {
        switch self {
        case .offline: language("离线", "offline")
        case .online: language("在线", "online")
        case .busy: language("忙碌", "busy")
        }
    }
}

extension LifeCycle {
    package func words(_ language: Language) -> String {
        switch self {
        case .waiting: language("待派单", "waiting")
        case .offered: language("待接单", "offered")
        case .accepted: language("已接单", "accepted")
        case .inProgress: language("处理中", "in progress")
        case .resolved: language("待确认", "resolved")
        case .closed: language("已关闭", "closed")
        }
    }
}

extension Grade {
    package func words(_ language: Language) -> String {
        switch self {
        case .veryDissatisfied: language("非常不满意", "very dissatisfied")
        case .dissatisfied: language("不满意", "dissatisfied")
        case .fair: language("一般", "fair")
        case .satisfied: language("满意", "satisfied")
        case .verySatisfied: language("非常满意", "very satisfied")
        }
    }
}

extension Closing {
    package func words(_ language: Language) -> String {
        switch self {
        case .rated: language("已评价", "rated")
        case .unrated: language("客户未评价", "not rated in time")
        case .manual: language("人工关闭", "by hand")
        case .elsewhere: language("引入之前已关闭", "before it was brought here")
        case .recordEnded: language("记录到此为止", "the record ends here")
        case .abandoned: language("客户放弃", "the customer gave up")
        }
    }
}

extension LeftOut {
    package func words(_ language: Language) -> String {
        switch self {
        case .offline: language("离线", "offline")
        case .busy: language("忙碌", "busy")
        case .full: language("满负荷", "full")
        case .skillMissing: language("缺少技能", "without the skill")
        // All three are counted together.
        case .declined: language("刚刚拒单、超时或被收回", "just declined it, let it pass or had it taken back")
        case .levelled: language("刚上线已分配", "levelled after signing in")
        }
    }
}

extension QueuedBecause {
    package func words(_ language: Language) -> String {
        switch self {
        case .nobodyEligible: language("暂无合适人员", "nobody eligible")
        case .returned: language("已退回", "given back")
        }
    }
}

extension FileKind {
    package func words(_ language: Language) -> String {
        switch self {
        case .text: language("文本", "text")
        case .picture: language("图片", "picture")
        case .voice: language("语音", "voice")
        case .video: language("视频", "video")
        case .document: language("文档", "document")
        case .other: language("其他文件", "other file")
        }
    }
}

extension ReviewBecause {
    package func words(_ language: Language) -> String {
        switch self {
        case .tooVague: language("描述过于笼统", "too vague")
        case .lowConfidence: language("归类把握不足", "not sure of the category")
        case .priorityInDoubt: language("优先级存疑", "not sure of the priority")
        case .policyAsks: language("按策略复核", "as the policy asks")
        case .handlerLacksSkill: language("处理人缺少所需技能", "whoever has it has not the skill that it takes")
        }
    }
}
