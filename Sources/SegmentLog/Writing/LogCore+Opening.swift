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
        do throws(LogError) {
            let page = try opened.directory.attempt { () throws(FileError) in
                try environment.fileSystem.mapShared(
                    opened.directory.path(Position.fileName), byteCount: Position.byteCount)
            }
            let core = LogCore(opened, options: options, environment: environment, page: page)
            core.publish { _ in }
            return (core, opened.appender, opened.report)
        } catch {
            opened.appender.close()
            opened.ready?.file.close()
            opened.lock.release()
            throw error
        }
    }

    /// Gives everything back, when nobody works on the log any more. Exactly once.
    func giveBack() {
        publish { map in map.end = map.end ?? .closed }
        segments.withLock { supply in
            supply.ready?.file.close()
            supply.ready = nil
        }
        page?.unmap()
        lock.release()
    }
}
