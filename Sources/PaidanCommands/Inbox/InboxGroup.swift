internal import ArgumentParser

struct InboxGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "Shows what one was told, and notes what one has read.",
        subcommands: [InboxList.self, InboxRead.self],
        defaultSubcommand: InboxList.self)

    static let examples = [
        Example("What is new", "paidan inbox --unread"),
        Example("And what comes", "paidan inbox --follow"),
        Example("It is read", "paidan inbox read 17"),
    ]
}
