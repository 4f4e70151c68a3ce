internal import Bytes
internal import CommitLog
internal import Storage

/// Where the log's files are, and how each is called.
///
/// ```
/// manifest               the sealed segments; replaced whole
/// 0000000001-0.segment   segments, by number and generation
/// keyring                wrapped data keys, if encrypted; replaced whole
/// lock                   held by the writer; its text says who that is
/// position               shared memory: how far the log is durable
/// torn/                  copies of torn tails that opening cut off
/// keys/                  the command line's checkpoint keys; the log itself never looks there
/// ```
struct LogDirectory: Sendable {
    let path: String
    let fileSystem: any FileSystem

    static let lockName = "lock"
    static let tornName = "torn"
    static let keysName = "keys"

    func path(_ name: String) -> String { path + "/" + name }
    func path(_ name: SegmentName) -> String { path(name.fileName) }

    /// The file system's answer as a ``LogError``.
    func attempt<Result>(_ body: () throws(FileError) -> Result) throws(LogError) -> Result {
        do { return try body() } catch { throw .file(error) }
    }

    /// The manifest, nil if there is none.
    func readManifest() throws(LogError) -> Manifest? {
        let limit = Manifest.headBytes + Limits.sealedSegmentsMax * SealedSegment.byteCount
        guard let bytes = try readOptional(Manifest.fileName, limit: limit) else { return nil }
        do throws(FormatError) {
            return try Manifest(decoding: bytes.bytes)
        } catch { throw fault(error, in: Manifest.fileName) }
    }

    /// The keyring, nil if there is none.
    func readKeyring(log: LogIdentifier) throws(LogError) -> Keyring? {
        let limit = Keyring.headBytes + Limits.dataKeysMax * Keyring.Entry.byteCount
        guard let bytes = try readOptional(Keyring.fileName, limit: limit) else { return nil }
        do throws(FormatError) {
            let keyring = try Keyring(decoding: bytes.bytes)
            guard keyring.log == log else { throw .log(keyring.log) }
            return keyring
        } catch { throw fault(error, in: Keyring.fileName) }
    }

    /// The keyring that an encrypted log has.
    func readNeededKeyring(log: LogIdentifier) throws(LogError) -> Keyring {
        if let keyring = try readKeyring(log: log) { return keyring }
        throw .corruption(LogCorruption(file: path(Keyring.fileName), offset: 0, what: "the keyring is missing"))
    }

    /// What there is to say where the file of a listed segment is not there.
    func missing(_ segment: SegmentName) -> LogCorruption {
        LogCorruption(file: path(segment), offset: 0, what: "a sealed segment is missing")
    }

    /// What there is to say where segments are there, and no manifest.
    var missingManifest: LogCorruption {
        LogCorruption(file: path(Manifest.fileName), offset: 0, what: "there are segments but no manifest")
    }

    /// The names of the segment files, sorted.
    func segmentNames() throws(FileError) -> [SegmentName] {
        try fileSystem.list(path).compactMap(SegmentName.init(fileName:)).sorted()
    }

    /// A reader of a segment's file.
    func openSegment(_ name: SegmentName, log: LogIdentifier, keys: DataKeys) throws(FileError) -> SegmentReader {
        let path = path(name)
        let file = try fileSystem.open(path, .read)
        return SegmentReader(file, path: path, log: log, number: name.number, keys: keys)
    }

    /// Whether somebody has the log open for writing.
    func isHeld() throws(LogError) -> Bool {
        try attempt { () throws(FileError) in try fileSystem.isLocked(path(Self.lockName)) }
    }

    /// The page on which the writer publishes its position; nil if there is none. Whoever gets it unmaps it.
    func mapPosition() throws(LogError) -> (any SharedPage)? {
        try attempt { () throws(FileError) in
            let path = path(Position.fileName)
            guard try fileSystem.exists(path) else { return nil }
            do throws(FileError) {
                return try fileSystem.mapShared(path, byteCount: Position.byteCount)
            } catch {
                // Whoever may only read follows too.
                guard error.code == .permissionDenied || error.code == .readOnly else { throw error }
            }
            do throws(FileError) {
                return try fileSystem.mapReadOnly(path, byteCount: Position.byteCount)
            } catch {
                guard error.code == .notFound else { throw error }
                return nil
            }
        }
    }

    /// What the position page says was durable in the epoch of `manifest`, where it says something.
    ///
    /// Read, not mapped: it may be on a device that nobody may write to.
    func witness(_ manifest: Manifest) throws(LogError) -> SequenceNumber? {
        do throws(FileError) {
            let file = try fileSystem.open(path(Position.fileName), .read)
            defer { file.close() }
            let bytes = try file.readAll(Position.witnessBytes, at: 0)
            return Position.witness(in: bytes.bytes, of: manifest.log, epoch: manifest.epoch)
        } catch {
            if error.code == .notFound { return nil }
            throw .file(error)
        }
    }

    func replace(_ name: String, with bytes: [UInt8]) throws(FileError) {
        try fileSystem.replaceFile(path(name), in: path, with: bytes)
    }

    func fault(_ error: FormatError, in name: String) -> LogError {
        switch error {
        case .version(let version): .unknownVersion(file: path(name), version)
        case .requiredFeatures(let bits): .unknownFeatures(file: path(name), Features(rawValue: bits))
        default: .corruption(LogCorruption(file: path(name), offset: 0, what: error.description))
        }
    }

    private func readOptional(_ name: String, limit: Int) throws(LogError) -> [UInt8]? {
        do throws(FileError) {
            return try fileSystem.readFile(path(name), limit: limit)
        } catch {
            if error.code == .notFound { return nil }
            throw .file(error)
        }
    }
}
