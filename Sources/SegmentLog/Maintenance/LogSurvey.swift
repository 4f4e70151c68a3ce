internal import Bytes
internal import CommitLog
internal import Storage

/// What the files beside the segments say about a log, and what the segments say where those are damaged or gone.
struct LogSurvey {
    let directory: LogDirectory
    private let masterKey: MasterKey?
    private(set) var log: LogIdentifier
    private(set) var features: Features
    /// Nil if it is damaged or missing.
    private(set) var manifest: Manifest?
    private(set) var keys = DataKeys()
    /// Whether payloads can be opened: false where the keyring is damaged or missing.
    private(set) var canOpenPayloads = true
    /// The segment files, by number and generation.
    private(set) var names: [SegmentName]
    /// What is wrong with manifest and keyring.
    private(set) var corruptions: [LogCorruption] = []

    /// - Throws: `.notALog`, `.unknownVersion`, `.masterKeyMissing` and so on; `.corruption` only where the manifest is
    ///   damaged and no segment is there to look at.
    init(_ directory: LogDirectory, masterKey: MasterKey?) throws(LogError) {
        self.directory = directory
        self.masterKey = masterKey
        do throws(FileError) {
            names = try directory.segmentNames()
        } catch {
            if error.code == .notFound { throw .notALog(directory.path) }
            throw .file(error)
        }
        (manifest, corruptions) = try Self.manifest(directory, hasSegments: !names.isEmpty)
        if let manifest {
            log = manifest.log
            features = manifest.requiredFeatures
        } else {
            guard let (log, features) = try Self.identity(names, directory) else { throw .notALog(directory.path) }
            self.log = log
            self.features = features
        }
        try readKeys()
    }

    var isEncrypted: Bool { features.contains(.encryption) }
    var keepsEvidence: Bool { !features.contains(.noEvidence) }
    var depth: FrameDepth { canOpenPayloads ? .content : .checksums }

    /// For judging segments where there is no manifest: it lists nothing and knows every epoch.
    var standInManifest: Manifest {
        var manifest = Manifest(log: log, requiredFeatures: features, createdAt: 0)
        manifest.epoch = .max
        return manifest
    }

    /// The segments that the manifest does not list, each number once. Without a manifest: all.
    ///
    /// Where a segment is there twice, its repacking was cut short or just finished, and the older form is whole.
    var unlisted: [SegmentName] {
        var found: [SegmentName] = []
        for name in names where name.number >= manifest?.nextSegment ?? 1 && name.number != found.last?.number {
            found.append(name)
        }
        return found
    }

    /// Reads manifest and keyring again, as a segment has got another file; says whether anything has changed.
    mutating func refresh() throws(LogError) -> Bool {
        guard let old = manifest, let new = try? directory.readManifest(), new.log == log, new != old else {
            return false
        }
        manifest = new
        if new.epoch != old.epoch, canOpenPayloads { try readKeys() }
        return true
    }

    private mutating func readKeys() throws(LogError) {
        guard isEncrypted else { return }
        guard let masterKey else { throw .masterKeyMissing }
        do throws(LogError) {
            keys = try DataKeys(try directory.readNeededKeyring(log: log), master: masterKey)
        } catch {
            guard case .corruption(let corruption) = error else { throw error }
            corruptions.append(corruption)
            canOpenPayloads = false
        }
    }

    private static func manifest(
        _ directory: LogDirectory, hasSegments: Bool
    ) throws(LogError) -> (Manifest?, [LogCorruption]) {
        do throws(LogError) {
            if let manifest = try directory.readManifest() { return (manifest, []) }
            guard hasSegments else { throw .notALog(directory.path) }
            return (nil, [directory.missingManifest])
        } catch {
            guard case .corruption(let corruption) = error, hasSegments else { throw error }
            return (nil, [corruption])
        }
    }
}

// Whose segments these are, if there is no manifest to say so.
extension LogSurvey {
    /// What most of the segments' headers say; of equals, the one found first.
    private static func identity(
        _ names: [SegmentName], _ directory: LogDirectory
    ) throws(LogError) -> (LogIdentifier, Features)? {
        var votes: [(log: LogIdentifier, features: Features, count: Int)] = []
        for name in names {
            let found = try directory.attempt { () throws(FileError) in try identity(of: name, directory) }
            guard let (log, features) = found else { continue }
            if let index = votes.firstIndex(where: { $0.log == log && $0.features == features }) {
                votes[index].count += 1
            } else {
                votes.append((log, features, 1))
            }
        }
        let most = votes.map(\.count).max()
        return votes.first { $0.count == most }.map { ($0.log, $0.features) }
    }

    private static func identity(
        of name: SegmentName, _ directory: LogDirectory
    ) throws(FileError) -> (LogIdentifier, Features)? {
        let file = try directory.fileSystem.open(directory.path(name), .read)
        defer { file.close() }
        let bytes = try file.readAll(SegmentReader.windowBytes, at: 0)
        if let header = try? SegmentHeader(decoding: bytes.bytes), header.number == name.number {
            return (header.log, header.requiredFeatures)
        }
        // The header is damaged: a frame that stands in its own place is as good a witness of whose file this is.
        for offset in stride(from: SegmentHeader.byteCount, to: bytes.count, by: Limits.frameAlignment) {
            guard let frame = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count)),
                frame.segment == name.number, Int(frame.offset) == offset
            else { continue }
            return (frame.log, frame.cipher == .none ? [] : .encryption)
        }
        return nil
    }
}
