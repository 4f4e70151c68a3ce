internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Merkle

struct CheckProof: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check-proof",
            abstract: .both(
                "仅凭日志的公钥核验证明，并说明它证明了什么。", "Checks a proof with the log's public key alone, and says what it proves."),
            discussion: .both(
                """
                读取 `paidan log prove` 打印的内容，来自文件，或用 - 表示的标准输入。记录的证明会在下方打印该记录。\
                证明不成立时退出状态为 2。
                """,
                """
                Takes what `paidan log prove` printed, from a file or, named -, from standard input. Of a proof for a \
                record it prints the record below. The exit status is 2 if the proof does not hold.
                """))
    }

    static let examples = [
        Example("核验收到的证明", "A proof that was received", "paidan log check-proof 4711.proof --public-key orders.pub"),
        Example(
            "不经中间文件", "Without a file between",
            "paidan log prove orders 4711 | paidan log check-proof - --public-key orders/keys/checkpoint.pub"),
    ]

    @Argument(help: .both("证明文件；- 表示标准输入。", "The file with the proof, or - for standard input."), completion: .file())
    var proof: String

    @Option(
        name: .customLong("public-key"),
        help: .both(
            "日志的公钥文件；没有另行指定时为 DIR/keys/checkpoint.pub。",
            "The file with the log's public key: DIR/keys/checkpoint.pub unless it has another.", valueName: "file"),
        completion: .file())
    var publicKey: String

    @Flag(help: .both("以 JSON 打印所证明的内容。", "Print what is proved as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let keys = try CheckpointKey.readPublic(publicKey, in: shell)
        let bytes = try shell.readNamed(proof, limit: MerkleLimits.proofTextByteCountMax)
        let name = proof == Shell.standardInput ? shell.language("证明", "the proof") : proof
        let proved: Proved
        do throws(MerkleError) {
            proved = try Proved(bytes, trusting: keys)
        } catch { throw Refusal(error, in: name) }
        if json { try shell.say(proved.json) } else { try shell.say(proved.lines(shell.language)) }
        return .success
    }
}
