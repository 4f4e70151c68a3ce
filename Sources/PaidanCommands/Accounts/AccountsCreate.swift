internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct AccountsCreate: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an account, and shows its first password once.",
        discussion: """
            The roles are customer, handler 执行人员, clerk 客服, dispatcher 派单员, supervisor 主管, department-manager \
            部门经理, administrator 管理员 and auditor 审计员. A handler's agent is made with the account where --skill, \
            --region or --capacity say something of it, and is called like the account unless --agent says otherwise.
            """)

    static let examples = [
        Example("Who answers customers", "paidan accounts create E1001 --display-name 林静 --role clerk"),
        Example(
            "Who handles tickets", "paidan accounts create E1002 --display-name 王强 --role handler --skill 系统故障=4"),
        Example("A customer, who sees their own tickets", "paidan accounts create C1001 --customer 13800005678"),
        Example("A program, which acts by tokens", "paidan accounts create nightly-report --role auditor --program"),
    ]

    @Argument(help: "The staff number 工号, or what a program is called.")
    var account: String

    @Option(help: "As people call who holds it.")
    var displayName: String?

    @Option(help: "What it is for; may be repeated.")
    var role: [String] = []

    @Option(help: "The department's code.")
    var department: String?

    @Option(help: "The agent that it acts as.")
    var agent: String?

    @Option(
        help: ArgumentHelp("What the agent knows, and how well from 1 to 5; may be repeated.", valueName: "skill=n"))
    var skill: [String] = []

    @Option(help: "Where the agent works; may be repeated.")
    var region: [String] = []

    @Option(help: ArgumentHelp("How many tickets at once.", valueName: "n"))
    var capacity: Int?

    @Option(
        help: ArgumentHelp(
            "The customer whose own it is: identifier, contact or member number. The role is customer.",
            valueName: "customer"))
    var customer: String?

    @Flag(help: "It has no password, and never signs in.")
    var program = false

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        for skill in skill where SkillLevel(skill) == nil {
            throw ValidationError("'\(skill)' is no skill with a level; one looks like 系统故障=4")
        }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let roles = customer != nil && role.isEmpty ? ["customer"] : role
        var members: [(name: String, value: JSON)] = [
            ("name", .string(account)), ("roles", .array(roles.map { .string($0) })),
        ]
        if let customer { members.append(("customer", .string(customer))) }
        if let displayName { members.append(("displayName", .string(displayName))) }
        if let department { members.append(("department", .string(department))) }
        if let agent { members.append(("agent", .string(agent))) }
        if program { members.append(("program", true)) }
        var profile: [(name: String, value: JSON)] = []
        let skills = skill.compactMap { SkillLevel($0) }
        if !skills.isEmpty { profile.append(("skills", .array(skills.map(\.json)))) }
        if !region.isEmpty { profile.append(("regions", .array(region.map { .string($0) }))) }
        if let capacity { profile.append(("capacity", JSON(capacity))) }
        if !profile.isEmpty { members.append(("profile", .object(profile))) }
        let answer = try session.act(.post, ["v1", "accounts"], .object(members), once)
        let style = session.style
        try session.say(answer) { AccountText($0, style).page }
        return .success
    }
}

struct AccountsSet: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Says what an account is from now on.",
        discussion: """
            What is left out stays as it is; --role says all of them. An account that is disabled loses its tokens. \
            The last administrator stays one.
            """)

    static let examples = [
        Example("Two roles", "paidan accounts set E1001 --role clerk --role dispatcher"),
        Example("Who has left", "paidan accounts set E1001 --disabled"),
    ]

    @Argument(help: "The staff number, or what a program is called.")
    var account: String

    @Option(help: "What it is for; may be repeated.")
    var role: [String] = []

    @Option(help: "The department's code; empty for none.")
    var department: String?

    @Option(help: "The agent that it acts as; empty for none.")
    var agent: String?

    @Flag(help: "Nobody gets in with it any more.")
    var disabled = false

    @Flag(help: "People get in with it again.")
    var enabled = false

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        if disabled, enabled { throw ValidationError("--disabled or --enabled, not both") }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let known = try session.json(try session.get("v1", "accounts", account))
        var members: [(name: String, value: JSON)] = [
            ("roles", role.isEmpty ? known["roles"] ?? [] : .array(role.map { .string($0) })),
            ("disabled", .bool(disabled || (!enabled && known["disabled"]?.asBool == true))),
        ]
        for (member, given) in [("department", department), ("agent", agent)] {
            let text = given ?? known[member]?.asText ?? ""
            if !text.isEmpty { members.append((member, .string(text))) }
        }
        let answer = try session.act(.put, ["v1", "accounts", account], .object(members), once)
        let style = session.style
        try session.say(answer) { AccountText($0, style).page }
        return .success
    }
}

/// `系统故障=4`
struct SkillLevel {
    let name: String
    let level: Int

    init?(_ text: String) {
        guard let equals = text.lastIndex(of: "="), let level = Int(text[text.index(after: equals)...]) else {
            return nil
        }
        (name, self.level) = (String(text[..<equals]), level)
    }

    var json: JSON { ["name": .string(name), "level": JSON(level)] }
}
