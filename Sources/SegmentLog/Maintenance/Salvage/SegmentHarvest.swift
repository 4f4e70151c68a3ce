internal import CommitLog
internal import Storage

/// What is left in one segment file: the good frames, as runs of records, and the damage between them.
struct SegmentHarvest {
    /// Consecutive records in consecutive good frames of one epoch.
    struct Run {
        var offset: UInt64
        var first: UInt64
        var last: UInt64
        var epoch: UInt32
    }

    struct Damage {
        var range: Range<UInt64>
        var why: String
        var isFollowed: Bool
        /// The record that should have come there; nil where no good frame comes before it in the file.
        var expected: UInt64?
    }

    let name: SegmentName
    let path: String
    private(set) var runs: [Run] = []
    private(set) var damages: [Damage] = []
    private(set) var footer: Footer?
    /// The highest record that a frame says there was.
    private(set) var highest: UInt64 = 0
    /// Whether writing stopped behind the last good frame: nothing but zeros follow it, or it says so itself.
    private(set) var isEnd = false
    /// After the last good frame.
    private var next: UInt64?
    private var isBehindDamage = false
    private var isCleanClose = false

    /// Reads a whole file.
    /// - Parameter told: how many more bytes were read.
    init(_ name: SegmentName, survey: LogSurvey, _ told: (UInt64) -> Void) throws(LogError) {
        self.name = name
        path = survey.directory.path(name)
        do throws(FileError) {
            let reader = try survey.directory.openSegment(name, log: survey.log, keys: survey.keys)
            defer { reader.close() }
            try read(reader, told)
        } catch { throw .file(error) }
    }

    private mutating func read(_ opened: SegmentReader, _ told: (UInt64) -> Void) throws(FileError) {
        var reader = opened
        try readHeader(&reader)
        var walk = try FrameWalk(reader, depth: .content)
        var end = walk.offset
        while let finding = try walk.next() {
            switch finding {
            case .frame(let frame):
                take(frame)
                told(walk.offset - end)
                end = walk.offset
            case .damage(let damage):
                note(damage.range, damage.fault.description, isFollowed: damage.isFollowed)
                told(damage.range.upperBound - end)
                end = damage.range.upperBound
            }
        }
        noteRefusals((walk.reader.file as? ForgivingFile)?.refused ?? [])
        let isTorn = damages.contains { !$0.isFollowed }
        isEnd = footer == nil && !isTorn && (isCleanClose || walk.fileBytes > walk.offset)
        told(walk.fileBytes - min(walk.fileBytes, end))
    }

    private mutating func readHeader(_ reader: inout SegmentReader) throws(FileError) {
        do throws(ReadFailure) {
            _ = try reader.readSegmentHeader()
        } catch {
            switch error {
            case .file(let error): throw error
            case .format(let fault, _):
                let bytes = min(UInt64(SegmentHeader.byteCount), try reader.file.size())
                note(0..<bytes, "the segment's header: \(fault)", isFollowed: true)
            }
        }
    }

    private mutating func take(_ frame: SegmentFrame) {
        let header = frame.header
        highest = max(highest, header.watermark, header.nextSequence - 1)
        isCleanClose = header.isCleanClose
        switch frame.content {
        case .records:
            let last = header.nextSequence - 1
            if let run = runs.last, run.epoch == header.epoch, run.last + 1 == header.firstSequence, !isBehindDamage {
                runs[runs.count - 1].last = last
            } else {
                runs.append(
                    Run(
                        offset: UInt64(header.offset), first: header.firstSequence, last: last, epoch: header.epoch))
            }
        case .footer(let footer):
            self.footer = footer
            highest = max(highest, footer.last.value)
        case .mark, .closed: break
        }
        next = header.nextSequence
        isBehindDamage = false
    }

    private mutating func note(_ range: Range<UInt64>, _ why: String, isFollowed: Bool) {
        damages.append(Damage(range: range, why: why, isFollowed: isFollowed, expected: next))
        isBehindDamage = true
    }

    /// Says where the device refused to read, in the damage that this is, or apart.
    private mutating func noteRefusals(_ refused: [Range<UInt64>]) {
        var refusals: [Int: [Range<UInt64>]] = [:]
        // What is refused of the segment's header says nothing of the frames behind it.
        let headerEnd = UInt64(SegmentHeader.byteCount)
        let parts = refused.flatMap { [$0.clamped(to: 0..<headerEnd), $0.clamped(to: headerEnd..<UInt64.max)] }
        for range in parts where !range.isEmpty {
            let index = damages.firstIndex { $0.isPart(range) } ?? damages.count
            if index == damages.count {
                damages.append(Damage(range: range, why: "", isFollowed: false, expected: next))
            }
            let whole = damages[index].range
            damages[index].range =
                min(whole.lowerBound, range.lowerBound)..<max(whole.upperBound, range.upperBound)
            refusals[index, default: []].append(range)
        }
        for (index, ranges) in refusals {
            let bytes = ranges.map { "\($0.lowerBound) to \($0.upperBound - 1)" }.joined(separator: ", ")
            damages[index].why = "the device refuses to read bytes \(bytes)"
        }
        damages.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
}

extension SegmentHarvest.Damage {
    /// Whether bytes that the device refused are of this damage. Refused bytes look like zeros, and so the last damage
    /// of a file ends where they begin, if they go on to the file's end.
    fileprivate func isPart(_ refused: Range<UInt64>) -> Bool {
        range.overlaps(refused) || !isFollowed && range.upperBound == refused.lowerBound
    }
}
