import Domain
import Engine
import Events
import PolicyFiles
import Policies
import Projections
import Seeds
import SegmentLog

/// Random actions on an engine, possible or not, from a seed.
struct Storm {
    private var random: SplitMix64
    private let world: StormWorld
    private(set) var carriedOut = 0
    private(set) var refused = 0

    private static let agents: UInt64 = 8
    /// The first of them, whose accounts are disabled now and then, and opened again.
    private static let withAccounts: UInt64 = 3
    private static let skills = ["系统故障", "售后", "投诉处理"]
    private static let texts = [
        "收银系统故障，报错", "要投诉，态度太差", "货物破损，要求退货", "请问怎么开发票", "建议增加夜间模式", "好", "紧急，系统瘫痪",
    ]
    private static let regions = ["上海", "北京", ""]
    private static let supervisor = Caller(kind: .account, account: 1)
    private static let clerk = Caller(kind: .account, account: 2)

    init(seed: UInt64, world: StormWorld) {
        random = SplitMix64(seed: seed)
        self.world = world
    }

    /// Hires everybody, half of them at work.
    mutating func begin(_ engine: Engine<SegmentLog>) async throws {
        for role in ["supervisor", "clerk"] {
            var account = AccountCreated()
            (account.name, account.roles) = (role, [role])
            await perform(.account(.create(NewAccount(account))), engine)
        }
        for agent in 1...Self.agents {
            await perform(changed(agent), engine)
            if random.chance(50) { await perform(.changePresence(AgentOrdinal(rawValue: agent), .online), engine) }
        }
        for agent in 1...Self.withAccounts {
            var account = AccountCreated()
            (account.name, account.roles) = ("agent-\(agent)", ["handler"])
            account.agent = AgentOrdinal(rawValue: agent)
            await perform(.account(.create(NewAccount(account))), engine)
        }
    }

    mutating func blow(_ steps: Int, _ engine: Engine<SegmentLog>) async throws {
        for _ in 0..<steps {
            if random.chance(12) {
                await passTime(engine)
            } else if random.chance(1) {
                let document = try PolicyVariants.document(random.below(1 << UInt64(PolicyVariants.count)))
                await perform(.publishPolicy(document), engine)
            } else {
                await perform(await action(engine), engine)
            }
        }
    }

    private mutating func perform(_ action: Action, _ engine: Engine<SegmentLog>) async {
        do {
            var caller = random.chance(50) ? Self.supervisor : Self.clerk
            // What a role may do at all is looked at before the engine is asked.
            if case .confirm = action { caller = Self.supervisor }
            _ = try await engine.perform(action, for: caller)
            carriedOut += 1
        } catch { refused += 1 }
    }

    /// Minute by minute, or in one leap, as after a sleep.
    private mutating func passTime(_ engine: Engine<SegmentLog>) async {
        let minutes: UInt64 =
            switch random.below(20) {
            case 0: 24 * 60 * random.below(4)
            case 1, 2, 3: random.below(90)
            default: random.below(12)
            }
        let later = world.clock.now.advanced(by: .milliseconds(Int64(minutes * 60_000 + random.below(3) * 20_000)))
        if random.chance(25) {
            world.clock.turn(to: later)
            await engine.fireDue()
        } else {
            await engine.turn(world.clock, to: later)
        }
    }

    private struct Seen: Sendable {
        var ticket: TicketOrdinal
        var holder: AgentOrdinal?
        var lifeCycle: LifeCycle?
    }

    /// One of the newer tickets, and how it stands.
    private mutating func someTicket(_ engine: Engine<SegmentLog>) async -> Seen {
        let draw = random.next()
        return await engine.look { projected in
            let count = UInt64(projected.tickets.count)
            let ticket = TicketOrdinal(rawValue: count == 0 ? 1 : count - draw % min(count, 40))
            let row = projected.tickets[ticket]
            return Seen(ticket: ticket, holder: row?.holder, lifeCycle: row?.lifeCycle)
        }
    }

    private mutating func action(_ engine: Engine<SegmentLog>) async -> Action {
        let seen = await someTicket(engine)
        let agent = AgentOrdinal(rawValue: 1 + random.below(Self.agents))
        switch random.below(20) {
        case 0, 1, 2, 3: return submission()
        case 4, 5, 6: return .changePresence(agent, random.one(of: [.online, .online, .online, .busy, .offline]))
        case 7: return random.chance(25) ? accountChanged() : changed(agent.rawValue)
        case 8: return byHand(seen, agent)
        case 9: return said(seen)
        default: return onItsWay(seen, agent)
        }
    }

