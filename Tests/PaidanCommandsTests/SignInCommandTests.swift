import DaemonHarness
import Foundation
import JSONText
import PaidanCommands
import TemporaryFolders
import Testing
import Threads

@Suite("Signing in from the command line", .timeLimit(.minutes(10)))
struct SignInCommandTests {
    /// A daemon, somebody's home, and their first password.
    private struct World {
        let daemon: RunningDaemon
        let first: String

        init() async throws {
            daemon = try await RunningDaemon(on: TemporaryFolder())
            let lines = daemon.lines(
                "accounts", "create", "E1001", "--display-name", "林静", "--role", "clerk", "--json")
            first = try #require(lines.first.flatMap { JSON(parsing: Array($0.utf8)) }?["password"]?.asText)
        }

        var variables: [String: String] {
            ["PAIDAN_DATA": daemon.data, "XDG_STATE_HOME": daemon.folder["home/state"], "LANG": "C"]
        }

        func shell(typing lines: String...) -> TestShell {
            TestShell(
                lines.map { .text($0 + "\n") }, variables: variables, inputIsATerminal: !lines.isEmpty)
        }

        func said(_ arguments: String...) -> String {
            let shell = shell()
            #expect(shell.run(arguments) == .success, "\(arguments): \(shell.errors.text)")
            return shell.output.text
        }

        func refusal(_ arguments: String...) -> String {
            let shell = shell()
            #expect(shell.run(arguments) == .badUse, "\(arguments)")
            return shell.errors.text
        }
    }

