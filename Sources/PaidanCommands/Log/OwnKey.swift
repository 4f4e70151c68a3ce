internal import Merkle
internal import SegmentLog
internal import Storage
internal import Threads

/// The files of the key that lies in a log's own directory. Each comes into being whole, and the lock beside them sees
/// to it that only one process makes them.
struct OwnKey {
    let folder: String
    let shell: Shell

    var file: String { "\(folder)/checkpoint.key" }
    var publicFile: String { "\(folder)/checkpoint.pub" }
    private var lockFile: String { "\(folder)/lock" }
    private var fileSystem: any FileSystem { shell.environment.fileSystem }

    /// The key, if its public half is beside it.
    func complete() throws(Refusal) -> SignerKey? {
        guard let key = try present(), try exists(publicFile) else { return nil }
        let text = try shell.readText(publicFile, limit: CheckpointKey.byteCountMax)
        return CheckpointKey.lines(text).contains(key.verifierKey.text) ? key : nil
    }

    func present() throws(Refusal) -> SignerKey? {
        try exists(file) ? try CheckpointKey.read(file, in: shell) : nil
    }

    func makeFolder(in directory: String) throws(Refusal) {
        do throws(FileError) {
            if try fileSystem.makeDirectoryIfMissing(folder) { try fileSystem.syncDirectory(directory) }
        } catch { throw Refusal(error) }
    }

    func write(_ key: SignerKey) throws(Refusal) { try write(key.text, to: file, isPrivate: true) }

    func write(publicHalfOf key: SignerKey) throws(Refusal) {
        try write(key.verifierKey.text, to: publicFile, isPrivate: false)
    }

    /// Five seconds, where making a key takes a few syncs.
    private static let attemptsMax = 1000
    private static let pauseNanoseconds: Int64 = 5_000_000

    /// Waits for whoever else is making the key.
    func waitForLock() throws(Refusal) -> any FileLock {
        var attempts = 0
        while true {
            do throws(FileError) {
                return try fileSystem.lock(lockFile, owner: shell.environment.owner)
            } catch {
                guard case .locked = error.code, attempts < Self.attemptsMax else { throw Refusal(error) }
            }
            attempts += 1
            let deadline = MonotonicInstant.now.advanced(byNanoseconds: Self.pauseNanoseconds)
            _ = Monitor(()).wait(deadline: deadline) { _ -> Bool? in nil }
        }
    }

    func release(_ lock: any FileLock) {
        // Left over it does no harm.
        try? fileSystem.remove(lockFile)
        lock.release()
    }

    private func exists(_ path: String) throws(Refusal) -> Bool {
        do throws(FileError) { return try fileSystem.exists(path) } catch { throw Refusal(error) }
    }

    private func write(_ text: String, to path: String, isPrivate: Bool) throws(Refusal) {
        do throws(FileError) {
            try fileSystem.replaceFile(path, in: folder, with: Array("\(text)\n".utf8), isPrivate: isPrivate)
        } catch { throw Refusal(error) }
    }
}
