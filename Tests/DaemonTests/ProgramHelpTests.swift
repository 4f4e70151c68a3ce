import DaemonHarness
import JSONText
import Testing

@Suite("What the daemon tells of itself", .timeLimit(.minutes(10)))
struct ProgramHelpTests {
    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
    }

    @Test(
        "is in the reader's language, for every setting",
        arguments: [("zh_CN.UTF-8", "用法：paidand"), ("C", "USAGE: paidand")])
    func help(_ locale: String, _ usage: String) async throws {
        let tree = try Program(["--experimental-dump-help"], variables: ["LANG": locale])
        #expect(await tree.status == 0)
        let command = JSON(reading: await tree.output)["command"]
        let settings = (command?["arguments"]?.asElements ?? []).filter {
            !["help", "version"].contains($0["valueName"]?.asText)
        }
        #expect(settings.count > 10)
        for setting in settings {
            let text = setting["abstract"]?.asText ?? ""
            #expect(!text.isEmpty && Self.isChinese(text) == (locale != "C"), "\(setting)")
        }
        let screen = try Program(["--help"], variables: ["LC_ALL": locale, "LANG": "en_GB"])
        #expect(await screen.status == 0)
        let lines = await screen.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix(usage) })
        #expect(Self.isChinese(await screen.output) == (locale != "C"))
        #expect(await screen.errors.isEmpty)
    }

    @Test(
        "names what is wrong with its arguments",
        arguments: [
            (["--lisen", "x"], "没有选项 --lisen（是否指 --listen）"), (["--data"], "--data <dir> 缺少值"),
            (["x"], "多余的参数 x"), (["--connections", "many"], "--connections <n> 的值 many 无效"),
        ])
    func faults(_ arguments: [String], _ sentence: String) async throws {
        let program = try Program(arguments, variables: ["LANG": "zh_CN.UTF-8"])
        #expect(await program.status == 1)
        #expect(await program.errors == "paidand: \(sentence)；见 `paidand --help`\n")
    }
}
