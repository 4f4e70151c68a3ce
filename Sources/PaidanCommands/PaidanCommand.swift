package import ArgumentParser
package import CommandHelp
internal import EventRendering

/// The command `paidan`.
public enum PaidanCommand {
    /// Does what the process's arguments say and ends the process.
    /// - Parameter root: the command, with what an executable adds to it.
    package static func main(_ root: any Documented.Type) -> Never {
        ThisProcess.openClosedStreams()
        ThisProcess.prepareSignals()
        ThisProcess.exit(run(Array(CommandLine.arguments.dropFirst()), in: .system(), root: root))
    }

    /// Does what `arguments`, without the program's name, say.
    package static func run(
        _ arguments: [String], in shell: Shell, root: any Documented.Type
    ) -> CommandStatus {
        do throws(Refusal) {
            return try command(arguments, shell.language, root).run(in: shell)
        } catch {
            if let message = error.message(shell.language) { shell.note(message) }
            return error.status
        }
    }

    /// Every command's path, and the examples that its help ends in.
    package static func examples(of root: any Documented.Type) -> [(path: [String], commands: [String])] {
        func collect(_ command: any Documented.Type, _ path: [String]) -> [(path: [String], commands: [String])] {
            let own = (path: path, commands: command.examples.map(\.command))
            return command.configuration.subcommands.reduce(into: [own]) { all, next in
                guard let next = next as? any Documented.Type else { preconditionFailure("every command has examples") }
                all += collect(next, path + [next._commandName])
            }
        }
        return collect(root, [])
    }

    /// What is wrong with `arguments` before anything is done; nil if nothing is.
    package static func fault(in arguments: [String], of root: any Documented.Type) -> Refusal? {
        do throws(Refusal) {
            _ = try command(arguments, .english, root)
            return nil
        } catch { return error }
    }

    private enum Request {
        case command(any ShellCommand)
        /// Text that was asked for.
        case text([String])

        func run(in shell: Shell) throws(Refusal) -> CommandStatus {
            switch self {
            case .command(let command): return try command.run(in: shell)
            case .text(let lines):
                try shell.say(lines.map { Array($0.utf8) })
                return .success
            }
        }
    }

    private static func command(
        _ arguments: [String], _ language: Language, _ root: any Documented.Type
    ) throws(Refusal) -> Request {
        let path = CommandPath(arguments, root)
        let help = language("；见 `\(path.text) --help`", "; see `\(path.text) --help`")
        do {
            return try HelpLanguage.$current.withValue(language) {
                var command = try root.parseAsRoot(arguments)
                if let command = command as? any ShellCommand { return .command(command) }
                if command is any Documented {
                    throw Refusal.badUse(told: language("缺少命令", "a command is missing") + help)
                }
                try command.run()
                return .text([])
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            return .text(try text(for: error, arguments, path, language, help))
        }
    }

    /// What was asked for in place of a command.
    /// - Parameter help: how to get to it, behind what is wrong.
    private static func text(
        for error: any Error, _ arguments: [String], _ path: CommandPath, _ language: Language, _ help: String
    ) throws(Refusal) -> [String] {
        let isFault = !path.root.exitCode(for: error).isSuccess
        // Whoever asks for help on a command that there is not gets no other's.
        if let unknown = path.unknown, isFault || arguments.first == "help" {
            let known = path.command.configuration.subcommands.map { $0._commandName }
            throw .badUse(
                told: language(
                    "没有命令 \(unknown)，可用：\(known.joined(separator: "、"))",
                    "there is no command \(unknown); there are \(known.joined(separator: ", "))") + help)
        }
        guard !isFault else {
            let fault = HelpLanguage.$current.withValue(language) { path.root.message(for: error) }
            throw .badUse(told: ParserFault.text(fault, in: language) + help)
        }
        guard arguments.contains(where: { ["-h", "--help", "help"].contains($0) }) else {
            return [HelpLanguage.$current.withValue(language) { path.root.fullMessage(for: error) }]
        }
        return HelpScreen(of: path.root, path: path.names, examples: path.command.examples, in: language).lines
    }
}

/// The command that arguments lead to, as far as they go.
private struct CommandPath {
    let root: any Documented.Type
    private(set) var command: any Documented.Type
    /// Below the root.
    private(set) var names: [String] = []
    /// The word that stands where a command should.
    private(set) var unknown: String?

    /// As it is typed.
    var text: String { ([root._commandName] + names).joined(separator: " ") }

    init(_ arguments: [String], _ root: any Documented.Type) {
        self.root = root
        command = root
        var followsOption = false
        for argument in arguments where argument != "help" {
            guard !argument.hasPrefix("-") else {
                followsOption = true
                continue
            }
            let found = command.configuration.subcommands.first { $0._commandName == argument }
            guard let next = found as? any Documented.Type else {
                // What stands behind an option may be its value.
                if !command.configuration.subcommands.isEmpty, !followsOption { unknown = argument }
                return
            }
            command = next
            names.append(argument)
        }
    }
}

package struct Root: Documented {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "paidan",
            abstract: .both(
                "派单：提交、跟踪、处理工单，并维护其日志。",
                "Dispatches customers' requests: submit, follow and handle tickets, and look after their log."),
            discussion: exitStatuses,
            version: "paidan 0.1.0",
            subcommands: [
                Submit.self, Show.self, List.self, QueueCommand.self, Tail.self, Accept.self, Decline.self,
                ProgressCommand.self, Contact.self, Resolve.self, Rate.self, Reopen.self, Escalate.self, Close.self,
                Classify.self, Prioritise.self, Review.self, Confirm.self, Assign.self, Approve.self, Reject.self,
                Reassign.self, Reveal.self, Erase.self, AgentsGroup.self, PresenceCommand.self, Workloads.self,
                InboxGroup.self, SignIn.self, SignOut.self, PasswordCommand.self, WhoAmI.self, AccountsGroup.self,
                TokensGroup.self, DepartmentsGroup.self, PolicyGroup.self, ClockCommand.self, AuditGroup.self,
                LogGroup.self,
            ])
    }

    package static let examples = [
        Example("实时查看动态", "What happens, live", "paidan tail --follow"),
        Example("每个命令都有示例", "Every command has examples", "paidan submit --help"),
        Example(
            "bash 补全脚本", "Completions for bash",
            "paidan --generate-completion-script bash >/etc/bash_completion.d/paidan"),
    ]

    package init() {}

    static var exitStatuses: String {
        .both(
            """
            退出状态：0 成功；1 命令用法有误或被服务拒绝；2 发现损坏；3 无法连接服务，或系统拒绝读写。错误信息输出到标\
            准错误。
            """,
            """
            The exit status is 0 for success, 1 for a command used wrongly or refused by the daemon, 2 when corruption \
            was found, and 3 when the daemon cannot be reached or the system refused to read or write. Errors are told \
            on standard error.
            """)
    }
}