    @Test("A first password is asked for unseen, changed, and signed out of")
    func atATerminal() async throws {
        let world = try await World()
        #expect(world.said("whoami").contains("admin"))
        let signingIn = world.shell(typing: world.first)
        #expect(signingIn.run("sign-in", "E1001") == .success, "\(signingIn.errors.text)")
        #expect(signingIn.hidden?.withLock { $0 } == [true, false])
        #expect(signingIn.errors.text.hasPrefix("Password of E1001: "))
        #expect(signingIn.errors.text.contains("change the first password with `paidan password`"))
        #expect(!(signingIn.errors.text + signingIn.output.text).contains(world.first))
        #expect(world.refusal("queue").contains("paidan password"))

        let mistyped = world.shell(typing: world.first, "a long new password", "another new password")
        #expect(mistyped.run("password") == .badUse)
        let changing = world.shell(typing: world.first, "a long new password", "a long new password")
        #expect(changing.run("password") == .success, "\(changing.errors.text)")
        #expect(world.said("queue").isEmpty == false)
        let me = world.said("whoami")
        #expect(me.contains("E1001") && me.contains("林静") && me.contains("clerk"))
        #expect(world.refusal("accounts", "create", "E2", "--role", "clerk").contains("administrator"))

        let folder = world.daemon.folder["home/state/paidan"]
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + (files.first ?? ""))
        #expect(files.count == 1 && attributes[.posixPermissions] as? Int == 0o600)
        #expect(world.said("sign-out") == "signed out\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(world.refusal("sign-out").contains("nobody is signed in"))
        // Beside the daemon the administrator's token serves again.
        #expect(world.said("whoami").contains("admin"))
    }

    @Test("Scripts read passwords from files, and programs read what came")
    func fromFiles() async throws {
        let world = try await World()
        let folder = world.daemon.folder
        try folder.write("first", world.first + "\n")
        try folder.write("second", "a long new password\n")
        #expect(world.refusal("sign-in", "E1001").contains("--password-file"))
        #expect(world.refusal("sign-in", "E1001", "--password-file", folder["second"]).contains("staff number"))
        let json = JSON(
            parsing: Array(world.said("sign-in", "E1001", "--password-file", folder["first"], "--json").utf8))
        #expect(json?["account"]?["name"]?.asText == "E1001" && json?["mustChangePassword"]?.asBool == true)
        _ = world.said("password", "--old-file", folder["first"], "--new-file", folder["second"])
        _ = world.said("sign-in", "E1001", "--password-file", folder["second"])
        // A token that is given goes before the one of the sign-in.
        #expect(world.said("whoami", "--token-file", world.daemon.tokenFile).contains("admin"))
        var nowhere = world.variables
        nowhere["XDG_STATE_HOME"] = nil
        let homeless = TestShell(variables: nowhere)
        #expect(homeless.run("sign-in", "E1001", "--password-file", folder["second"]) == .badUse)
        #expect(homeless.errors.text.contains("HOME"))
    }

    @Test("Programs have tokens, which are shown once, listed and revoked")
    func tokens() async throws {
        let world = try await World()
        _ = world.said("accounts", "create", "report", "--role", "auditor", "--program")
        let issued = JSON(
            parsing: Array(world.said("tokens", "issue", "report", "--purpose", "nightly", "--json").utf8))
        let token = try #require(issued?["token"]?.asText)
        let id = try #require(issued?["id"]?.asText)
        var variables = world.variables
        variables["PAIDAN_TOKEN"] = token
        func status() -> CommandStatus { TestShell(variables: variables).run("queue") }
        #expect(status() == .success)
        let listed = world.said("tokens", "list", "report")
        #expect(listed.contains(id) && listed.contains("nightly") && !listed.contains(token))
        #expect(world.said("tokens", "revoke", "report", id) == "revoked \(id)\n")
        #expect(status() == .badUse)
        #expect(world.refusal("tokens", "issue", "report").contains("--purpose"))
        #expect(world.refusal("tokens", "revoke", "report", id).contains("no such"))
    }

    @Test("Who is signed in acts as their own agent, and whoever is none has to say for whom")
    func ownAgent() async throws {
        let world = try await World()
        let folder = world.daemon.folder
        let made = world.said("accounts", "create", "E1002", "--role", "handler", "--skill", "系统故障=4", "--json")
        let first = try #require(JSON(parsing: Array(made.utf8))?["password"]?.asText)
        _ = world.said("presence", "E1002", "online")
        let numbers = try (1...2).map { contact in
            let ticket = world.said(
                "submit", "--channel", "wechat", "--name", "张", "--contact", "1380000000\(contact)", "--description",
                "系统故障", "--json")
            return try #require(JSON(parsing: Array(ticket.utf8))?["number"]?.asText)
        }
        let nameless = world.refusal("accept", numbers[0])
        #expect(nameless.contains("--agent: It is required"), "\(nameless)")
        try folder.write("first", first)
        try folder.write("second", "a long new password\n")
        _ = world.said("sign-in", "E1002", "--password-file", folder["first"])
        _ = world.said("password", "--old-file", folder["first"], "--new-file", folder["second"])
        #expect(world.said("accept", numbers[0]).contains("accepted, agent E1002"))
        #expect(world.said("progress", numbers[0], "--note", "看日志").contains("in progress"))
        #expect(world.said("resolve", numbers[0], "--solution", "已重启").contains("done"))
        #expect(!world.said("decline", numbers[1], "--reason", "忙").contains("offered"))
        #expect(world.refusal("accept", numbers[0], "--agent", "nobody").contains("nobody"))
    }

    @Test("Accounts and departments are listed and changed")
    func accounts() async throws {
        let world = try await World()
        #expect(world.said("departments") == "no departments yet\n")
        _ = world.said("departments", "set", "技术部", "--name", "技术支持部", "--manager", "E1001")
        #expect(world.said("departments").contains("技术支持部"))
        let made = world.said(
            "accounts", "create", "E1002", "--role", "handler", "--skill", "系统故障=4", "--department", "技术部")
        #expect(made.contains("first password") && made.contains("E1002"))
        #expect(world.said("agents", "show", "E1002").contains("系统故障 4"))
        #expect(world.refusal("accounts", "create", "E3").contains("--role"))
        let misnamed = world.refusal("accounts", "create", "E 3", "--role", "clerk")
        #expect(misnamed.contains("ACCOUNT") && !misnamed.contains("--name"), "\(misnamed)")
        #expect(world.refusal("accounts", "create", "E3", "--role", "king").contains("king"))
        #expect(
            world.said("accounts", "set", "E1002", "--role", "handler", "--role", "clerk").contains("handler, clerk"))
        #expect(world.said("accounts", "set", "E1002", "--disabled").contains("disabled"))
        #expect(world.said("accounts", "set", "E1002", "--enabled").contains("技术部"))
        #expect(world.said("accounts", "reset-password", "E1002").contains("first password"))
        #expect(world.said("accounts", "list").split(separator: "\n").count == 4)
        #expect(world.refusal("accounts", "set", "admin", "--disabled").contains("last administrator"))
    }
}
