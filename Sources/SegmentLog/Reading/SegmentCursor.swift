internal import Bytes
public import CommitLog
internal import Storage
public import Threads

/// Tells a cursor where records are, and what may be read. One for the writer's process, one for others.
protocol RecordSource: AnyObject, Sendable {
    var directory: LogDirectory { get }
    var log: LogIdentifier { get }
    var keys: DataKeys { get }
    /// The last record that may be read now.
    var durable: SequenceNumber { get }
    /// Where `sequence` is; it may be read now.
    func locate(_ sequence: SequenceNumber) throws(CommitLogError) -> Location
    /// The manifest that ``locate(_:)`` goes by.
    var manifest: Manifest { get }
    /// Whether ``durable`` may have risen without this knowing, so that it is worth a ``refresh()``.
    var isStale: Bool { get }
    /// What is damaged right behind an unsealed segment that ends too early: the next one, which cannot be found then.
    func damage(behind number: UInt32) -> CommitLogError?
    /// Looks again: a file that was located is gone, because the segment was repacked.
    func refresh() throws(CommitLogError)
    /// Records from `sequence` on that are still in memory.
    func recent(from sequence: SequenceNumber) -> RecordChunk?
    /// Sleeps until `sequence` may be read; false if the time was up. Throws when it never will be.
    func wait(for sequence: SequenceNumber, deadline: MonotonicInstant?) throws(CommitLogError) -> Bool
    func cursorClosed()
}

/// The one way along the log, for catching up and for staying up to date: a sequence number, never an offset.
///
/// Sees only what is durable, each record once, in order, whatever is sealed or repacked meanwhile.
/// ``nextChunk()`` and ``waitForMore(until:)`` block; `LiveCursor` is the same for tasks.
public final class SegmentCursor: Sendable {
    private let source: any RecordSource
    private let walk: Monitor<SegmentWalk>
    /// The last record that it gives; nil for no end.
    public let end: SequenceNumber?

    init(
        _ source: any RecordSource, from sequence: SequenceNumber, to end: SequenceNumber?,
        about subjects: [UInt64]? = nil
    ) {
        self.source = source
        self.end = end
        walk = Monitor(SegmentWalk(source, from: max(sequence, .first), to: end, about: subjects))
    }

    deinit {
        walk.withLock { $0.leaveSegment() }
        source.cursorClosed()
    }

    /// The next record that it gives.
    public var position: SequenceNumber { walk.withLock { $0.coming } }

    /// The next records that are durable now; nil if there are none, or none before the end. Blocks for the disk.
    ///
    /// Cost: a frame is read, checked and decompressed once; records in memory cost nothing.
    /// - Throws: `.corruption` naming file and offset, `.unreadable`. The cursor stays where it was.
    public func nextChunk() throws(CommitLogError) -> RecordChunk? {
        try walk.withLock { walk throws(CommitLogError) in try walk.nextChunk() }
    }

    /// Like ``nextChunk()``, but only if the records are in memory. Never blocks for the disk.
    func recentChunk() -> RecordChunk? { walk.withLock { $0.recentChunk() } }

    /// Waits until there is something for ``nextChunk()``; false when `deadline` has passed or the end is reached.
    /// - Throws: why nothing will come any more.
    public func waitForMore(until deadline: MonotonicInstant? = nil) throws(CommitLogError) -> Bool {
        let position = position
        if let end, position > end { return false }
        return try source.wait(for: position, deadline: deadline)
    }
}

/// A cursor's state: where it is, and the segment it has open.
struct SegmentWalk {
    private let source: any RecordSource
    private(set) var position: SequenceNumber
    private let end: SequenceNumber?
    /// Gives only records about one of these; nil for all records.
    private let subjects: [UInt64]?
    /// What was found about them and not given yet, the next one last.
    private var found: [RecordChunk] = []
    private var current: OpenSegment?
    /// A repacked frame has the time of its first record; whoever has read that one later keeps to it.
    private var time = Int64.min

    private struct OpenSegment {
        var reader: SegmentReader
        var last: SequenceNumber
        var isOpen: Bool
    }

    init(_ source: any RecordSource, from sequence: SequenceNumber, to end: SequenceNumber?, about subjects: [UInt64]?)
    {
        self.source = source
        position = sequence
        self.end = end
        self.subjects = subjects
    }

    /// The next record that may be given.
    var coming: SequenceNumber { found.last?.first ?? position }

    mutating func nextChunk() throws(CommitLogError) -> RecordChunk? {
        guard let subjects else { return try nextOfAll() }
        while found.isEmpty {
            guard let chunk = try nextOfAll() else { return nil }
            found = chunk.runs(about: subjects).reversed()
        }
        return found.removeLast()
    }

    mutating func recentChunk() -> RecordChunk? {
        guard let subjects else { return recentOfAll() }
        while found.isEmpty {
            guard let chunk = recentOfAll() else { return nil }
            found = chunk.runs(about: subjects).reversed()
        }
        return found.removeLast()
    }

