internal import CommitLog
internal import Storage
internal import Threads

extension LogCore {
    /// Opens a log for writing and publishes where it ends: the beginning of every life of a log, with threads or
    /// step by step.
    static func open(
        _ path: String, options: LogOptions, environment: LogEnvironment
    ) throws(LogError) -> (core: LogCore, appender: Appender, report: RecoveryReport) {
        let opened = try Opening.open(path, options: options, environment: environment)
        let core = LogCore(opened, options: options, environment: environment)
        core.publish { _ in }
        Repacker(core: core).retireKeys()
        return (core, opened.appender, opened.report)
    }

    /// Gives everything back, when nobody works on the log any more. Exactly once.
    func giveBack() {
        publish { map in map.end = map.end ?? .closed }
        segments.withLock { supply in
            supply.ready?.file.close()
            supply.ready = nil
        }
        page.unmap()
        lock.release()
    }
}
