internal import CommitLog
internal import Merkle
internal import Storage

/// Access to one listed segment: its file, its footer, and whether both are what the manifest says.
enum SealedSegmentReader {
    /// A reader at the segment's first frame, its header checked.
    static func open(
        _ segment: SealedSegment, in directory: LogDirectory, manifest: Manifest, keys: DataKeys
    ) throws(LogError) -> SegmentReader {
        let path = directory.path(segment.fileName)
        let file = try directory.attempt { () throws(FileError) in try directory.fileSystem.open(path, .read) }
        var reader = SegmentReader(file, path: path, log: manifest.log, number: segment.number, keys: keys)
        do throws(ReadFailure) {
            let size = try fileSize(file)
            guard size == segment.bytes else { throw .format(.short, offset: min(size, segment.bytes)) }
            let header = try reader.readSegmentHeader()
            guard header.generation == segment.generation else { throw .format(.field("generation"), offset: 0) }
            return reader
        } catch {
            file.close()
            throw error.logError(path: path)
        }
    }

    /// The footer, checked against the manifest's entry.
    static func footer(
        of segment: SealedSegment, in directory: LogDirectory, manifest: Manifest, keys: DataKeys
    ) throws(LogError) -> Footer {
        var reader = try open(segment, in: directory, manifest: manifest, keys: keys)
        defer { reader.close() }
        do throws(ReadFailure) {
            return try footer(of: segment, from: &reader)
        } catch { throw error.logError(path: reader.path) }
    }

    static func footer(
        of segment: SealedSegment, from reader: inout SegmentReader
    ) throws(ReadFailure) -> Footer {
        let footer = try reader.readFooter(at: UInt64(segment.footerOffset))
        var listed = SealedSegment(
            footer, number: segment.number, generation: segment.generation, offset: segment.footerOffset,
            bytes: segment.bytes)
        listed.isIncompressible = segment.isIncompressible
        guard reader.offset == segment.bytes else {
            throw .format(.field("size: the file does not end with its footer"), offset: reader.offset)
        }
        guard listed == segment else {
            throw .format(.field("footer: it says otherwise than the manifest"), offset: UInt64(segment.footerOffset))
        }
        return footer
    }

    private static func fileSize(_ file: any File) throws(ReadFailure) -> UInt64 {
        do throws(FileError) { return try file.size() } catch { throw .file(error) }
    }
}

extension SealedSegment {
    /// The entry of a segment with this footer.
    init(_ footer: Footer, number: UInt32, generation: UInt32 = 0, offset: UInt32, bytes: UInt64) {
        self.init(
            number: number, generation: generation, first: footer.first, count: footer.count, bytes: bytes,
            rawBytes: footer.rawBytes, timeFirst: footer.timeFirst, timeLast: footer.timeLast,
            footerOffset: offset, firstEpoch: footer.firstEpoch, lastEpoch: footer.lastEpoch,
            root: footer.tree.frontier.root())
    }
}
