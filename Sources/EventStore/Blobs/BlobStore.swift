internal import Bytes
internal import Crypto
public import Storage
internal import Threads

/// Where sealed files lie, beside the log: each under the SHA-256 of its sealed bytes, durable before an event
/// names it.
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

    /// Keeps sealed bytes for good.
    /// - Returns: their address: 32 bytes.
    public func write(_ sealed: [UInt8]) async throws(BlobError) -> [UInt8] {
        let address = Array(SHA256.hash(data: sealed))
        let (folder, file) = place(address)
        let outcome = await thread.value { [path, fileSystem] () -> Result<Void, BlobError> in
            do throws(FileError) {
                if try fileSystem.exists(file) { return .success(()) }
                try fileSystem.makeDirectoryIfMissing(folder)
                try fileSystem.syncDirectory(path)
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
