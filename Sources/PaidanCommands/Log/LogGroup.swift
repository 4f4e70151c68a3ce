internal import ArgumentParser

struct LogGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Writes, reads, checks and proves a log, which is a directory.",
        discussion: Root.exitStatuses,
        subcommands: [
            Append.self, Cat.self, Stat.self, Verify.self, Seal.self, Backup.self, SalvageCommand.self,
            CheckpointCommand.self, Prove.self, CheckProof.self, Key.self, RotateKey.self,
        ])

    static let examples = [
        Example(
            "A thousand records, each numbered when it is durable", "seq 1 1000 | paidan log append numbers --ack"),
        Example("All of them, and then whatever another process appends", "paidan log cat numbers --follow"),
        Example("Whether everything is as it was written", "paidan log verify numbers"),
    ]
}
