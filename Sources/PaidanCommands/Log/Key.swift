internal import ArgumentParser
internal import Merkle
internal import SegmentLog

struct Key: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Makes a key file that only its owner may read.",
        discussion: """
            Without options: a master key, which encrypts a log from its first record on. Whoever loses it loses the \
            log; keep a copy where the log's backups are not.

            With --signing: a private key that signs a log's checkpoints, and beside it FILE.pub, the public key \
            that checks them.
            """)

    static let examples = [
        Example("A master key", "paidan log key /etc/paidan/master.key"),
        Example(
            "A key for checkpoints, kept away from the log",
            "paidan log key /mnt/token/orders.key --signing example.com/orders"),
    ]

    @Argument(help: "The file to make. It must not exist.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Make a key that signs checkpoints under this name.", valueName: "origin"))
    var signing: String?

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        guard let signing else {
            try shell.createNamed(file, text: MasterKey.generate(shell.environment), isPrivate: true)
            return .success
        }
        try CheckpointKey.make(origin: signing, file: file, publicFile: "\(file).pub", in: shell)
        return .success
    }
}
