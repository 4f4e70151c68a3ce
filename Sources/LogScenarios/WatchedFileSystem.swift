internal import Bytes
internal import Seeds
package import SimulatedStorage
package import Storage
internal import SegmentLog
internal import Threads

/// The simulated disk as one process sees it: counts its calls, so that it can be killed within one, and looks at every
/// frame that is written.
package final class WatchedFileSystem: FileSystem {
    let disk: SimulatedFileSystem
    private let process: Monitor<Process>

    private struct Process {
        var random: SplitMix64
        /// Calls until the process is killed; nil for never.
        var callsLeft: Int?
        var isDead = false
        var frames: FrameWatch
        var meanwhile: (@Sendable (Moment) -> Void)?
    }

    /// When something else may happen.
    package enum Moment: Hashable, Sendable {
        case before(FileError.Operation, path: String)
        case closing(path: String)
    }

    package init(_ disk: SimulatedFileSystem, seed: UInt64, frames: FrameWatch) {
        self.disk = disk
        process = Monitor(Process(random: SplitMix64(seed: seed), frames: frames))
    }

    /// Kills the process in a call, after `calls` more of them.
    package func killAfter(_ calls: Int) { process.withLock { $0.callsLeft = calls } }

    /// Lets something happen before each call from now on, and whenever a file is closed.
    package func meanwhile(_ body: @escaping @Sendable (Moment) -> Void) {
        process.withLock { $0.meanwhile = body }
    }

    fileprivate func pass(_ moment: Moment) {
        let meanwhile = process.withLock { $0.meanwhile }
        meanwhile?(moment)
    }

    /// Whether the process was killed.
    package var isDead: Bool { process.withLock { $0.isDead } }
    package var frames: FrameWatch { process.withLock { $0.frames } }

    /// What a call does of its work when the process dies in it.
    private enum Fate { case lives, diesAfter, diesBefore }

    private func fate(_ operation: FileError.Operation, _ path: String) throws(FileError) -> Fate {
        try process.withLock { process throws(FileError) in
            if process.isDead { throw FileError(operation, path, .killed) }
            guard let left = process.callsLeft else { return .lives }
            process.callsLeft = left - 1
            if left > 0 { return .lives }
            process.isDead = true
            return process.random.coin() ? .diesAfter : .diesBefore
        }
    }

    fileprivate func perform<Result>(
        _ operation: FileError.Operation, _ path: String, _ body: () throws(FileError) -> Result
    ) throws(FileError) -> Result {
        pass(.before(operation, path: path))
        switch try fate(operation, path) {
        case .lives: return try body()
        case .diesAfter:
            _ = try? body()
            throw FileError(operation, path, .killed)
        case .diesBefore: throw FileError(operation, path, .killed)
        }
    }

    fileprivate func noteWrite(_ bytes: RawSpan, at offset: UInt64, _ path: String) {
        guard path.hasSuffix(SegmentName.suffix) else { return }
        process.withLock { $0.frames.note(bytes, at: offset, path) }
    }
}

extension FileError.Code {
    /// The process was killed; nobody sees this but the scenario.
    static var killed: Self { .other(-3) }
}

extension WatchedFileSystem {
    package func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File {
        let file = try perform(.open, path) { () throws(FileError) in try disk.open(path, mode) }
        return WatchedFile(file, path, self)
    }

    package func list(_ directory: String) throws(FileError) -> [String] {
        try perform(.list, directory) { () throws(FileError) in try disk.list(directory) }
    }

    package func makeDirectory(_ path: String) throws(FileError) {
        try perform(.makeDirectory, path) { () throws(FileError) in try disk.makeDirectory(path) }
    }

    package func rename(_ source: String, to target: String) throws(FileError) {
        try perform(.rename, source) { () throws(FileError) in try disk.rename(source, to: target) }
    }

    package func remove(_ path: String) throws(FileError) {
        try perform(.remove, path) { () throws(FileError) in try disk.remove(path) }
    }

    package func removeDirectory(_ path: String) throws(FileError) {
        try perform(.remove, path) { () throws(FileError) in try disk.removeDirectory(path) }
    }

    package func syncDirectory(_ path: String) throws(FileError) {
        try perform(.syncDirectory, path) { () throws(FileError) in try disk.syncDirectory(path) }
    }

    package func lock(_ path: String, owner: String) throws(FileError) -> any FileLock {
        try perform(.lock, path) { () throws(FileError) in try disk.lock(path, owner: owner) }
    }

    package func isLocked(_ path: String) throws(FileError) -> Bool {
        try perform(.lock, path) { () throws(FileError) in try disk.isLocked(path) }
    }

    package func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try perform(.map, path) { () throws(FileError) in try disk.mapShared(path, byteCount: byteCount) }
    }

    package func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try perform(.map, path) { () throws(FileError) in try disk.mapReadOnly(path, byteCount: byteCount) }
    }
}

private final class WatchedFile: File {
    private let file: any File
    private let path: String
    private let system: WatchedFileSystem

    init(_ file: any File, _ path: String, _ system: WatchedFileSystem) {
        self.file = file
        self.path = path
        self.system = system
    }

    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        try system.perform(.read, path) { () throws(FileError) in
            try file.read(into: &buffer, range: range, at: offset)
        }
    }

    func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int {
        system.noteWrite(bytes, at: offset, path)
        return try system.perform(.write, path) { () throws(FileError) in try file.write(bytes, at: offset) }
    }

    func sync() throws(FileError) { try system.perform(.sync, path) { () throws(FileError) in try file.sync() } }

    func allocate(_ byteCount: UInt64) throws(FileError) {
        try system.perform(.allocate, path) { () throws(FileError) in try file.allocate(byteCount) }
    }

    func truncate(to byteCount: UInt64) throws(FileError) {
        try system.perform(.truncate, path) { () throws(FileError) in try file.truncate(to: byteCount) }
    }

    func size() throws(FileError) -> UInt64 {
        try system.perform(.size, path) { () throws(FileError) in try file.size() }
    }

    func close() {
        system.pass(.closing(path: path))
        file.close()
    }
}
