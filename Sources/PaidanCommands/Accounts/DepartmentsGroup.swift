internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct DepartmentsGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "departments",
            abstract: .both("列出或设置部门。", "Lists departments, or says how one is from now on."),
            subcommands: [DepartmentsList.self, DepartmentsSet.self],
            defaultSubcommand: DepartmentsList.self)
    }

    static let examples = [
        Example("有哪些部门", "Which there are", "paidan departments"),
        Example("新部门及其经理", "A new one, with its manager", "paidan departments set 技术部 --name 技术支持部 --manager E0007"),
    ]
}

struct DepartmentsList: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: .both("列出全部部门。", "Lists all departments."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan departments list"),
        Example("供程序使用", "For a program", "paidan departments list --json | jq .items[]"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.say(try session.get("v1", "departments")) { json in
            let language = style.language
            let items = json["items"]?.asElements ?? []
            guard !items.isEmpty else { return [language("还没有部门", "no departments yet")] }
            var table = Table([
                (language("部门", "code"), .left), (language("名称", "name"), .left),
                (language("经理", "manager"), .left),
            ])
            for item in items {
                table.add(["code", "name", "manager"].map { (item[$0]?.asText?.plainLine ?? "", nil) })
            }
            return table.lines(hasColours: style.hasColours)
        }
        return .success
    }
}

struct DepartmentsSet: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: .both("添加或修改部门。", "Adds a department, or says how one is from now on."),
            discussion: .both("没有 --manager 时该部门无经理。", "Where --manager is left out nobody manages it."))
    }

    static let examples = [
        Example("有经理", "With a manager", "paidan departments set 技术部 --name 技术支持部 --manager E0007"),
        Example("没有经理", "Without", "paidan departments set 技术部 --name 技术支持部"),
    ]

    @Argument(help: .both("部门代码，执行人员和账号以此引用。", "The department's code, which agents and accounts name."))
    var department: String

    @Option(help: .both("部门名称。", "As people call it."))
    var name: String?

    @Option(help: .both("部门经理的账号。", "The account of whoever manages it."))
    var manager: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        var members: [(name: String, value: JSON)] = [("name", .string(name ?? department))]
        if let manager { members.append(("manager", .string(manager))) }
        let answer = try session.act(
            .put, ["v1", "departments", department], .object(members), once, arguments: ["path:code": "DEPARTMENT"])
        let style = session.style
        try session.say(answer) { json in
            style.facts([
                (style.language("部门", "code"), json["code"]?.asText?.plainLine ?? ""),
                (style.language("名称", "name"), json["name"]?.asText?.plainLine ?? ""),
                (style.language("经理", "manager"), json["manager"]?.asText?.plainLine ?? ""),
            ])
        }
        return .success
    }
}
