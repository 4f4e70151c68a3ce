internal import ArgumentParser
internal import EventRendering

/// The command `paidan`.
public enum PaidanCommand {
    /// Does what the process's arguments say and ends the process.
    public static func main() -> Never {
        ThisProcess.openClosedStreams()
        ThisProcess.prepareSignals()
        ThisProcess.exit(run(Array(CommandLine.arguments.dropFirst()), in: .system()))
    }

    /// Does what `arguments`, without the program's name, say.
    package static func run(_ arguments: [String], in shell: Shell) -> CommandStatus {
        do throws(Refusal) {
            return try command(arguments, shell.language).run(arguments, in: shell)
        } catch {
            if let message = error.message { shell.note(message) }
            return error.status
        }
    }

    /// Every command's path, and the examples that its help ends in.
    package static var examples: [(path: [String], commands: [String])] {
        func collect(_ command: any Documented.Type, _ path: [String]) -> [(path: [String], commands: [String])] {
            let own = (path: path, commands: command.examples.map(\.command))
            return command.configuration.subcommands.reduce(into: [own]) { all, next in
                guard let next = next as? any Documented.Type else { preconditionFailure("every command has examples") }
                all += collect(next, path + [next._commandName])
            }
        }
        return collect(Root.self, [])
    }

    /// What is wrong with `arguments` before anything is done; nil if nothing is.
    package static func fault(in arguments: [String]) -> Refusal? {
        do throws(Refusal) {
            _ = try command(arguments, .english)
            return nil
        } catch { return error }
    }

    private enum Request {
        case command(any ShellCommand)
        /// Text that was asked for.
        case text(String)

        func run(_ arguments: [String], in shell: Shell) throws(Refusal) -> CommandStatus {
            switch self {
            case .command(let command): return try command.run(in: shell)
            case .text(let text):
                try shell.say(text)
                return .success
            }
        }
    }

    private static func command(_ arguments: [String], _ language: Language) throws(Refusal) -> Request {
        let path = CommandPath(arguments)
        let help = language("；见 `\(path.text) --help`", "; see `\(path.text) --help`")
        do {
            var command = try Root.parseAsRoot(arguments)
            if let command = command as? any ShellCommand { return .command(command) }
            if command is any Documented {
                throw Refusal.badUse(language("缺少命令", "a command is missing") + help)
            }
            try command.run()
            return .text("")
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            guard Root.exitCode(for: error).isSuccess else {
                if let unknown = path.unknown {
                    let known = path.command.configuration.subcommands.map { $0._commandName }.joined(separator: ", ")
                    throw .badUse(
                        language("没有命令 \(unknown)，可用：\(known)", "there is no command \(unknown); there are \(known)")
                            + help)
                }
                throw .badUse(Root.message(for: error) + help)
            }
            let text = Root.fullMessage(for: error)
            let isHelp = arguments.contains { ["-h", "--help", "help"].contains($0) }
            return .text(isHelp ? text + "\n\n" + Example.text(path.command.examples).dropLast() : text)
        }
    }
}

/// The command that arguments lead to, as far as they go.
private struct CommandPath {
    private(set) var command: any Documented.Type = Root.self
    private(set) var text = Root._commandName
    /// The word that stands where a command should.
    private(set) var unknown: String?

    init(_ arguments: [String]) {
        for argument in arguments where argument != "help" && !argument.hasPrefix("-") {
            let found = command.configuration.subcommands.first { $0._commandName == argument }
            guard let next = found as? any Documented.Type else {
                if !command.configuration.subcommands.isEmpty { unknown = argument }
                return
            }
            command = next
            text += " \(argument)"
        }
    }
}

struct Root: Documented {
    static let configuration = CommandConfiguration(
        commandName: "paidan",
        abstract: "Dispatches customers' requests 派单: submit, follow and handle tickets, and look after their log.",
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

    static let examples = [
        Example("What happens, live", "paidan tail --follow"),
        Example("Every command has examples", "paidan submit --help"),
        Example(
            "Completions for bash", "paidan --generate-completion-script bash >/etc/bash_completion.d/paidan"),
    ]

    static let exitStatuses = """
        The exit status is 0 for success, 1 for a command used wrongly or refused by the daemon, 2 when corruption was \
        found, and 3 when the daemon cannot be reached or the system refused to read or write. Errors are told on \
        standard error.
        """
}
