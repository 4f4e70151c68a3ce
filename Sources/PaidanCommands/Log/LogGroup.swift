internal import ArgumentParser
internal import CommandHelp

struct LogGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log",
            abstract: .both(
                "写入、读取、校验、证明日志；一个日志是一个目录。", "Writes, reads, checks and proves a log, which is a directory."),
            discussion: Root.exitStatuses,
            subcommands: [
                Append.self, Cat.self, Stat.self, Verify.self, Seal.self, Backup.self, SalvageCommand.self,
                CheckpointCommand.self, Prove.self, CheckProof.self, Key.self, RotateKey.self,
            ])
    }

    static let examples = [
        Example(
            "一千条记录，落盘后打印编号", "A thousand records, each numbered when it is durable",
            "seq 1 1000 | paidan log append numbers --ack"),
        Example(
            "全部记录，然后持续显示其他进程追加的", "All of them, and then whatever another process appends",
            "paidan log cat numbers --follow"),
        Example("校验内容是否与写入时一致", "Whether everything is as it was written", "paidan log verify numbers"),
    ]
}
