internal import ArgumentParser
internal import SegmentLog

struct RotateKey: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-key",
        abstract: "Wraps an encrypted log's keys with another master key.",
        discussion: """
            The records stay as they are: only the keyring is replaced, at once and durably. Afterwards only the new \
            master key opens the log; its older backups still want the old one. Refused while a writer runs.
            """)

    static let examples = [
        Example(
            "A new key, and from then on only that",
            "paidan log key new.key && paidan log rotate-key secrets --master-key old.key --new-master-key new.key"
        ),
        Example("It opens", "paidan log stat secrets --master-key new.key"),
    ]

    @OptionGroup var log: LogArguments

    @Option(
        name: .customLong("new-master-key"),
        help: ArgumentHelp("The file with the new master key.", valueName: "file"), completion: .file())
    var newMasterKey: String

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        guard let old = try log.masterKey.read(in: shell) else {
            throw .badUse(
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
