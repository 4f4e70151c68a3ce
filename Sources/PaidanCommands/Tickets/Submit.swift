internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct Submit: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "submit",
            abstract: .both(
                "提交客户请求，生成工单并派给执行人员。",
                "Submits a customer's request, which becomes a ticket and is offered to an agent."),
            discussion: .both(
                """
                打印工单和派单对象。请求中的错误一次全部列出，并指明对应的选项。加 --batch 时文件每行是一个 JSON 请求，\
                格式与服务接口相同，每行各有一行回答；有任何一行被拒绝时退出状态为 1。
                """,
                """
                Prints the ticket and who is to have it. What is wrong with a request is told all at once, each fault \
                with the flag it belongs to. With --batch each line of a file is a request as JSON, as the daemon's \
                interface has it, and each is answered with a line; the exit status is 1 if any was refused.
                """))
    }

    static let examples = [
        Example(
            "电话请求", "A request by phone",
            "paidan submit --channel phone --name 张建国 --contact 13800005678 --description 收银系统一直报错 --urgency 紧急 "
                + "--confirmed"),
        Example(
            "内容在文件中", "What is in a file",
            "paidan submit --channel email --name 李晓燕 --contact li@example.com --description - <letter.txt"),
        Example("批量提交", "Many at once", "paidan submit --batch requests.jsonl --json | jq -r .ticket.number"),
    ]

    @OptionGroup var daemon: DaemonArguments

    @OptionGroup var once: OnceOption

    @Option(help: .both("请求的渠道，如 phone 或 wechat。", "How the request came, such as phone or wechat.", valueName: "code"))
    var channel: String?

    @Option(
        help: .both("客户的诉求；- 表示从标准输入读取。", "What the customer wants; - reads it from standard input.", valueName: "text")
    )
    var description: String?

    @Option(help: .both("客户姓名。", "The customer's name."))
    var name: String?

    @Option(help: .both("客户的电话或其他联系方式。", "The customer's phone number or another address.", valueName: "contact"))
    var contact: String?

    @Option(help: .both("联系人，如果不是客户本人。", "Who is to be asked, if it is not the customer.", valueName: "name"))
    var contactPerson: String?

    @Option(help: .both("客户的会员号。", "The customer's number as a member.", valueName: "id"))
    var memberId: String?

    @Option(help: .both("客户等级。", "The customer's tier.", valueName: "code"))
    var tier: String?

    @Option(
        help: .both(
            "类别，已知时填写；否则自动分类。", "What it is about, if somebody knows; otherwise it is found out.", valueName: "code"))
    var category: String?

    @Option(help: .both("客户自述的紧急程度。", "The customer's own word for how soon it has to be.", valueName: "code"))
    var urgency: String?

    @Option(
        help: .both("请求类型，策略有类型时填写。", "What kind of request it is, where the policy has kinds.", valueName: "code"))
    var type: String?

    @Option(help: .both("所在区域。", "Where it is."))
    var region: String?

    @Option(help: .both("相关订单号。", "The number of the order that it is about.", valueName: "number"))
    var order: String?

    @Option(help: .both("客户期望的结果。", "What the customer expects to happen.", valueName: "text"))
    var expectedResult: String?

    @Option(help: .both("上门地址。", "Where somebody has to go.", valueName: "text"))
    var address: String?

    @Option(help: .both("备注。", "Anything else.", valueName: "text"))
    var notes: String?

    @Option(help: .both("产品型号。", "The product that it is about.", valueName: "name"))
    var productModel: String?

    @Option(help: .both("同一事项此前的工单号。", "An earlier ticket about the same thing.", valueName: "number"))
    var earlierNumber: String?

    @Option(help: .both("客户希望完成的时间。", "When the customer would like it to be done.", valueName: "time"))
    var wishedAt: String?

    @Flag(
        help: .both(
            "已与客户核对内容并得到确认；部分渠道必须填写。", "It was read back to the customer, who agreed; some channels ask for that."))
    var confirmed = false

    @Option(
        help: .both(
            "批量请求文件，每行一个 JSON；- 表示标准输入。", "A file of requests, one a line as JSON; - for standard input.",
            valueName: "file"),
        completion: .file())
    var batch: String?

    func validate() throws {
        guard batch != nil else { return }
        if confirmed || (ticketMembers + customerMembers).contains(where: { $0.text != nil }) {
            throw ValidationError(
                .both(
                    "--batch 的内容全部来自文件各行，请去掉其他选项", "--batch takes everything from its lines; leave the other flags away"
                ))
        }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        if let batch { return try SubmittedBatch(file: batch, key: once.key(in: session.shell)).run(session) }
        var texts = ticketMembers
        if description == Shell.standardInput {
            let text = try session.shell.readText(Shell.standardInput, limit: Self.inputBytesMax)
            texts[1].text = text.trimmedEnd
        }
        var members = Self.given(texts)
        members.append(("customer", .object(Self.given(customerMembers))))
        if confirmed { members.append(("confirmed", true)) }
        let answer = try session.act(.post, ["v1", "tickets"], .object(members), once)
        let style = session.style
        try session.say(answer) { [TicketText($0, style).line] }
        return .success
    }

    /// More than a description may have: the daemon says how much that is.
    private static let inputBytesMax = 1 << 20

    private typealias Members = [(name: String, text: String?)]

    private var ticketMembers: Members {
        [
            ("channel", channel), ("description", description), ("category", category), ("urgency", urgency),
            ("type", type),
            ("region", region), ("orderNumber", order), ("expectedResult", expectedResult), ("address", address),
            ("notes", notes), ("productModel", productModel), ("earlierNumber", earlierNumber), ("wishedAt", wishedAt),
        ]
    }

    private var customerMembers: Members {
        [
            ("name", name), ("contact", contact), ("contactPerson", contactPerson), ("memberId", memberId),
            ("tier", tier),
        ]
    }

    private static func given(_ members: Members) -> [(name: String, value: JSON)] {
        members.compactMap { member in member.text.map { (member.name, .string($0)) } }
    }
}
