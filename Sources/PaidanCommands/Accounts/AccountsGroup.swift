internal import ArgumentParser
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct AccountsGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "Lists accounts 账号, makes one, or says what one may do from now on.",
        subcommands: [
            AccountsList.self, AccountsShow.self, AccountsCreate.self, AccountsSet.self, AccountsResetPassword.self,
        ],
        defaultSubcommand: AccountsList.self)

    static let examples = [
        Example("Who there is", "paidan accounts"),
        Example("A new colleague", "paidan accounts create E1001 --display-name 林静 --role clerk"),
        Example("Who has forgotten the password", "paidan accounts reset-password E1001"),
    ]
}

struct AccountsList: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists all accounts.",
        discussion: "With --json it prints the daemon's pages, each on its line.")

    static let examples = [
        Example("For people", "paidan accounts list"),
        Example("Who is a supervisor", "paidan accounts list --json | jq .items[]"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.sayAll(Pages(["v1", "accounts"], limit: nil)) { AccountText.table($0, style) }
        return .success
    }
}

struct AccountsShow: DaemonCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an account.")

    static let examples = [
        Example("For people", "paidan accounts show E1001"),
        Example("For a program", "paidan accounts show E1001 --json | jq .roles"),
    ]

    @Argument(help: "The staff number, or what a program is called.")
    var account: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.say(try session.get("v1", "accounts", account)) { AccountText($0, style).page }
        return .success
    }
}

struct AccountsResetPassword: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password",
        abstract: "Gives an account another first password, and shows it once.",
        discussion: "Everywhere that somebody is signed in with the old one, they are signed out.")

    static let examples = [
        Example("For people", "paidan accounts reset-password E1001"),
        Example("For a program", "paidan accounts reset-password E1001 --json | jq -r .password"),
    ]

    @Argument(help: "The staff number.")
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
