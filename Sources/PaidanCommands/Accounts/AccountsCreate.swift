internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct AccountsCreate: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create",
            abstract: .both("创建账号，并显示一次初始密码。", "Makes an account, and shows its first password once."),
            discussion: .both(
                """
                角色有 customer（客户）、handler（执行人员）、clerk（客服）、dispatcher（派单员）、supervisor（主管）、\
                department-manager（部门经理）、administrator（管理员）和 auditor（审计员）。指定 --skill、--region、\
                --capacity 或 --pool 时，随账号一并创建执行人员，标识与账号相同，除非用 --agent 另行指定。
                """,
                """
                The roles are customer, handler, clerk, dispatcher, supervisor, department-manager, administrator and \
                auditor. A handler's agent is made with the account where --skill, --region, --capacity or --pool \
                say something of it, and is called like the account unless --agent says otherwise.
                """))
    }

    static let examples = [
        Example("客服", "Who answers customers", "paidan accounts create E1001 --display-name 林静 --role clerk"),
        Example(
            "执行人员", "Who handles tickets",
            "paidan accounts create E1002 --display-name 王强 --role handler --skill 系统故障=4"),
        Example(
            "客户，只看自己的工单", "A customer, who sees their own tickets",
            "paidan accounts create C1001 --customer 13800005678"),
        Example(
            "用令牌操作的程序", "A program, which acts by tokens",
            "paidan accounts create nightly-report --role auditor --program"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @Option(help: .both("持有人的姓名。", "As people call who holds it."))
    var displayName: String?

    @Option(help: .both("角色；可重复。", "What it is for; may be repeated."))
    var role: [String] = []

    @Option(help: .both("部门代码。", "The department's code."))
    var department: String?

    @Option(help: .both("对应的执行人员。", "The agent that it acts as."))
    var agent: String?

    @OptionGroup var agentProfile: ProfileOptions

    @Option(
        help: .both(
            "账号所属的客户：标识、联系方式或会员号；角色为 customer。",
            "The customer whose own it is: identifier, contact or member number. The role is customer.",
            valueName: "customer"))
    var customer: String?

    @Flag(help: .both("程序账号：没有密码，不登录。", "It has no password, and never signs in."))
    var program = false

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

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
        let style = session.style
        let profile = agentProfile.members(style)
        if !profile.isEmpty { members.append(("profile", .object(profile))) }
        let answer = try session.act(
            .post, ["v1", "accounts"], .object(members), once, arguments: ["/name": "ACCOUNT"])
        try session.say(answer) { AccountText($0, style).page }
        return .success
    }
}

struct AccountsSet: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: .both("修改账号。", "Says what an account is from now on."),
            discussion: .both(
                """
                没有指定的保持不变；--role 须列出全部角色。停用的账号失去其令牌。最后一个管理员不能取消。
                """,
                """
                What is left out stays as it is; --role says all of them. An account that is disabled loses its \
                tokens. The last administrator stays one.
                """))
    }

    static let examples = [
        Example("两个角色", "Two roles", "paidan accounts set E1001 --role clerk --role dispatcher"),
        Example("已离职的人", "Who has left", "paidan accounts set E1001 --disabled"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @Option(help: .both("角色；可重复。", "What it is for; may be repeated."))
    var role: [String] = []

    @Option(help: .both("部门代码；空值表示无。", "The department's code; empty for none."))
    var department: String?

    @Option(help: .both("对应的执行人员；空值表示无。", "The agent that it acts as; empty for none."))
    var agent: String?

    @Flag(help: .both("停用账号。", "Nobody gets in with it any more."))
    var disabled = false

    @Flag(help: .both("重新启用账号。", "People get in with it again."))
    var enabled = false

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        if disabled, enabled {
            throw ValidationError(.both("--disabled 与 --enabled 只能选一个", "--disabled or --enabled, not both"))
        }
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
