internal import CommitLog
internal import SegmentLog

/// A cursor, what it has given so far, and the time of the last frame it gave.
struct Follower {
    let cursor: SegmentCursor
    var next: SequenceNumber
    var time: Int64 = .min
    let isFollowing: Bool
    /// It is of another process than the writer's.
    var isObserving = false
}
