internal import ArgumentParser
internal import CommandHelp
internal import SegmentLog
internal import Storage

/// The data directory of a daemon, given or found.
struct DataDirectory: ParsableArguments {
    static let variable = "PAIDAN_DATA"

    @Option(
        name: .customLong("data"),
        help: .both(
            "服务的数据目录。默认：$\(variable)，或 ./paidan-data。",
            "The daemon's data directory. Default: $\(variable), or ./paidan-data.", valueName: "dir"),
        completion: .directory)
    var given: String?

    func path(in shell: Shell) -> String {
        let named = given ?? shell.variable(Self.variable) ?? ""
        return FileNames.trimmed(named.isEmpty ? "./paidan-data" : named)
    }

    /// What a daemon has written down in it for commands beside it: where it listens, and the administrator's token.
    /// - Returns: nil where there is no such file.
    func note(_ name: String, in shell: Shell) throws(Refusal) -> String? {
        let file = path(in: shell) + "/" + name
        do throws(FileError) {
            let bytes = try shell.environment.fileSystem.readFile(file, limit: Self.noteBytesMax)
            return String(decoding: bytes, as: UTF8.self).trimmed
        } catch {
            if case .notFound = error.code { return nil }
            throw Refusal(named: error)
        }
    }

    /// An address or a token, and whatever white space an editor adds.
    static let noteBytesMax = 4096

    /// The data directory that a log lies in, whether a daemon runs or not; nil if it lies somewhere else.
    static func around(_ log: String, in shell: Shell) -> String? {
        // By its name, and where that leads: the log may be named through a link, or as the current directory.
        [FileNames.parent(of: log), log + "/.."].first { directory in
            let names = (try? shell.environment.fileSystem.list(directory)) ?? []
            return names.contains("admin-token") && names.contains("keys")
        }
    }

    /// Whether a daemon runs on it.
    func isHeld(in shell: Shell) -> Bool {
        do throws(FileError) {
            return try shell.environment.fileSystem.isLocked(logPath(in: shell) + "/lock")
        } catch { return false }
    }

    /// Where its log is.
    func logPath(in shell: Shell) -> String { path(in: shell) + "/log" }

    /// Its log, for reading: beside a daemon or without one.
    func openLog(masterKey: MasterKeyOption, in shell: Shell) throws(Refusal) -> SegmentLogReader {
        let directory = path(in: shell)
        let key = try masterKey.read(in: shell)
        do throws(LogError) {
            return try SegmentLogReader.open(logPath(in: shell), masterKey: key, environment: shell.environment)
        } catch {
            guard case .notALog = error else { throw Refusal(error) }
            throw .badUse(
                "\(directory) 不是带日志的数据目录；请用 --data 或 \(Self.variable) 指定，或启动 "
                    + "`paidand --data \(directory)` 来创建",
                "\(directory) is no data directory with a log: name one with --data or \(Self.variable), or start "
                    + "`paidand --data \(directory)`, which makes one")
        }
    }
}
