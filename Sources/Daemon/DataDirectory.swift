internal import Causes
internal import Foundation
internal import LinuxStorage
internal import Policies
internal import SegmentLog
internal import Storage

/// The folder that everything of one daemon lies in.
struct DataDirectory {
    let path: String

    var log: String { path + "/log" }
    var keys: String { path + "/keys" }
    var blobs: String { path + "/blobs" }
    private var address: String { path + "/address" }
    private var token: String { path + "/admin-token" }

    /// Makes what is missing. What is in it is for its owner alone.
    init(_ path: String, _ fileSystem: any FileSystem) throws {
        self.path = path
        for folder in [path, path + "/keys", path + "/blobs"] {
            do throws(FileError) {
                if try !Self.isThere(folder, fileSystem) { try Self.make(folder) }
            } catch { throw Self.refusal(error) }
        }
    }

    /// One that has a log: a mistyped name is none.
    init(withLogAt path: String, _ environment: LogEnvironment) throws {
        do throws(LogError) { _ = try SegmentLogReader.open(path + "/log", environment: environment) } catch {
            switch error {
            case .notALog:
                throw DaemonError.badUse(
                    "\(path) 不是带日志的数据目录，没有管理员可恢复；请用 --data 指定",
                    "\(path) is no data directory with a log, so there is no administrator to restore: name one with "
                        + "--data")
            case .file(let error): throw Self.refusal(error)
            // Said when it is opened for writing.
            default: break
            }
        }
        try self.init(path, environment.fileSystem)
    }

    /// Whether there is such a folder, and its names can be read.
    private static func isThere(_ folder: String, _ fileSystem: any FileSystem) throws(FileError) -> Bool {
        do throws(FileError) { _ = try fileSystem.list(folder) } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
        return true
    }

    private static func make(_ folder: String) throws(FileError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            let cause = (error as? CocoaError)?.underlying as? POSIXError
            throw FileError(.makeDirectory, folder, errno: (cause?.code ?? .EIO).rawValue)
        }
    }

    private static func refusal(_ error: FileError) -> DaemonError {
        .refused("数据目录：\(error.words.chinese)", "the data directory: \(error.words.english)")
    }

    /// The administrator's token, if it was written.
    var adminToken: String? {
        guard let text = try? String(contentsOfFile: token, encoding: .utf8) else { return nil }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return token.isEmpty ? nil : token
    }

    /// Whether others than its owner may read the administrator's token.
    var tokenIsOpenToOthers: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: token)
        return ((attributes?[.posixPermissions] as? Int) ?? 0) & 0o077 != 0
    }

    /// Written whole, and for its owner alone, or not at all.
    func writeAdminToken(_ text: String, _ fileSystem: any FileSystem) throws {
        try write(text, "admin-token", isPrivate: true, fileSystem)
    }

    /// The key that callers' commands are digested with, made where it is missing.
    func digestKey(_ random: () -> UInt64, _ fileSystem: any FileSystem) throws -> [UInt8] {
        if let known = FileManager.default.contents(atPath: keys + "/digest"), known.count == 32 {
            return [UInt8](known)
        }
        let key = (0..<32).map { _ in UInt8(truncatingIfNeeded: random()) }
        do throws(FileError) {
            try fileSystem.replaceFile(keys + "/digest", in: keys, with: key, isPrivate: true)
        } catch {
            throw DaemonError.refused(
                "无法写入 \(keys)/digest：\(error.words.chinese)", "\(keys)/digest cannot be written: \(error)")
        }
        return key
    }

    /// Where the daemon listens, for commands beside it.
    func writeAddress(_ text: String, _ fileSystem: any FileSystem) throws {
        try write(text, "address", isPrivate: false, fileSystem)
    }

    /// Whether a daemon, or another program, has its log.
    func isHeld(_ fileSystem: any FileSystem) -> Bool {
        do throws(FileError) { return try fileSystem.isLocked(log + "/lock") } catch { return false }
    }

    /// To be called by whoever holds the log, or where nobody does.
    func removeAddress() { try? FileManager.default.removeItem(atPath: address) }

    private func write(_ text: String, _ name: String, isPrivate: Bool, _ fileSystem: any FileSystem) throws {
        do throws(FileError) {
            try fileSystem.replaceFile(
                "\(path)/\(name)", in: path, with: Array((text + "\n").utf8), isPrivate: isPrivate)
        } catch {
            throw DaemonError.refused(
                "无法写入 \(path)/\(name)：\(error.words.chinese)", "\(path)/\(name) cannot be written: \(error)")
        }
    }
}