    private mutating func nextOfAll() throws(CommitLogError) -> RecordChunk? {
        var (moves, lacksKey) = (0, false)
        while moves < Limits.movesMax {
            if let end, position > end { return nil }
            if let chunk = recentOfAll() { return chunk }
            if position > source.durable, source.isStale { try source.refresh() }
            guard position <= source.durable else { return nil }
            do throws(Retry) {
                if let chunk = try readFromFile() { return advance(past: chunk) }
                moves = 0
            } catch {
                moves += 1
                leaveSegment()
                switch error {
                case .failed(let error): throw error
                case .moved: break
                case .keyMissing(let error):
                    if lacksKey { throw error }
                    lacksKey = true
                }
                try source.refresh()
            }
        }
        throw .unreadable("segment files keep disappearing from \(source.directory.path)")
    }

    private mutating func recentOfAll() -> RecordChunk? {
        if let end, position > end { return nil }
        guard let chunk = source.recent(from: position) else { return nil }
        leaveSegment()
        return advance(past: chunk)
    }

    private mutating func advance(past chunk: RecordChunk) -> RecordChunk {
        var chunk = chunk
        if let end, chunk.last > end { chunk = chunk.keeping(through: end) }
        position = chunk.last.next
        time = max(time, chunk.time)
        return chunk.with(time: time)
    }

    private enum Retry: Error {
        case moved
        /// Of an opening that came after the keys were read, or corruption, if it is missing still.
        case keyMissing(CommitLogError)
        case failed(CommitLogError)
    }

    /// Nil where a segment without records about the subjects was passed over.
    private mutating func readFromFile() throws(Retry) -> RecordChunk? {
        if let open = current, position > open.last {
            if open.isOpen { try renew(open) } else { leaveSegment() }
        }
        if current == nil {
            current = try openSegment()
            if current == nil { return nil }
        }
        guard var open = current else { throw .moved }
        defer { current = open }
        do throws(ReadFailure) {
            while true {
                let header = try open.reader.peekHeader()
                guard header.firstSequence <= position.value else {
                    throw .format(
                        .sequence(found: header.firstSequence, expected: position.value), offset: open.reader.offset)
                }
                if header.kind != .records || header.nextSequence <= position.value {
                    open.reader.skip(header)
                    continue
                }
                let chunk = try open.reader.readRecords(header)
                guard let rest = chunk.dropping(before: position) else {
                    throw .format(.records, offset: open.reader.offset)
                }
                return rest
            }
        } catch {
            var failure = error.commitLogError(path: open.reader.path)
            if open.isOpen, case .format(let fault, _) = error, fault == .blank || fault == .short,
                let behind = source.damage(behind: open.reader.number)
            {
                failure = behind
            }
            if case .format(.keyMissing, _) = error { throw .keyMissing(failure) }
            throw .failed(failure)
        }
    }

    /// The segment being written has grown, or has become full: learns its present end.
    private mutating func renew(_ open: OpenSegment) throws(Retry) {
        guard case .unsealed(let number, let last, _, let isOpen) = try locate(), number == open.reader.number else {
            leaveSegment()
            return
        }
        current?.last = last
        current?.isOpen = isOpen
        current?.reader.forgetWindow()
        // Another opening may have gone on in this segment, under another key.
        current?.reader.keys = source.keys
    }

    private func locate() throws(Retry) -> Location {
        do throws(CommitLogError) { return try source.locate(position) } catch { throw .failed(error) }
    }

    /// Opens the segment with the record at ``position``, or goes past it where its footer excludes the subjects.
    private mutating func openSegment() throws(Retry) -> OpenSegment? {
        switch try locate() {
        case .sealed(let segment):
            do throws(LogError) {
                var reader = try SealedSegmentReader.open(
                    segment, in: source.directory, manifest: source.manifest, keys: source.keys)
                if position > segment.first || subjects != nil {
                    do throws(ReadFailure) {
                        let footer = try SealedSegmentReader.footer(of: segment, from: &reader)
                        if let subjects, !subjects.contains(where: { footer.filter.mayContain($0) }) {
                            reader.close()
                            position = segment.last.next
                            return nil
                        }
                        reader.seek(
                            to: UInt64(footer.index.offset(before: position) ?? UInt32(SegmentHeader.byteCount)))
                    } catch {
                        reader.close()
                        throw error.logError(path: reader.path)
                    }
                }
                return OpenSegment(reader: reader, last: segment.last, isOpen: false)
            } catch {
                if case .file(let error) = error, error.code == .notFound { throw .moved }
                throw .failed(error.asCommitLogError)
            }
        case .unsealed(let number, let last, let offset, let isOpen):
            let path = source.directory.path(SegmentName(number: number))
            do throws(FileError) {
                let file = try source.directory.fileSystem.open(path, .read)
                var reader = SegmentReader(file, path: path, log: source.log, number: number, keys: source.keys)
                reader.seek(to: UInt64(offset ?? UInt32(SegmentHeader.byteCount)))
                return OpenSegment(reader: reader, last: last, isOpen: isOpen)
            } catch {
                if error.code == .notFound { throw .moved }
                throw .failed(.unreadable(error.description))
            }
        }
    }

    mutating func leaveSegment() {
        current?.reader.close()
        current = nil
    }
}

extension LogError {
    /// The same for whoever only knows a commit log.
    var asCommitLogError: CommitLogError {
        switch self {
        case .corruption(let corruption): .corruption(corruption)
        case .log(let error): error
        default: .unreadable(description)
        }
    }
}
