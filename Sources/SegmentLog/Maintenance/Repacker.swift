internal import CommitLog
internal import Storage
internal import Threads

/// Repacks sealed segments, each once. Owned by one thread.
struct Repacker {
    let core: LogCore

    /// Repacks `segment`, or finds out that it stays as it is.
    func repack(_ segment: SealedSegment) {
        do throws(LogError) {
            let isReplaced = try Repacking(core: core, segment: segment).run {
                core.segments.withLock { $0.isClosing || $0.isHalted }
            }
            if !isReplaced { core.publish { $0.unrepackable.insert(segment.number) } }
        } catch {
            // The segment is as it was. Writing goes on; whoever runs the log is told.
            core.segments.withLock { $0.repackingFailure = error }
            core.publish { $0.unrepackable.insert(segment.number) }
        }
    }
}

extension LogMap {
    /// The sealed segments that are still to be repacked, by number.
    var toRepack: some Sequence<SealedSegment> {
        manifest.sealed.lazy.filter { $0.generation == 0 && !unrepackable.contains($0.number) }
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
