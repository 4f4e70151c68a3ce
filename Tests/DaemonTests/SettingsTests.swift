import DaemonHarness
import TemporaryFolders
import Testing

@Suite("Settings", .timeLimit(.minutes(10)))
struct SettingsTests {
    @Test("come from flags, the environment and a file, in this order, and each says from where")
    func origins() async throws {
        let folder = try TemporaryFolder()
        try folder.write("paidand.yaml", "connections: 12\nlog-level: debug\nrequests-per-second: 100\n")
        let program = try Program(
            ["--print-config", "--config", folder["paidand.yaml"], "--requests-per-second", "300"],
            variables: [
                "PAIDAN_REQUESTS_PER_SECOND": "200", "PAIDAN_LOG_LEVEL": "error", "PAIDAN_DATA": folder["data"],
            ])
        #expect(await program.status == 0)
        #expect(await program.errors.isEmpty)
        let lines = await program.output.split(separator: "\n").map { line in
            line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        #expect(
            lines == [
                "data \(folder["data"]) (PAIDAN_DATA)",
                "profile - (default)",
                "listen 127.0.0.1:8480 (default)",
                "tls-certificate - (default)",
                "tls-key - (default)",
                "plain-http false (default)",
                "public-url - (default)",
                "requests-per-second 300 (flag)",
                "connections 12 (\(folder["paidand.yaml"]))",
                "log-level error (PAIDAN_LOG_LEVEL)",
                "clock system (default)",
            ])
        #expect(!folder.has("data"))
    }

    @Test(
        "that are wrong are refused, with where they come from",
        arguments: [
            Wrong("a setting that is not there", file: "conections: 5", says: "there is no setting conections"),
            Wrong("a number that is none", file: "connections: many", says: "connections cannot be 'many' (FILE)"),
            Wrong("a setting without a value", file: "connections: 5\ndata:", says: "FILE: data is to have one word"),
            Wrong("a list of values", file: "listen: [127.0.0.1:0]", says: "FILE: listen is to have one word"),
            Wrong(
                "a number that is none, in Chinese", variables: ["LANG": "zh_CN.UTF-8"], file: "connections: many",
                says: "connections 不能是 'many'（FILE），应为 1 到 1000000 的数"),
            Wrong("no settings at all", file: "- connections", says: "FILE is not a list of settings"),
            Wrong(
                "a number too small", variables: ["PAIDAN_CONNECTIONS": "0"],
                says: "connections cannot be '0' (PAIDAN_CONNECTIONS)"),
            Wrong("an address without a port", flags: ["--listen", "8480"], says: "listen cannot be '8480' (flag)"),
            Wrong("a word for a number", flags: ["--connections", "many"], says: "--connections"),
            Wrong(
                "a profile that is not there", flags: ["--profile", "bank"], says: "profile cannot be 'bank' (flag)"),
            Wrong(
                "a name that only looks like this machine", flags: ["--listen", "127.evil.example:0"],
                says: "without TLS"),
            Wrong("an address of the network", flags: ["--listen", "[::ffff:10.0.0.1]:0"], says: "without TLS"),
            Wrong(
                "a link that leads nowhere", flags: ["--public-url", "paidan"], says: "public-url cannot be 'paidan'"),
            Wrong("a data directory without a name", flags: ["--data", ""], says: "data cannot be '' (flag)"),
            Wrong(
                "a text that is no YAML", file: "listen: 127.0.0.1:0\n  connections: 4\n",
                says: "FILE:2:14: this is no YAML: mapping values are not allowed"),
            Wrong(
                "a text that is no YAML, in Chinese", variables: ["LANG": "zh_CN.UTF-8"],
                file: "listen: 127.0.0.1:0\n  connections: 4\n", says: "FILE:2:14：YAML 有误：此处不能再出现“键: 值”"),
            Wrong(
                "a file of settings that is not there", flags: ["--config", "/paidan/none.yaml"],
                says: "config: cannot open /paidan/none.yaml: no such file or directory"),
            Wrong(
                "a file of settings that is a directory, in Chinese", flags: ["--config", "/"],
                variables: ["LANG": "zh_CN.UTF-8"], says: "config：无法打开 /：它是目录"),
            Wrong(
                "a certificate that is not there",
                flags: ["--tls-certificate", "/paidan/cert", "--tls-key", "/dev/null"],
                says: "tls-certificate: cannot open /paidan/cert: no such file or directory"),
            Wrong("a token for a directory without a log", flags: ["--new-admin-token"], says: "with a log"),
            Wrong(
                "a token for a directory without a log, in Chinese", flags: ["--new-admin-token"],
                variables: ["LANG": "zh_CN.UTF-8"], says: "不是带日志的数据目录"),
            Wrong("a flag that is not there", flags: ["--verbose"], says: "--verbose"),
        ])
    func wrong(_ wrong: Wrong) async throws {
        let folder = try TemporaryFolder()
        var arguments = ["--data", folder["data"]] + wrong.flags
        if let file = wrong.file {
            try folder.write("paidand.yaml", file)
            arguments += ["--config", folder["paidand.yaml"]]
        }
        let program = try Program(arguments, variables: wrong.variables)
        #expect(await program.status == 1)
        let says = wrong.says.replacing("FILE", with: folder["paidand.yaml"])
        let errors = await program.errors
        #expect(errors.contains(says), "\(errors)")
        #expect(!folder.has("data"))
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var flags: [String]
        var variables: [String: String]
        var file: String?
        var says: String

        init(
            _ name: String, flags: [String] = [], variables: [String: String] = [:], file: String? = nil, says: String
        ) {
            testDescription = name
            self.flags = flags
            self.variables = variables
            self.file = file
            self.says = says
        }
    }
}
