internal import CommitLog
internal import Storage

/// The footers that an opening goes by, read and compared before anything is changed.
struct OpeningFooters {
    /// Of the last segment that the manifest lists; nil where hashing has no use for it.
    var lastListed: Footer?
    /// Of the segments that have one and are not listed yet, by number.
    var unlisted: [UInt32: Footer] = [:]
}

extension Opening {
    func readFooters(_ unsealed: UnsealedSegments) throws(LogError) -> OpeningFooters {
        var footers = OpeningFooters()
        if !manifest.requiredFeatures.contains(.noEvidence), let last = manifest.sealed.last {
            let footer = try SealedSegmentReader.footer(of: last, in: directory, manifest: manifest, keys: keys)
            try checkTree(footer, of: last.name, at: UInt64(last.footerOffset))
            footers.lastListed = footer
        }
        var isListable = true
        for judged in unsealed.segments {
            switch judged.verdict {
            case .list, .repair(then: .list):
                let name = SegmentName(number: judged.scan.number)
                guard isListable, let offset = judged.scan.footerOffset else {
                    throw corruption(name, at: judged.scan.end, "the segment is sealed although one before it is not")
                }
                let footer = try readFooter(judged.scan, name, at: offset)
                try checkTree(footer, of: name, at: offset)
                footers.unlisted[judged.scan.number] = footer
            default: isListable = false
            }
        }
        return footers
    }

    private func readFooter(_ scan: SegmentScan, _ name: SegmentName, at offset: UInt64) throws(LogError) -> Footer {
        let path = directory.path(name)
        let file = try directory.attempt { () throws(FileError) in try directory.fileSystem.open(path, .read) }
        defer { file.close() }
        var reader = SegmentReader(file, path: path, log: manifest.log, number: scan.number, keys: keys)
        let footer: Footer
        do throws(ReadFailure) {
            footer = try reader.readFooter(at: offset)
        } catch { throw error.logError(path: path) }
        guard footer.first.value == scan.firstSequence, footer.count == scan.records,
            footer.firstEpoch <= footer.lastEpoch, footer.lastEpoch <= manifest.epoch
        else { throw corruption(name, at: offset, "the footer says otherwise than the frames before it") }
        return footer
    }

    /// Hashing goes on where a footer says that it ended.
    private func checkTree(_ footer: Footer, of name: SegmentName, at offset: UInt64) throws(LogError) {
        guard manifest.requiredFeatures.contains(.noEvidence) || footer.tree.size == footer.last.value else {
            throw corruption(name, at: offset, "the footer has no Merkle tree of the records before it")
        }
    }

    private func corruption(_ name: SegmentName, at offset: UInt64, _ what: String) -> LogError {
        .corruption(LogCorruption(file: directory.path(name), offset: offset, what: what))
    }
}
