internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct SignIn: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sign-in",
            abstract: .both("用工号和密码登录。", "Signs in with a staff number and a password."),
            discussion: .both(
                """
                登录后十二小时内，或直到 `paidan sign-out`，命令以该账号操作：令牌保存在 $XDG_STATE_HOME/paidan \
                或 ~/.local/state/paidan，仅本人可读。初始密码须先用 `paidan password` 修改，才能进行其他操作。
                """,
                """
                Until `paidan sign-out`, or for twelve hours, commands act for the account: the token is kept in \
                $XDG_STATE_HOME/paidan, or ~/.local/state/paidan, readable by you alone. A first password has to be \
                changed, with `paidan password`, before anything else.
                """))
    }

    static let examples = [
        Example("在终端上", "At a terminal", "paidan sign-in E1001"),
        Example("在脚本中", "From a script", "paidan sign-in E1001 --password-file secret --server http://127.0.0.1:8480"),
    ]

    @Argument(help: .both("工号。", "The staff number."))
    var staff: String

    @Option(
        help: .both("首行为密码的文件。", "A file whose first line is the password.", valueName: "file"), completion: .file())
    var passwordFile: String?

    @OptionGroup var daemon: DaemonArguments

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        guard let signedIn = SignedIn(in: shell) else {
            throw .badUse(
                "没有保存令牌的位置：请设置 HOME 或 XDG_STATE_HOME",
                "there is nowhere to keep a token: set HOME or XDG_STATE_HOME")
        }
        let session = try DaemonSession(daemon, in: shell, token: "")
        let password = try shell.secret(
            passwordFile, "--password-file", asking: shell.language("\(staff) 的密码", "Password of \(staff)"))
        var request = ClientRequest(.post, ["v1", "sessions"])
        let body: JSON = ["staffNumber": .string(staff), "password": .string(password)]
        body.append(to: &request.body)
        let answer = try session.json(try session.send(request))
        guard let token = answer["token"]?.asText else {
            throw Refusal(.notUnderstood("it has no token"), at: session.address, session.language)
        }
        try signedIn.keep(token, for: session.address)
        if daemon.json {
            let current = try DaemonSession(daemon, in: shell, token: token)
            try current.say(try current.get("v1", "sessions", "current")) { _ in [] }
            return .success
        }
        let until = session.style.time(answer["expiresAt"]?.asText)
        try shell.say(shell.language("已登录 \(staff)，有效期至 \(until)", "signed in as \(staff) until \(until)"))
        if answer["mustChangePassword"]?.asBool == true {
            shell.note(
                shell.language("请先用 `paidan password` 修改初始密码", "change the first password with `paidan password`"))
        }
        return .success
    }
}

struct SignOut: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sign-out", abstract: .both("退出登录，本机与服务端同时失效。", "Ends a sign-in, here and at the daemon."))
    }

    static let examples = [
        Example("退出当前目录的服务", "From the daemon of this directory", "paidan sign-out"),
        Example("退出其他服务", "From another", "paidan sign-out --server http://127.0.0.1:8480"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let address = try daemon.server.address(beside: daemon.data, in: shell).address
        guard let signedIn = SignedIn(in: shell), let token = try signedIn.token(for: address) else {
            shell.note(shell.language("没有登录 \(address.text)", "nobody is signed in to \(address.text)"))
            return .badUse
        }
        let session = try DaemonSession(daemon, in: shell, token: token)
        try signedIn.forget(address)
        try session.end(ClientRequest(.delete, ["v1", "sessions", "current"]))
        return try run(session)
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        if !session.isJSON { try session.shell.say(session.language("已退出登录", "signed out")) }
        return .success
    }
}
