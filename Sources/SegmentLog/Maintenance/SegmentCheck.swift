internal import CommitLog
internal import Storage

/// Reads one segment and collects everything that is wrong with it by itself: its header, frames that are not good,
/// frames that do not go on where the one before ended. Hashes the records on the way.
///
/// Whether its size and its footer are what they should be is asked afterwards.
struct SegmentCheck {
    let path: String
    private let depth: FrameDepth
    /// The number of the next record.
    private(set) var next: UInt64
    /// No frame is older.
    private(set) var time: Int64
    /// The tree over the records so far; nil if none is kept, and behind records that could not be read.
    var tree: TreeKeeper?
    /// Whether ``tree`` is computed from the records alone, as far as this check has come.
    private(set) var isTreeUnbroken = true
    private(set) var summary = SegmentSummary()
    private(set) var footer: (header: FrameHeader, footer: Footer?)?
    private(set) var damages: [SegmentDamage] = []
    private(set) var corruptions: [LogCorruption] = []
    /// Where the last good frame ended.
    private(set) var end = UInt64(SegmentHeader.byteCount)
    private var epoch: UInt32 = 0
    private var isBehindDamage = false

    init(path: String, depth: FrameDepth, next: UInt64, time: Int64, tree: TreeKeeper?) {
        self.path = path
        self.depth = depth
        self.next = next
        self.time = time
        self.tree = depth == .content ? tree : nil
    }

    /// The last record that was read, or the one before the segment.
    var last: SequenceNumber { SequenceNumber(next - 1) }
    /// Whether every frame up to ``end`` was read and opened.
    var isWhole: Bool { !damages.contains(where: \.isFollowed) && depth == .content }

    /// Records are missing: hashing cannot go on.
    mutating func loseTrack() {
        tree = nil
        isTreeUnbroken = false
    }

    mutating func refuse(at offset: UInt64, _ what: String) {
        guard corruptions.count < Limits.corruptionsMax else { return }
        corruptions.append(LogCorruption(file: path, offset: offset, what: what))
    }

    /// Somebody else has named what is wrong there.
    mutating func forget(at offset: UInt64) { corruptions.removeAll { $0.offset == offset } }

    mutating func refuse(_ damage: SegmentDamage) {
        let count = damage.range.upperBound - damage.range.lowerBound
        refuse(at: damage.range.lowerBound, "\(damage.fault) (\(count) bytes are no good frame)")
    }

    /// Reads the segment's header.
    mutating func readHeader(
        _ reader: inout SegmentReader, generation: UInt32, features: Features
    ) throws(LogError) {
        do throws(ReadFailure) {
            let header = try reader.readSegmentHeader()
            if header.generation != generation {
                refuse(at: 52, "its header says that it is generation \(header.generation), its name \(generation)")
            }
            if header.requiredFeatures != features {
                refuse(at: 16, "its header names other features than the log has: \(header.requiredFeatures)")
            }
        } catch {
            switch error {
            case .format(.version, _), .format(.requiredFeatures, _), .file: throw error.logError(path: path)
            case .format(let fault, let offset): refuse(at: offset, "the segment's header: \(fault)")
            }
        }
    }

    /// Reads the frames up to the end of the file, or up to the record `limit`.
    /// - Parameter told: how many more bytes and records were read.
    mutating func readFrames(
        _ reader: inout SegmentReader, through limit: SequenceNumber? = nil,
        _ told: (_ bytes: UInt64, _ records: UInt64) -> Void
    ) throws(FileError) {
        var walk = try FrameWalk(reader, depth: depth)
        var offset = walk.offset
        while limit.map({ last < $0 }) ?? true, let finding = try walk.next() {
            switch finding {
            case .damage(let damage):
                damages.append(damage)
                isBehindDamage = true
                if damage.isFollowed { loseTrack() }
                told(damage.range.upperBound - offset, 0)
                offset = damage.range.upperBound
            case .frame(let frame):
                take(frame)
                end = walk.offset
                told(end - offset, UInt64(frame.header.count))
                offset = end
            }
        }
        reader = walk.reader
    }

    private mutating func take(_ frame: SegmentFrame) {
        let header = frame.header
        checkChain(header)
        summary.note(header)
        switch frame.content {
        case .records(let chunk):
            summary.note(chunk)
            if tree?.hashed.next == chunk.first { tree?.hash(chunk) } else { loseTrack() }
        case .mark(let mark):
            if mark.size >= header.firstSequence || mark.size == tree?.hashed.value && mark.frontier != tree?.frontier {
                refuse(at: UInt64(header.offset), "the mark's hashes are not those of the records before it")
            }
        case .footer(let content): footer = (header, content)
        case .closed:
            if header.kind == .records { loseTrack() }
            if header.kind == .footer { footer = (header, nil) }
        }
        next = max(next, header.nextSequence)
        epoch = max(epoch, header.epoch)
        time = max(time, header.time)
        isBehindDamage = false
    }

    private mutating func checkChain(_ header: FrameHeader) {
        let offset = UInt64(header.offset)
        let isContinued = isBehindDamage ? header.firstSequence >= next : header.firstSequence == next
        if !isContinued {
            refuse(at: offset, FormatError.sequence(found: header.firstSequence, expected: next).description)
        }
        if header.epoch < epoch {
            refuse(at: offset, FormatError.epoch(found: header.epoch, atLeast: epoch).description)
        }
        if header.time < time {
            refuse(at: offset, "its time, \(header.time), is before that of the frame before it, \(time)")
        }
        if footer != nil { refuse(at: offset, "a frame behind the segment's footer") }
    }
}
