internal import Seeds
public import Storage
internal import Threads

/// A file system in memory that is as bad as POSIX allows, on demand and by a seed.
///
/// It keeps apart what reads give and what is durable, and ``crash()`` leaves any mixture of the two that the
/// contract of ``Storage/FileSystem`` permits: of the changes since the last `sync()`, any subset of 512-byte (or
/// 4,096-byte, by the seed) sectors in any version, any of the sizes, any of the names. ``inject(_:atCall:)``
/// makes single calls go wrong. Equal seeds and equal calls give equal disks.
///
/// Every path begins at the root, which is there from the start; `a/b` and `/a/b` are the same. Safe to use from
/// several threads; with more than one, the order of their calls is part of what must be equal.
public final class SimulatedFileSystem: FileSystem {
    let machine: Monitor<Machine>

    /// An empty disk.
    /// - Parameters:
    ///   - seed: decides every draw.
    ///   - sectorByteCount: what survives a power loss as a whole: 512 or 4,096; nil lets the seed choose.
    ///   - capacity: bytes that files may hold, in blocks of 4,096; nil for no limit.
    public init(seed: UInt64, sectorByteCount: Int? = nil, capacity: Int? = nil) {
        var random = SplitMix64(seed: seed)
        let drawn = random.coin() ? 512 : 4096
        let volume = Volume(unitByteCount: sectorByteCount ?? drawn, capacity: capacity)
        machine = Monitor(Machine(volume: volume, random: random))
    }

    /// The computer of `snapshot` after its processes ended; what was not synced is still not synced.
    /// - Parameter seed: decides the draws from here on; nil goes on with those of the snapshot.
    public init(snapshot: Snapshot, seed: UInt64? = nil) {
        let random = seed.map(SplitMix64.init(seed:)) ?? snapshot.random
        machine = Monitor(Machine(volume: snapshot.volume, random: random))
    }

    /// The whole disk at one moment. Cheap to make, to keep and to start from.
    public struct Snapshot: Sendable {
        let volume: Volume
        let random: SplitMix64
    }

    public func snapshot() -> Snapshot {
        machine.withLock { machine in
            var volume = machine.volume
            volume.openCounts.removeAll()
            volume.sweep()
            return Snapshot(volume: volume, random: machine.random)
        }
    }

    func perform<Result: Sendable>(
        _ operation: FileError.Operation, _ path: String, _ detail: Call.Detail = .none,
        _ body: (inout Machine, Fault?) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        try machine.withLock { machine throws(FileError) in
            try machine.perform(Call(operation: operation, path: path, detail: detail), body)
        }
    }
}

// The calls. What they do is written in Machine and Volume.
extension SimulatedFileSystem {
    public func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File {
        try perform(.open, path, .mode(mode)) { machine, _ throws(FileError) in
            let (node, handle) = try machine.open(path, mode)
            let hold = Hold(system: self, node: node, handle: handle, life: machine.life, path: path)
            return SimulatedFile(hold, isWritable: mode != .read)
        }
    }

    public func list(_ directory: String) throws(FileError) -> [String] {
        try perform(.list, directory) { machine, _ throws(FileError) in
            let node = try machine.volume.directory(directory, .list)
            // In no order, but in the same one each time.
            return machine.volume.directories[node]!.entries.keys.sorted(by: >)
        }
    }

    public func makeDirectory(_ path: String) throws(FileError) {
        try perform(.makeDirectory, path) { machine, _ throws(FileError) in try machine.volume.makeDirectory(path) }
    }

    public func rename(_ source: String, to target: String) throws(FileError) {
        try perform(.rename, source, .target(target)) { machine, _ throws(FileError) in
            try machine.volume.rename(source, to: target)
        }
    }

    public func remove(_ path: String) throws(FileError) {
        try perform(.remove, path) { machine, _ throws(FileError) in try machine.volume.remove(path) }
    }

    public func removeDirectory(_ path: String) throws(FileError) {
        try perform(.remove, path) { machine, _ throws(FileError) in try machine.volume.removeDirectory(path) }
    }

    public func syncDirectory(_ path: String) throws(FileError) {
        try perform(.syncDirectory, path) { machine, _ throws(FileError) in try machine.volume.syncDirectory(path) }
    }

    public func lock(_ path: String, owner: String) throws(FileError) -> any FileLock {
        try perform(.lock, path) { machine, _ throws(FileError) in
            let (node, handle) = try machine.lock(path, owner: owner)
            return SimulatedFileLock(
                Hold(system: self, node: node, handle: handle, life: machine.life, path: path))
        }
    }

    public func isLocked(_ path: String) throws(FileError) -> Bool {
        try perform(.lock, path) { machine, _ throws(FileError) in try machine.isLocked(path) }
    }

    public func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        precondition(byteCount > 0 && byteCount.isMultiple(of: 8), "a page is of whole words")
        return try perform(.map, path, .byteCount(UInt64(byteCount))) { machine, _ throws(FileError) in
            let (node, handle) = try machine.mapShared(path, byteCount: byteCount)
            let hold = Hold(system: self, node: node, handle: handle, life: machine.life, path: path)
            return SimulatedSharedPage(hold, byteCount: byteCount, isWritable: true)
        }
    }

    public func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        precondition(byteCount > 0 && byteCount.isMultiple(of: 8), "a page is of whole words")
        return try perform(.map, path, .byteCount(UInt64(byteCount))) { machine, _ throws(FileError) in
            let (node, handle) = try machine.mapReadOnly(path, byteCount: byteCount)
            let hold = Hold(system: self, node: node, handle: handle, life: machine.life, path: path)
            return SimulatedSharedPage(hold, byteCount: byteCount, isWritable: false)
        }
    }
}
