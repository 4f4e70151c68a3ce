internal import ArgumentParser
internal import CommandHelp

struct InboxGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inbox",
            abstract: .both("查看收到的通知，标记已读。", "Shows what one was told, and notes what one has read."),
            subcommands: [InboxList.self, InboxRead.self],
            defaultSubcommand: InboxList.self)
    }

    static let examples = [
        Example("新通知", "What is new", "paidan inbox --unread"),
        Example("持续显示", "And what comes", "paidan inbox --follow"),
        Example("标记已读", "It is read", "paidan inbox read 17"),
    ]
}
