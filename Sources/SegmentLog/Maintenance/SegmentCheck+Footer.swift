internal import CommitLog
internal import Merkle

// What a segment's footer and the manifest say of it, compared with what was read.
extension SegmentCheck {
    /// Compares a sealed segment that was read to its end with its entry in the manifest.
    mutating func compare(with entry: SealedSegment, fileBytes: UInt64, keepsEvidence: Bool) {
        if fileBytes != entry.bytes {
            refuse(
                at: min(fileBytes, entry.bytes), "the file has \(fileBytes) bytes, the manifest says \(entry.bytes)")
        }
        for damage in damages { refuse(damage) }
        if last != entry.last, damages.isEmpty {
            refuse(at: end, "its frames end with record \(last), the manifest says \(entry.last)")
        }
        guard let found = footer else {
            if damages.isEmpty { refuse(at: UInt64(entry.footerOffset), "the footer is missing") }
            return loseTrack()
        }
        if end < fileBytes, damages.isEmpty { refuse(at: end, "zeros behind the footer") }
        guard let content = found.footer else { return }
        let offset = UInt64(found.header.offset)
        var listed = SealedSegment(
            content, number: entry.number, generation: entry.generation, offset: found.header.offset, bytes: entry.bytes
        )
        listed.isIncompressible = entry.isIncompressible
        if listed != entry {
            let names = Self.differences(listed, entry).joined(separator: ", ")
            refuse(at: offset, "the footer says otherwise than the manifest: \(names)")
        }
        compareFooter(isRepacked: entry.generation > 0, keepsEvidence: keepsEvidence)
    }

    /// Compares the footer with the records before it, all of which were read; goes on with its hashes where some
    /// were not.
    mutating func compareFooter(isRepacked: Bool, keepsEvidence: Bool) {
        guard let (header, found) = footer, let content = found else { return }
        let offset = UInt64(header.offset)
        if isWhole, summary.first != nil {
            let names = differences(content, epoch: header.epoch, isRepacked: isRepacked)
            if !names.isEmpty {
                refuse(at: offset, "the footer is not that of the records: \(names.joined(separator: ", "))")
            }
        }
        if keepsEvidence {
            compareTree(content.tree, at: offset)
        } else if content.tree != .empty {
            refuse(at: offset, "the footer has hashes although the log keeps none")
        }
    }

    private mutating func compareTree(_ said: TreeProgress, at offset: UInt64) {
        let end = last
        guard let computed = tree?.footer(endingAt: end) else {
            // Not every record before it was read. What follows can still be compared with what this says.
            tree = said.size > 0 ? TreeKeeper(from: said) : nil
            return
        }
        tree?.forgetFooter(endingAt: end)
        if computed.frontier != said.frontier {
            let roots = "\(computed.frontier.root()), the footer says \(said.frontier.root())"
            refuse(at: offset, "the root of the records is \(roots)")
        } else if computed != said {
            refuse(at: offset, "the footer's block roots are not those of the records")
        }
    }

    private func differences(_ said: Footer, epoch: UInt32, isRepacked: Bool) -> [String] {
        let read = summary.footer(said.tree, epoch: epoch)
        // A repacked frame has the time of its first record, and the footer still that of the last.
        let isTimeLastRight = isRepacked ? said.timeLast >= read.timeLast : said.timeLast == read.timeLast
        let parts: [(String, Bool)] = [
            ("first sequence number", said.first == read.first), ("count", said.count == read.count),
            ("raw bytes", said.rawBytes == read.rawBytes), ("first time", said.timeFirst == read.timeFirst),
            ("last time", isTimeLastRight), ("first epoch", said.firstEpoch == read.firstEpoch),
            ("last epoch", said.lastEpoch == read.lastEpoch), ("index", said.index == read.index),
            ("filter of subjects", said.filter == read.filter),
        ]
        return parts.filter { !$0.1 }.map(\.0)
    }

    private static func differences(_ footer: SealedSegment, _ entry: SealedSegment) -> [String] {
        let parts: [(String, Bool)] = [
            ("first sequence number", footer.first == entry.first), ("count", footer.count == entry.count),
            ("raw bytes", footer.rawBytes == entry.rawBytes), ("first time", footer.timeFirst == entry.timeFirst),
            ("last time", footer.timeLast == entry.timeLast), ("offset", footer.footerOffset == entry.footerOffset),
            ("first epoch", footer.firstEpoch == entry.firstEpoch), ("last epoch", footer.lastEpoch == entry.lastEpoch),
            ("root", footer.root == entry.root),
        ]
        return parts.filter { !$0.1 }.map(\.0)
    }
}
