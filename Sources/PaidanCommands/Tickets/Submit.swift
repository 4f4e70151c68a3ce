internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct Submit: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Submits a customer's request, which becomes a ticket and is offered to an agent.",
        discussion: """
            Prints the ticket and who is to have it. What is wrong with a request is told all at once, each fault with \
            the flag it belongs to. With --batch each line of a file is a request as JSON, as the daemon's interface \
            has it, and each is answered with a line; the exit status is 1 if any was refused.
            """)

    static let examples = [
        Example(
            "A request by phone",
            "paidan submit --channel phone --name 张建国 --contact 13800005678 --description 收银系统一直报错 --urgency 紧急 "
                + "--confirmed"),
        Example(
            "What is in a file",
            "paidan submit --channel email --name 李晓燕 --contact li@example.com --description - <letter.txt"),
        Example("Many at once", "paidan submit --batch requests.jsonl --json | jq -r .ticket.number"),
    ]

    @OptionGroup var daemon: DaemonArguments

    @OptionGroup var once: OnceOption

    @Option(help: ArgumentHelp("How the request came, such as phone or wechat.", valueName: "code"))
    var channel: String?

    @Option(help: ArgumentHelp("What the customer wants; - reads it from standard input.", valueName: "text"))
    var description: String?

    @Option(help: "The customer's name.")
    var name: String?

    @Option(help: ArgumentHelp("The customer's phone number or another address.", valueName: "contact"))
    var contact: String?

    @Option(help: ArgumentHelp("Who is to be asked, if it is not the customer.", valueName: "name"))
    var contactPerson: String?

    @Option(help: ArgumentHelp("The customer's number as a member.", valueName: "id"))
    var memberId: String?

    @Option(help: ArgumentHelp("The customer's tier.", valueName: "code"))
    var tier: String?

    @Option(help: ArgumentHelp("What it is about, if somebody knows; otherwise it is found out.", valueName: "code"))
    var category: String?

    @Option(help: ArgumentHelp("The customer's own word for how soon it has to be.", valueName: "code"))
    var urgency: String?

    @Option(help: ArgumentHelp("What kind of request it is, where the policy has kinds.", valueName: "code"))
    var type: String?

    @Option(help: "Where it is.")
    var region: String?

    @Option(help: ArgumentHelp("The number of the order that it is about.", valueName: "number"))
    var order: String?

    @Option(help: ArgumentHelp("What the customer expects to happen.", valueName: "text"))
    var expectedResult: String?

    @Option(help: ArgumentHelp("Where somebody has to go.", valueName: "text"))
    var address: String?

    @Option(help: ArgumentHelp("Anything else.", valueName: "text"))
    var notes: String?

    @Option(help: ArgumentHelp("The product that it is about.", valueName: "name"))
    var productModel: String?

    @Option(help: ArgumentHelp("An earlier ticket about the same thing.", valueName: "number"))
    var earlierNumber: String?

    @Option(help: ArgumentHelp("When the customer would like it to be done.", valueName: "time"))
    var wishedAt: String?

    @Flag(help: "It was read back to the customer, who agreed; some channels ask for that.")
    var confirmed = false

    @Option(
        help: ArgumentHelp("A file of requests, one a line as JSON; - for standard input.", valueName: "file"),
        completion: .file())
    var batch: String?

    func validate() throws {
        guard batch != nil else { return }
        if confirmed || (ticketMembers + customerMembers).contains(where: { $0.text != nil }) {
            throw ValidationError("--batch takes everything from its lines; leave the other flags away")
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
