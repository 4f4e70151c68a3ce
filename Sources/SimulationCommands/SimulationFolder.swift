internal import EventRendering
internal import PaidanCommands
internal import SegmentLog
internal import Storage

/// The directory that a simulation makes.
struct SimulationFolder: Sendable {
    let path: String
    private let fileSystem: any FileSystem

    var log: String { path + "/log" }
    var keys: String { path + "/keys" }
    /// Keys of the runs whose log is not kept.
    var scratch: String { path + "/scratch" }

    init(_ path: String, in shell: Shell) throws(Refusal) {
        self.path = path
        fileSystem = shell.environment.fileSystem
        do throws(FileError) {
            try fileSystem.makeDirectory(path)
            try fileSystem.makeDirectory(keys)
            try fileSystem.makeDirectory(scratch)
        } catch {
            guard error.code == .exists else { throw Refusal(named: error) }
            throw .badUse("\(path) 已存在；请移走它，或另取名字", "\(path) exists already; move it away, or choose another name")
        }
    }

    func write(_ name: String, _ bytes: [UInt8]) throws(Refusal) {
        do throws(FileError) {
            try fileSystem.replaceFile(path + "/" + name, in: path, with: bytes, isPrivate: false)
        } catch { throw Refusal(named: error) }
    }

    func removeScratch() throws(Refusal) {
        do throws(FileError) {
            try clearScratch()
            try fileSystem.removeDirectory(scratch)
        } catch { throw Refusal(named: error) }
    }

    func clearScratch() throws(FileError) {
        for name in try fileSystem.list(scratch) { try fileSystem.remove(scratch + "/" + name) }
    }
}
