internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct AccountsGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "accounts",
            abstract: .both("列出、创建或修改账号。", "Lists accounts, makes one, or says what one may do from now on."),
            subcommands: [
                AccountsList.self, AccountsShow.self, AccountsCreate.self, AccountsSet.self, AccountsResetPassword.self,
            ],
            defaultSubcommand: AccountsList.self)
    }

    static let examples = [
        Example("都有谁", "Who there is", "paidan accounts"),
        Example("新同事", "A new colleague", "paidan accounts create E1001 --display-name 林静 --role clerk"),
        Example("忘记密码的人", "Who has forgotten the password", "paidan accounts reset-password E1001"),
    ]
}

struct AccountsList: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: .both("列出全部账号。", "Lists all accounts."),
            discussion: .both(
                "加 --json 时原样打印服务返回的各页，一页一行。", "With --json it prints the daemon's pages, each on its line."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan accounts list"),
        Example("谁是主管", "Who is a supervisor", "paidan accounts list --json | jq .items[]"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.sayAll(Pages(["v1", "accounts"], limit: nil)) { AccountText.table($0, style) }
        return .success
    }
}

struct AccountsShow: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: .both("查看一个账号。", "Shows an account."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan accounts show E1001"),
        Example("供程序使用", "For a program", "paidan accounts show E1001 --json | jq .roles"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.say(try session.get("v1", "accounts", account)) { AccountText($0, style).page }
        return .success
    }
}

struct AccountsResetPassword: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reset-password",
            abstract: .both("重置账号的初始密码，并显示一次。", "Gives an account another first password, and shows it once."),
            discussion: .both(
                "用原密码登录的设备全部退出登录。", "Everywhere that somebody is signed in with the old one, they are signed out."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan accounts reset-password E1001"),
        Example("供程序使用", "For a program", "paidan accounts reset-password E1001 --json | jq -r .password"),
    ]

    @Argument(help: .both("工号。", "The staff number."))
    var account: String

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.act(.post, ["v1", "accounts", account, "password"], [:], once)
        let style = session.style
        try session.say(answer) { AccountText($0, style).page }
        return .success
    }
}
