internal import ArgumentParser
internal import CommandHelp
internal import Merkle
internal import SegmentLog

struct Key: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "key",
            abstract: .both("生成只有所有者可读的密钥文件。", "Makes a key file that only its owner may read."),
            discussion: .both(
                """
                不加选项：生成主密钥，从第一条记录起加密日志。丢失主密钥即丢失日志；请另存一份，不要与日志的备份放在一\
                起。

                加 --signing：生成签署检查点的私钥，并在旁边生成用于核验的公钥 FILE.pub。
                """,
                """
                Without options: a master key, which encrypts a log from its first record on. Whoever loses it loses \
                the log; keep a copy where the log's backups are not.

                With --signing: a private key that signs a log's checkpoints, and beside it FILE.pub, the public key \
                that checks them.
                """))
    }

    static let examples = [
        Example("主密钥", "A master key", "paidan log key /etc/paidan/master.key"),
        Example(
            "检查点密钥，不与日志放在一起", "A key for checkpoints, kept away from the log",
            "paidan log key /mnt/token/orders.key --signing example.com/orders"),
    ]

    @Argument(help: .both("要生成的文件，必须尚不存在。", "The file to make. It must not exist."), completion: .file())
    var file: String

    @Option(help: .both("生成以此名称签署检查点的密钥。", "Make a key that signs checkpoints under this name.", valueName: "origin"))
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
