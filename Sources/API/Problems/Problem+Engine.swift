internal import CommitLog
internal import Domain
internal import Engine
internal import EventRendering
internal import EventStore
internal import Events
internal import HTTPTypes
internal import JSONText
internal import Policies

extension Problem {
    /// What went wrong with a request; nil where nobody is there to be told: the client or the task is gone.
    init?(any error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as EngineError: self.init(error)
        case let error as CommitLogError: self.init(.log(error))
        case let error as WireError: self.init(.store(.notAnEvent(SequenceNumber(0), error)))
        default: return nil
        }
    }

    /// Whether an error is the daemon's own, for its log.
    static func isFault(_ error: any Error) -> Bool { Problem(any: error)?.kind == .internal }

    /// What the engine's refusals and failures are to a client: the one place that says so.
    init(_ error: EngineError) {
        switch error {
        case .refused(let refusal): self.init(refusal)
        case .keyReused:
            self.init(
                .keyReused,
                LocalText("请为新的请求使用新的 Idempotency-Key。", "Use a new Idempotency-Key for another request."))
        case .changed(_, let revision):
            self.init(
                .preconditionFailed,
                LocalText("当前版本是 \(revision)，请重新读取后再试。", "It is at \(revision) now: read it again."))
            headers[.eTag] = "\"\(revision)\""
        case .limited(let limited, let limit): self = Self.limitReached(limited, limit)
        case .overloaded:
            self.init(.overloaded, LocalText("请稍后重试。", "Try again in a moment."))
            headers[.retryAfter] = "1"
        case .stopped:
            self.init(
                .stopping, LocalText("服务正在停止或重启，请稍后重试。", "The daemon stops or starts again: try again in a moment."))
            headers[.retryAfter] = "5"
        case .store(.notWritable(_, _)):
            self.init(
                .tooLarge, LocalText("内容超出事件的大小限制，请缩短文字。", "It is more than an event can hold: shorten the texts."))
        case .log(.tooLarge(.followers, _, let limit)):
            self.init(
                .overloaded,
                LocalText(
                    "最多同时读取 \(limit) 个事件流，请稍后重试。",
                    "At most \(limit) streams of events at once: try again when another has ended."))
            headers[.retryAfter] = "5"
        case .log(.closed):
            self.init(
                .stopping,
                LocalText("服务正在停止或重启，请稍后重试。", "The daemon stops or starts again: try again in a moment."))
        case .log:
            self.init(
                .internal, LocalText("日志无法读取，请联系管理员查看日志。", "The log cannot be read: see what the daemon says."))
        case .calendar(let code, let why):
            self.init(
                .invalid,
                LocalText(
                    "日历 \(code) 不可用（\(why)），请修改策略。", "The calendar \(code) cannot be used (\(why)): change the policy.")
            )
        case .unreadable: self = .cannotBeOpened
        case .store, .vault, .vaultIsAnothers, .halted:
            self.init(
                .internal, LocalText("服务无法继续写入，请联系管理员查看日志。", "Nothing can be written: see the daemon's log."))
        }
    }

    /// What is sealed and not erased does not open.
    static var cannotBeOpened: Problem {
        Problem(
            .internal,
            LocalText(
                "加密内容无法打开：密钥或数据已损坏，请从备份恢复 keys 或 log。",
                "What is sealed cannot be opened: keys or data were changed. Restore keys or log from their backup."))
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .unknownTicket: self = .notFound(LocalText("没有该工单，请核对工单号。", "There is no such ticket: check its number."))
        case .unknownAgent:
            self = .notFound(LocalText("没有该执行人员，请核对标识。", "There is no such agent: check the identifier."))
        case .unknownCustomer:
            self = .notFound(LocalText("没有该客户，请核对标识。", "There is no such customer: check the identifier."))
        case .unknownChannel, .unknownUrgency, .unknownCategory, .unknownType, .unknownTier, .missing:
            self = .invalid(FieldFault.all(inSubmission: refusal))
        case .unknownStage(let code, let known): self = .unknownCode("/stage", code, known)
        case .notNow(_, let lifeCycle, let allowed): self = .notNow(lifeCycle, allowed)
        case .stageOutOfOrder(let stage, let current, let next): self = .outOfOrder(stage, after: current, next)
        case .unknownSkill(let code, let known): self = .unknownCode("/skills", code, known)
        case .unknownPool(let code, let known): self = .unknownCode("/pool", code, known)
        case .unknownGrade(let grade, let known): self = .unknownCode("/grade", grade.code, known.map(\.code))
        case .unknownReason(let code, let known): self = .unknownCode("/reasons", code, known)
        case .unknownNotification:
            self = .notFound(LocalText("没有该通知，请核对编号。", "There is no such notification: check its number."))
        case .heldBy, .heldAlready, .notProposed, .notACandidate, .cannotTake, .notRequested, .reasonMissing,
            .takesRole:
            self.init(ofAssignment: refusal)
        case .ratedAlready:
            self = .conflict(
                "rated-already",
                LocalText("本轮已经评价过；如问题仍在，请重开（reopen）。", "It was rated in this cycle: reopen it if it is not solved."))
        case .cyclesUsedUp(let limit):
            self = .conflict(
                "cycles-used-up",
                LocalText(
                    "已处理 \(limit) 轮，请升级处理（escalate）。",
                    "It has gone round \(limit == 1 ? "once" : "\(limit) times"): escalate it."))
        case .identifierTaken(let identifier, _):
            self = .conflict(
                "identifier-taken", LocalText("标识 \(identifier) 已被占用，请换一个。", "\(identifier) is taken: choose another."))
        case .accountExists(let name):
            self = .conflict(
                "identifier-taken",
                LocalText(
                    "账号 \(name) 已存在；请换一个名称，或修改该账号。",
                    "There is an account \(name): choose another name, or change that one."))
        case .unknownAccount, .accountDisabled, .lastAdministrator, .roleMissing, .unknownRole, .unknownDepartment,
            .agentTaken, .customerMissing, .customersAlone, .customerTaken, .passwordChanged, .tooManyTokens,
            .unknownToken:
            self.init(ofAccount: refusal)
        case .erased:
            self = .conflict(
                "erased",
                LocalText(
                    "该客户的资料已被删除，无法恢复；如有新请求请重新提交。", "The customer's data was erased for good: submit a new request."))
        case .impossiblePast(let step, let fault): self = .invalid([.impossible(fault, step: step)])
        case .notDue:
            self = .conflict("not-now", LocalText("时限未到，到期后会自动处理。", "It is not due: it happens by itself when it is."))
        }
    }

    private static func outOfOrder(_ stage: String, after current: String, _ next: [String]) -> Problem {
        let (zh, en) = next.isEmpty ? ("无", "nothing") : (next.joined(separator: "、"), next.joined(separator: ", "))
        return .conflict(
            "stage-out-of-order",
            current.isEmpty
                ? LocalText("不能从「\(stage)」开始，请先进入：\(zh)。", "Work does not begin with \(stage), but with \(en).")
                : LocalText("「\(current)」之后不能是「\(stage)」，可用：\(zh)。", "\(stage) does not follow \(current); \(en) does.")
        )
    }

    static func unknownCode(_ pointer: String, _ code: String, _ known: [String]) -> Problem {
        .invalid([.unknownCode(pointer, code, known)])
    }

    private static func notNow(_ lifeCycle: LifeCycle, _ allowed: [Command.Kind]) -> Problem {
        // What the product does by itself is nothing that a client may do.
        let names = allowed.filter { ![.dispatch, .expireOffer, .attach, .survey].contains($0) }.map(\.rawValue)
        let (zh, en) =
            names.isEmpty
            ? ("无", "nothing") : (names.joined(separator: "、"), names.joined(separator: ", "))
        var problem = Problem.conflict(
            "not-now",
            LocalText(
                "工单当前为\(lifeCycle.words(.chinese))（\(lifeCycle.code)），可执行：\(zh)。",
                "The ticket is \(lifeCycle.code); allowed now: \(en)."))
        problem.members += [
            ("lifeCycle", .string(lifeCycle.code)), ("allowed", .array(names.map { .string($0) })),
        ]
        return problem
    }

    private static func limitReached(_ limited: EngineLimited, _ limit: Int) -> Problem {
        switch limited {
        case .agents:
            conflict(
                "limit-reached",
                LocalText(
                    "执行人员已达上限 \(limit) 人，请改用已有的执行人员。",
                    "There are \(limit) agents and no further one can be added: change one that there is."))
        case .ticketAdditions:
            conflict(
                "limit-reached",
                LocalText(
                    "该工单已有 \(limit) 条进展和附件，不能再添加；仍可解决、改派和关闭，其余请另行提交。",
                    "The ticket has \(limit) notes and files and takes no more: resolve it, and submit another."
                ))
        }
    }

    static func conflict(_ reason: String, _ detail: LocalText) -> Problem {
        var problem = Problem(.conflict, detail)
        problem.members.append(("reason", .string(reason)))
        return problem
    }
}

extension FieldFault {
    static func unknownCode(_ pointer: String, _ code: String, _ known: [String]) -> FieldFault {
        let list = known.joined(separator: ", ")
        let detail =
            known.isEmpty
            ? LocalText("没有 \(code)：策略没有声明任何值，请不要填写。", "There is no \(code): the policy declares none, leave it out.")
            : LocalText("没有 \(code)，可用：\(known.joined(separator: "、"))。", "There is no \(code); there are \(list).")
        return FieldFault(pointer: pointer, code: .value, detail: detail)
    }
}
