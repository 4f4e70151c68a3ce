package import ArgumentParser
package import CommandHelp
internal import PaidanCommands

/// The command `paidan`, whole: what speaks to a daemon and to logs, and what has an engine of its own.
package struct PaidanRoot: Documented {
    package static var configuration: CommandConfiguration {
        var configuration = Root.configuration
        configuration.subcommands += [Simulate.self, Import.self]
        return configuration
    }

    package static var examples: [Example] { Root.examples }

    package init() {}
}