    private mutating func submission() -> Action {
        var customer = CustomerProfile()
        (customer.name, customer.contact) = ("客户", "\(13_800_000_000 + random.below(40))")
        var content = TicketContent()
        content.description = random.one(of: Self.texts)
        var intake = Intake(customer: customer, content: content, channel: random.one(of: ["wechat", "phone"]))
        intake.isConfirmed = true
        intake.region = random.one(of: Self.regions)
        intake.urgency = random.one(of: ["", "低", "紧急"])
        return .submit(intake)
    }

    private mutating func changed(_ ordinal: UInt64) -> Action {
        var change = AgentChanged()
        change.agent = AgentOrdinal(rawValue: ordinal)
        (change.identifier, change.name) = ("agent-\(ordinal)", "agent-\(ordinal)")
        // The last one is rare: often somebody is the only one there for it, and then not.
        for skill in Self.skills where random.chance(skill == Self.skills.last ? 20 : 60) {
            change.skills.append(Skill(name: skill, level: 1 + random.below(5)))
        }
        for region in Self.regions where !region.isEmpty && random.chance(40) { change.regions.append(region) }
        change.capacity = 1 + random.below(4)
        change.pool = random.one(of: ["", "regular", "regular", "backup", "cross-region"])
        return .changeAgent(change)
    }

    /// Somebody leaves, comes back, or acts for another from now on.
    private mutating func accountChanged() -> Action {
        var change = AccountChanged()
        let agent = 1 + random.below(Self.withAccounts)
        change.account = AccountOrdinal(rawValue: 2 + agent)
        change.agent = AgentOrdinal(rawValue: random.chance(70) ? agent : 1 + random.below(Self.agents))
        (change.roles, change.isDisabled) = (["handler"], random.chance(50))
        return .account(.change(change))
    }

    /// A call back or not, as it is who calls, and when.
    private mutating func contact(_ ticket: TicketOrdinal, by agent: AgentOrdinal?) -> Action {
        .contact(ticket, agent, reasons: random.chance(60) ? ["slow"] : [], note: "")
    }

    /// What people decide about who has it.
    private mutating func byHand(_ seen: Seen, _ agent: AgentOrdinal) -> Action {
        switch random.below(5) {
        case 0: .reassign(seen.ticket, reason: "换人")
        case 1: .reject(seen.ticket, reason: "不行")
        case 2: .approve(seen.ticket)
        default: .assign(seen.ticket, agent, reason: "客户指定")
        }
    }

    /// What people say of it.
    private mutating func said(_ seen: Seen) -> Action {
        switch random.below(5) {
        case 0, 1: .classify(seen.ticket, category: random.one(of: ["系统故障", "售后", "投诉", "咨询"]), reason: "")
        case 2: .prioritise(seen.ticket, random.one(of: Priority.allCases), reason: "")
        case 3: .review(seen.ticket, needsFollowUp: random.chance(50), note: "")
        default: .escalate(seen.ticket, to: "supervisor", note: "")
        }
    }

    /// What comes next, most often.
    private mutating func onItsWay(_ seen: Seen, _ agent: AgentOrdinal) -> Action {
        let holder = random.chance(90) ? seen.holder ?? agent : agent
        switch seen.lifeCycle {
        case .offered:
            return random.chance(60) ? .accept(seen.ticket, holder) : .decline(seen.ticket, holder, reason: "忙")
        case .accepted, .inProgress:
            switch random.below(6) {
            case 0: return .progress(seen.ticket, holder, stage: "", note: "")
            case 1: return .progress(seen.ticket, holder, stage: "待客户确认", note: "")
            case 2: return .progress(seen.ticket, holder, stage: "处理中", note: "")
            case 3: return contact(seen.ticket, by: random.chance(50) ? holder : nil)
            default: return .resolve(seen.ticket, holder, solution: "好了")
            }
        case .resolved:
            switch random.below(6) {
            case 0, 1: return .rate(seen.ticket, random.one(of: [.satisfied, .dissatisfied, .fair]), comment: "")
            case 2, 3: return .reopen(seen.ticket, note: "")
            case 4: return contact(seen.ticket, by: random.chance(20) ? seen.holder : nil)
            default: return .close(seen.ticket)
            }
        default: return random.chance(50) ? .confirm(seen.ticket, nil) : .confirm(seen.ticket, agent)
        }
    }
}
