internal import ArgumentParser
internal import Causes
internal import CommandHelp
internal import EventRendering
internal import Policies
internal import SegmentLog
internal import Storage

/// The log that a command works on, and the key that opens it.
struct LogArguments: ParsableArguments {
    @Argument(help: .both("日志目录。", "The log's directory."), completion: .directory)
    var directory: String

    @OptionGroup var masterKey: MasterKeyOption

    /// The directory without slashes at its end.
    var path: String { FileNames.trimmed(directory) }

    /// For reading, from beside a writer or without one.
    func openReader(in shell: Shell) throws(Refusal) -> SegmentLogReader {
        let key = try masterKey.read(in: shell)
        do throws(LogError) {
            return try SegmentLogReader.open(path, masterKey: key, environment: shell.environment)
        } catch { throw Refusal(error) }
    }

    /// Lines among a daemon's events are none, and it would not start on them.
    func refuseDaemonLog(in shell: Shell) throws(Refusal) {
        guard let directory = DataDirectory.around(path, in: shell) else { return }
        throw .badUse(
            "\(directory) 是守护进程的数据目录，其中的日志只由守护进程写入：请用 `paidan submit` 提交，或追加到其他目录的日志",
            "\(directory) is the data directory of a daemon, and only the daemon writes to the log in it: send it what "
                + "is to be in there with `paidan submit`, or append to a log in another directory")
    }

    /// For writing. Tells what opening had to put right.
    func openWriter(in shell: Shell, options: LogOptions) throws(Refusal) -> SegmentLog {
        var options = options
        options.masterKey = try masterKey.read(in: shell)
        do throws(LogError) {
            let log = try SegmentLog.open(path, options: options, environment: shell.environment)
            if !log.recovery.tornTails.isEmpty {
                let tails = log.recovery.tornTails.map(\.words.chinese).joined(separator: "；")
                shell.note(
                    shell.language(
                        "\(tails)；它从未被确认，现已截去", "\(log.recovery); it was never acknowledged and is cut off"))
            }
            return log
        } catch { throw Refusal(error) }
    }
}

/// `--master-key FILE`, or the environment.
struct MasterKeyOption: ParsableArguments {
    static let variable = "PAIDAN_MASTER_KEY_FILE"

    @Option(
        name: .customLong("master-key"),
        help: .both(
            "加密日志的主密钥文件。默认：$\(variable)。", "The file with the master key of an encrypted log. Default: $\(variable).",
            valueName: "file"),
        completion: .file())
    var file: String?

    func read(in shell: Shell) throws(Refusal) -> MasterKey? {
        guard let file = file ?? shell.variable(Self.variable), !file.isEmpty else { return nil }
        return try MasterKeyFile.read(file, in: shell)
    }
}

/// A file that holds a master key.
enum MasterKeyFile {
    /// 64 digits and whatever white space an editor adds.
    private static let byteCountMax = 4096

    static func read(_ path: String, in shell: Shell) throws(Refusal) -> MasterKey {
        let text = try shell.readText(path, limit: byteCountMax)
        do throws(LogError) {
            return try MasterKey(hexadecimal: text)
        } catch {
            throw .badUse(
                "\(path)：\(error.words.chinese)；可用 `paidan log key FILE` 生成",
                "\(path): \(error); `paidan log key FILE` makes one")
        }
    }
}
