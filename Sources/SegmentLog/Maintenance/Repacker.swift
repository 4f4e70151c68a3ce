internal import CommitLog
internal import Storage
internal import Threads

/// Repacks sealed segments, each once. Owned by one thread.
struct Repacker {
    let core: LogCore
    /// Segments that would not become smaller, or for whose repacked form there was no space.
    private var unchanged: Set<UInt32> = []

    init(core: LogCore) { self.core = core }

    /// The next segment to repack; nil if there is none.
    func candidate(in manifest: Manifest) -> SealedSegment? {
        manifest.sealed.first { $0.generation == 0 && !unchanged.contains($0.number) }
    }

    /// Repacks `segment`, or finds out that it stays as it is.
    mutating func repack(_ segment: SealedSegment) {
        do throws(LogError) {
            let isReplaced = try Repacking(core: core, segment: segment).run {
                core.segments.withLock { $0.isClosing || $0.isHalted }
            }
            if !isReplaced { unchanged.insert(segment.number) }
        } catch {
            // The segment is as it was. Writing goes on; whoever runs the log is told.
            unchanged.insert(segment.number)
            core.segments.withLock { $0.repackingFailure = error }
        }
    }
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
