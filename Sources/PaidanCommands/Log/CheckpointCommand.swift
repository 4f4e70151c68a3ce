internal import JSONText
internal import ArgumentParser
internal import Merkle
internal import SegmentLog

struct CheckpointCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Prints a signed statement of what the log holds now.",
        discussion: """
            A signed note (C2SP tlog-checkpoint): the log's name, how many records are durable, and the root of the \
            Merkle tree over them. Whoever keeps it can later show with `paidan log verify --checkpoint` that no \
            record before it was changed, dropped or inserted.

            A key beside the log proves nothing against whoever owns both: send checkpoints elsewhere, on a schedule.
            """)

    static let examples = [
        Example("To be sent to somebody else", "paidan log checkpoint orders >orders.checkpoint"),
        Example("Sent with the first one: what it is checked with", "cp orders/keys/checkpoint.pub orders.pub"),
        Example(
            "Signed with a key that is kept elsewhere",
            "paidan log checkpoint orders --key /mnt/token/orders.key"),
        Example(
            "Later: the log still extends it",
            "paidan log verify orders --checkpoint orders.checkpoint --public-key orders.pub"),
    ]

    @OptionGroup var log: LogArguments
    @OptionGroup var signing: SigningArguments

    @Flag(help: "Print the checkpoint and its parts as JSON.")
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
