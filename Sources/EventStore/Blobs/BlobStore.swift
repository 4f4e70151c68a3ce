internal import Bytes
internal import Crypto
public import Storage
internal import Threads

/// Where sealed files lie, beside the log: each under the SHA-256 of its sealed bytes, durable before an event
/// names it.
///
/// A file is marked, in `pending`, from before it is written until its event is durable or refused. What a crash leaves
/// marked is a file that perhaps no event names; ``removeUnnamed(_:in:)`` finds out.
///
/// Files are read and written on a thread of the store's own, one after another.
public final class BlobStore: Sendable {
    private let path: String
    private let fileSystem: any FileSystem
    private let thread = BlockingWork("blobs")

    /// - Parameter path: a directory that is there.
    public init(in path: String, fileSystem: any FileSystem) {
        self.path = path
        self.fileSystem = fileSystem
    }

    /// Finishes what was asked for. Exactly once.
    public func close() { thread.stop() }

    /// Keeps sealed bytes for good, marked until they are settled or removed.
    /// - Returns: their address: 32 bytes.
    public func write(_ sealed: [UInt8]) async throws(BlobError) -> [UInt8] {
        let address = Array(SHA256.hash(data: sealed))
        let (folder, file) = place(address)
        let mark = mark(address)
        let outcome = await thread.value { [path, pending, fileSystem] () -> Result<Void, BlobError> in
            do throws(FileError) {
                if try fileSystem.exists(file) { return .success(()) }
                try fileSystem.makeDirectoryIfMissing(pending)
                try fileSystem.makeDirectoryIfMissing(folder)
                try fileSystem.syncDirectory(path)
                try fileSystem.open(mark, .createPrivate).close()
                // A file without its mark would stay for ever.
                try fileSystem.syncDirectory(pending)
                try fileSystem.replaceFile(file, in: folder, with: sealed, isPrivate: true)
                return .success(())
            } catch { return .failure(.file(error)) }
        }
        try outcome.get()
        return address
    }

    /// The sealed bytes at an address.
    public func read(_ address: [UInt8]) async throws(BlobError) -> [UInt8] {
        let (_, path) = place(address)
        let outcome = await thread.value { [fileSystem] () -> Result<[UInt8], BlobError> in
            do throws(FileError) {
                guard try fileSystem.exists(path) else { return .failure(.missing(path: path)) }
                let file = try fileSystem.open(path, .read)
                defer { file.close() }
                let size = try file.size()
                guard size <= UInt64(PersonalKey.fileBytesMax + 1024) else { return .failure(.damaged(path: path)) }
                return .success(try file.readAll(Int(size), at: 0))
            } catch { return .failure(.file(error)) }
        }
        let sealed = try outcome.get()
        guard Array(SHA256.hash(data: sealed)) == address else { throw .damaged(path: path) }
        return sealed
    }

    /// An event names these bytes for good: takes their mark away.
    public func settle(_ address: [UInt8]) async throws(BlobError) { try await remove([mark(address)]) }

    /// Removes bytes that no event names, and their mark.
    public func remove(_ address: [UInt8]) async throws(BlobError) {
        try await remove([place(address).file, mark(address)])
    }

    /// What is marked now: at a start, what was on its way at a crash. Some dozens at most.
    public func marked() async throws(BlobError) -> [[UInt8]] {
        try await thread.value { [pending, fileSystem] () -> Result<[[UInt8]], BlobError> in
            do throws(FileError) {
                return .success(try fileSystem.list(pending).sorted().compactMap { Hex.decode($0.utf8) })
            } catch { return error.code == .notFound ? .success([]) : .failure(.file(error)) }
        }.get()
    }

    private func remove(_ files: [String]) async throws(BlobError) {
        try await thread.value { [fileSystem] () -> Result<Void, BlobError> in
            do throws(FileError) {
                for file in files where try fileSystem.exists(file) { try fileSystem.remove(file) }
                return .success(())
            } catch { return .failure(.file(error)) }
        }.get()
    }

    private var pending: String { path + "/pending" }
    private func mark(_ address: [UInt8]) -> String { "\(pending)/\(Hex.encode(address))" }

    /// In folders by the first byte, so that none has a million files.
    private func place(_ address: [UInt8]) -> (folder: String, file: String) {
        let hex = Hex.encode(address)
        return ("\(path)/\(hex.prefix(2))", "\(path)/\(hex.prefix(2))/\(hex)")
    }
}

/// Why a sealed file cannot be kept or read.
public enum BlobError: Error, Hashable, Sendable {
    case file(FileError)
    /// An event names it, and it is not there: the blobs are not those of the log.
    case missing(path: String)
    /// Its bytes are not those that its address says.
    case damaged(path: String)
}
