internal import ArgumentParser
internal import CommandHelp
internal import SegmentLog

struct RotateKey: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rotate-key",
            abstract: .both("为加密日志更换主密钥。", "Wraps an encrypted log's keys with another master key."),
            discussion: .both(
                """
                记录保持不变，只替换密钥环，立即落盘。此后只有新主密钥能打开日志；更早的备份仍需要旧主密钥。写入进程运\
                行时会被拒绝。
                """,
                """
                The records stay as they are: only the keyring is replaced, at once and durably. Afterwards only the \
                new master key opens the log; its older backups still want the old one. Refused while a writer runs.
                """))
    }

    static let examples = [
        Example(
            "换用新密钥", "A new key, and from then on only that",
            "paidan log key new.key && paidan log rotate-key secrets --master-key old.key --new-master-key new.key"
        ),
        Example("用新密钥打开", "It opens", "paidan log stat secrets --master-key new.key"),
    ]

    @OptionGroup var log: LogArguments

    @Option(
        name: .customLong("new-master-key"),
        help: .both("新主密钥文件。", "The file with the new master key.", valueName: "file"), completion: .file())
    var newMasterKey: String

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        guard let old = try log.masterKey.read(in: shell) else {
            throw .badUse(
                "请用 --master-key 或 \(MasterKeyOption.variable) 指定当前主密钥的文件",
                "name the file with the present master key with --master-key or \(MasterKeyOption.variable)"
            )
        }
        let new = try MasterKeyFile.read(newMasterKey, in: shell)
        do throws(LogError) {
            try KeyRotation.rotate(log.path, from: old, to: new, environment: shell.environment)
        } catch { throw Refusal(error) }
        return .success
    }
}
