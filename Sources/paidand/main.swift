internal import Daemon

await DaemonCommand.main()
