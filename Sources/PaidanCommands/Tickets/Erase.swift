internal import ArgumentParser
internal import Bytes
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct Erase: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "erase",
            abstract: .both(
                "销毁客户的个人信息：姓名、联系方式和文字内容永远无法再读取。",
                "Erases a customer: name, contact and texts can never be read again."),
            discussion: .both(
                """
                客户的密钥被销毁；工单、事件和统计保留。此操作无法撤销，在终端上会再次确认。原因永久可读：请填写代码或\
                编号，不要包含个人信息。
                """,
                """
                The customer's key is destroyed; tickets, events and totals stay. It cannot be undone, so at a \
                terminal it is asked for once more. The reason stays readable for good: give a code or a reference, \
                nothing personal.
                """))
    }

    static let examples = [
        Example("按工单销毁其客户", "Whoever asked with a ticket", "paidan erase --ticket 202611-001 --reason GDPR-2026-0117"),
        Example(
            "程序中按标识销毁", "By identifier, from a program",
            "paidan erase 0c1d2e3f405162738495a6b7c8d9eafb --reason GDPR-2026-0117 --yes --json"),
    ]

    @Argument(help: .both("客户标识。", "The customer's identifier."))
    var customer: String?

    @Option(help: .both("改为指定该工单的客户。", "The customer of this ticket instead.", valueName: "number"))
    var ticket: String?

    @Option(
        help: .both(
            "原因，代码或编号；最多 128 字节，不得含个人信息。", "Why, as a code or a reference; 128 bytes, nothing personal.",
            valueName: "text"))
    var reason: String

    @Flag(help: .both("不再询问。", "Do not ask."))
    var yes = false

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        if (customer == nil) == (ticket == nil) {
            throw ValidationError(.both("请指定客户或 --ticket，二者选一", "give either a customer or --ticket"))
        }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let (identifier, shown) = try wanted(session)
        let language = session.language
        if !yes {
            let question = language(
                "将永久销毁客户 \(shown) 的个人信息，无法恢复。确认请输入 yes：",
                "This erases customer \(shown) for good. Type yes to go on: ")
            guard try session.shell.isConfirmed(question) else {
                throw .badUse("没有销毁任何内容；确认请输入 yes，或加 --yes", "nothing was erased; type yes, or add --yes")
            }
        }
        let path = ["v1", "customers", identifier, "erase"]
        let answer = try session.act(.post, path, ["reason": .string(reason)], once)
        try session.say(answer) { _ in
            [language("客户 \(identifier) 的个人信息已销毁", "customer \(identifier) was erased")]
        }
        return .success
    }

    private func wanted(_ session: borrowing DaemonSession) throws(Refusal) -> (identifier: String, shown: String) {
        guard let ticket else { return (customer ?? "", customer ?? "") }
        let json = try session.json(session.get("v1", "tickets", ticket))
        let identifier = json["customer"]?["id"]?.asText ?? ""
        let name = json["customer"]?["name"]?.asText?.plainLine
        return (identifier, name.map { "\($0) (\(identifier))" } ?? identifier)
    }
}

extension Shell {
    private static var answerBytesMax: Int { 256 }

    /// Whether somebody at a terminal types yes. False where nobody sits there.
    fileprivate func isConfirmed(_ question: String) throws(Refusal) -> Bool {
        guard errors.isTerminal else { return false }
        do throws(StreamError) {
            try errors.write(text: question)
            var typed = [UInt8](repeating: 0, count: Self.answerBytesMax)
            var count = 0
            while count < typed.count, !typed[..<count].contains(UInt8(ascii: "\n")) {
                guard case .bytes(let more) = try input.read(into: &typed, range: count..<typed.count) else { break }
                count += more
            }
            let word = String(decoding: typed[..<count], as: UTF8.self).prefix { !$0.isNewline }
            return ["yes", "y", "是"].contains(word.lowercased())
        } catch { throw Refusal(error) }
    }
}
