internal import CommitLog
internal import Storage
internal import Threads

/// Repacks sealed segments, each once: what became of it is in the manifest. Owned by one thread.
struct Repacker {
    let core: LogCore

    /// Repacks `segment`, or finds out that it stays as it is.
    func repack(_ segment: SealedSegment) {
        do throws(LogError) {
            let outcome = try Repacking(core: core, segment: segment).run {
                core.segments.withLock { $0.isClosing || $0.isHalted }
            }
            switch outcome {
            case .replaced: break
            case .stopped: core.publish { $0.unrepackable.insert(segment.number) }
            case .notSmaller: try noteIncompressible(segment)
            }
        } catch { note(error, segment) }
    }

    /// The segment is as it was. Writing goes on; whoever runs the log is told.
    private func note(_ error: LogError, _ segment: SealedSegment) {
        core.segments.withLock { $0.repackingFailure = error }
        core.publish { $0.unrepackable.insert(segment.number) }
    }

    private func noteIncompressible(_ segment: SealedSegment) throws(LogError) {
        let index = Int(segment.number) - 1
        do throws(FileError) {
            try core.replaceManifest({ $0.sealed[index].isIncompressible = true }, publishing: { _ in })
        } catch { throw .file(error) }
    }

    /// Where there are too many data keys, repacks segments that many openings wrote to: their keys are dropped at the
    /// next opening.
    func retireKeys() {
        var surplus = core.keys.count - core.options.dataKeysToRetire
        guard surplus > 0 else { return }
        let segments = core.map.withLock { $0.manifest.sealed.filter { $0.epochSpan > 0 } }
        for segment in segments.sorted(by: { $0.epochSpan > $1.epochSpan }) where surplus > 0 {
            do throws(LogError) {
                _ = try Repacking(core: core, segment: segment, keepsLarger: true).run { false }
                surplus -= Int(segment.epochSpan)
            } catch { return note(error, segment) }
        }
    }
}

extension SealedSegment {
    /// How many keys fewer it needs when it is repacked, at most.
    fileprivate var epochSpan: UInt32 { lastEpoch - firstEpoch }
}

extension LogMap {
    /// The sealed segments that are still to be repacked, by number.
    var toRepack: some Sequence<SealedSegment> {
        manifest.sealed.lazy.filter { $0.generation == 0 && !$0.isIncompressible && !unrepackable.contains($0.number) }
    }

    /// The next segment to repack; nil if there is none.
    var nextToRepack: SealedSegment? { toRepack.first { _ in true } }
}

extension FileError {
    /// No space, and nothing has happened; not said of a sync, after whose failure nobody knows what is durable.
    var leavesAllAsItWas: Bool { code == .noSpace && operation != .sync && operation != .syncDirectory }
}

extension LogError {
    /// What a log says that ends because of this.
    var asReasonToHalt: CommitLogError {
        if case .corruption(let corruption) = self { return .corruption(corruption) }
        return .halted(description)
    }
}
