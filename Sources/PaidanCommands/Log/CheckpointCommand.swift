internal import CommandHelp
internal import JSONText
internal import ArgumentParser
internal import Merkle
internal import SegmentLog

struct CheckpointCommand: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "checkpoint",
            abstract: .both("打印一份签名声明，说明日志现有的内容。", "Prints a signed statement of what the log holds now."),
            discussion: .both(
                """
                检查点是签名说明（C2SP tlog-checkpoint）：日志名称、已落盘的记录数，以及其 Merkle 树的根。保存了它的人，\
                日后可用 `paidan log verify --checkpoint` 证明此前的记录没有被改动、删除或插入。

                与日志放在一起的密钥，对同时拥有二者的人证明不了什么：请定期把检查点发送到别处。
                """,
                """
                A signed note (C2SP tlog-checkpoint): the log's name, how many records are durable, and the root of \
                the Merkle tree over them. Whoever keeps it can later show with `paidan log verify --checkpoint` that \
                no record before it was changed, dropped or inserted.

                A key beside the log proves nothing against whoever owns both: send checkpoints elsewhere, on a \
                schedule.
                """))
    }

    static let examples = [
        Example("用来交给他人保存", "To be sent to somebody else", "paidan log checkpoint orders >orders.checkpoint"),
        Example(
            "与首个检查点一起发送的公钥", "Sent with the first one: what it is checked with",
            "cp orders/keys/checkpoint.pub orders.pub"),
        Example(
            "用另处保管的密钥签名", "Signed with a key that is kept elsewhere",
            "paidan log checkpoint orders --key /mnt/token/orders.key"),
        Example(
            "日后核验：日志仍是它的延续", "Later: the log still extends it",
            "paidan log verify orders --checkpoint orders.checkpoint --public-key orders.pub"),
    ]

    @OptionGroup var log: LogArguments
    @OptionGroup var signing: SigningArguments

    @Flag(help: .both("以 JSON 打印检查点及其各部分。", "Print the checkpoint and its parts as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let evidence = try LogEvidence(of: reader)
        let signer = try signing.signer(for: reader, at: log.path, in: shell)
        let made = try LogCheckpoint(of: evidence, through: reader.durable, by: signer)
        let text = String(decoding: made.note.encoded, as: UTF8.self)
        if json {
            try shell.say([
                "origin": .string(made.checkpoint.origin), "size": JSON(made.checkpoint.size.rawValue),
                "root": .string(made.checkpoint.root.base64), "publicKey": .string(signer.verifierKey.text),
                "note": .string(text),
            ])
        } else {
            try shell.say(String(text.dropLast()))
        }
        return .success
    }
}
