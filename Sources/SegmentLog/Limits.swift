internal import CommitLog
internal import Merkle

/// Every limit of the log, with its reason. Relations between them are checked once, when a log is opened.
public enum Limits {
    /// 64 MiB: a tail of this size is checked in well under a tenth of a second, and a log of a terabyte is
    /// 16,000 files, which a directory bears.
    public static let segmentBytes = 64 << 20
    /// Room for the header block and a few frames; small segments are for tests.
    public static let segmentBytesMin = 16 << 10
    /// Offsets are 32 bits wide; 1 GiB keeps every sum of two of them far from overflow.
    public static let segmentBytesMax = 1 << 30

    /// One device block, so that no write of a frame ever rewrites the block of the segment's header.
    package static let segmentHeaderBytes = 4096
    package static let frameHeaderBytes = 96
    /// Frames begin at multiples of this.
    package static let frameAlignment = 8

    /// The most a frame may hold before compression: one append of the largest size.
    package static let frameRawBytesMax = RecordLimits.appendBytesMax
    /// Where the flusher stops adding appends to a frame: large enough to make a sync cheap a record, small
    /// enough that reading one record, which decompresses one frame, stays under a millisecond.
    package static let frameRawBytesTarget = 1 << 20
    /// Repacked frames: past 256 KiB LZ4's window of 64 KiB gains nothing, and a frame stays in a core's cache.
    package static let repackedFrameRawBytes = 256 << 10
    /// LZ4-HC's level 9: past it the time doubles for a hundredth of the size.
    package static let repackLevel: Int32 = 9

    /// Appends that wait for the disk. Past this, ``CommitLogError/overloaded(pendingBytes:limit:)``.
    public static let pendingBytesMax = 64 << 20
    /// Appends that wait, however small: a second's work of a disk that takes no more than 64 at a time.
    static let pendingRequestsMax = 1 << 16
    /// What an append counts for beside its records, so that one limit holds for both. About what one takes in memory.
    package static let pendingOverheadBytes = pendingBytesMax / pendingRequestsMax
    /// The live ring: what a follower that keeps up needs, no more.
    package static let ringBytesMax = 8 << 20
    /// Each follower holds a file and a frame; a thousand are a programming error.
    public static let followersMax = 1024

    /// Segments that are full and wait to be sealed, which needs their hashes. Past this, appends wait: opening
    /// after a crash reads all of these.
    package static let unsealedSegmentsMax = 16
    /// How many records between two marks, which let an opening go on hashing from there: half a second's work.
    package static let markEveryRecords = 1 << 18

    /// Records, or bytes of them, that wake the hasher. Fewer wait for more: waking a thread costs as much as hashing
    /// a hundred. The ring still holds them all.
    package static let recordsToHash: UInt64 = 1 << 10
    package static let bytesToHash = ringBytesMax / 8

    /// One entry of a footer's sparse index for so many bytes of file.
    package static let indexEveryBytes = 64 << 10
    /// Subjects that a footer's filter can tell apart at its full accuracy: 10 bits each.
    package static let filterSubjectsMax = 1 << 20
    package static let filterBitsPerSubject = 10
    package static let filterHashCount = 7

    /// A footer holds 32 bytes for every 4,096 records, so this many take 8 MiB of it. Only records of a few bytes
    /// that are all alike fit so often into a segment.
    static let segmentRecordsMax: UInt64 = 1 << 30
    /// Of a sealed file: the largest segment, and its footer behind it, with room.
    static let sealedFileBytesMax = segmentBytesMax * 2
    /// Of its records: no block of LZ4 grows to more than 255 times its size.
    static let sealedRawBytesMax = UInt64(sealedFileBytesMax) * 255

    /// Sealed segments a manifest can list: 64 TiB of log.
    package static let sealedSegmentsMax = 1 << 20
    /// Openings whose data keys a keyring holds; keys that no segment uses any more are dropped at each opening.
    package static let dataKeysMax = 1 << 16
    /// Openings that write to one segment; the next one ends it. Repacked, it needs one key instead of so many.
    static let segmentEpochsMax = 1 << 10
    /// Past so many keys an opening repacks the segments that need the most, whether they become smaller or not, before
    /// it does anything else: a log that is opened and closed again at once never gives the repacker the time.
    static let dataKeysToRetire = dataKeysMax / 2
    /// A footer is a frame; nothing in it may pass a frame's limits.
    package static let footerBytesMax = 16 << 20

    /// Corruptions that one verification names. A log with more is not read for their sake.
    static let corruptionsMax = 1_000
    /// How often an operation beside a writer looks again when a file that it wants has just been replaced.
    static let retriesMax = 100
    /// How often a cursor looks for a segment whose file is gone when it is opened. Each time it was sealed and
    /// repacked in between, and that happens to a segment twice at most; the rest is for the ones that come next.
    static let movesMax = 8
    /// How often a reader looks at a position page that is being changed. The change takes the writer some ten stores,
    /// so a page that is still in change then had its writer stopped within it.
    static let pageLooksMax = 1_000

    /// How long a follower in another process sleeps at most before it looks whether the writer still lives.
    package static let recheckNanoseconds: Int64 = 1_000_000_000

    /// The text beside a lock that says who holds it.
    package static let ownerBytesMax = 256
    /// Directory paths, in bytes: below PATH_MAX with room for the log's own names.
    public static let pathBytesMax = 3072

    static func check(_ options: LogOptions) throws(LogError) {
        let segmentBytes = options.segmentBytes
        guard (segmentBytesMin...segmentBytesMax).contains(segmentBytes), segmentBytes % segmentHeaderBytes == 0 else {
            throw .badOption(
                "a segment has \(segmentBytesMin) to \(segmentBytesMax) bytes, a multiple of \(segmentHeaderBytes); "
                    + "\(segmentBytes) is not possible")
        }
        precondition(frameHeaderBytes % frameAlignment == 0 && segmentHeaderBytes % frameAlignment == 0)
        precondition(frameRawBytesTarget <= frameRawBytesMax && repackedFrameRawBytes <= frameRawBytesMax)
        precondition(frameRawBytesMax + pendingOverheadBytes <= pendingBytesMax, "the largest append can wait")
        precondition(frameRawBytesMax + segmentHeaderBytes < Limits.segmentBytes, "the largest append fits")
        precondition(segmentEpochsMax < dataKeysToRetire && dataKeysToRetire < dataKeysMax, "keys can be retired")
        precondition(RecordLimits.appendRecordsMax <= segmentRecordsMax, "the largest append fits")
        let blockBytes = Int(segmentRecordsMax / LeafBlock.leafCount + 1) * NodeHash.byteCount
        let filterBytes = filterSubjectsMax * filterBitsPerSubject / 8
        let indexBytes = segmentBytesMax / indexEveryBytes * SparseIndex.Entry.byteCount
        precondition(blockBytes + filterBytes + indexBytes + 4096 <= footerBytesMax, "the largest footer fits")
    }
}
