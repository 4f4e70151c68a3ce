package import NIOCore

/// How long a client may take to send a request.
package struct ArrivalLimits: Sendable {
    /// From the connection, or the first byte of a further request, to the end of the head.
    package var headWithin: TimeAmount
    /// From there to the end of the body, beside what the rate allows.
    package var bodyWithin: TimeAmount
    /// So slow a body may be.
    package var bytesPerSecondMin: Int
    /// How long what is still sent is thrown away after an answer, so that the client can read that.
    package var lingersFor: TimeAmount

    package init(
        headWithin: TimeAmount = .seconds(20), bodyWithin: TimeAmount = .seconds(30),
        bytesPerSecondMin: Int = 16 << 10, lingersFor: TimeAmount = .seconds(2)
    ) {
        self.headWithin = headWithin
        self.bodyWithin = bodyWithin
        self.bytesPerSecondMin = bytesPerSecondMin
        self.lingersFor = lingersFor
    }
}

/// How far a client has come with what it sends, and by when it has to have come further.
package struct RequestArrival {
    private enum Stage {
        /// Nothing of a request is there: who has sent one before may wait.
        case between
        case opened(NIODeadline)
        case head(NIODeadline)
        case body(NIODeadline, bytes: Int)
        /// It was answered before it had come, and the rest is thrown away.
        case leaving(NIODeadline)
    }

    let limits: ArrivalLimits
    private var stage: Stage

    package init(_ limits: ArrivalLimits, at now: NIODeadline) {
        self.limits = limits
        stage = .opened(now)
    }

    /// By when more has to be there; nil where nobody waits for it.
    package var deadline: NIODeadline? {
        switch stage {
        case .between: nil
        case .opened(let since), .head(let since): since + limits.headWithin
        case .body(let since, let bytes):
            since + limits.bodyWithin
                + .nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(limits.bytesPerSecondMin))
        case .leaving(let since): since + limits.lingersFor
        }
    }

    /// Nothing has ever come.
    package var isSilent: Bool { if case .opened = stage { true } else { false } }
    var isBody: Bool { if case .body = stage { true } else { false } }
    package var isBodyMissing: Bool { if case .body(_, bytes: 0) = stage { true } else { false } }
    var isLeaving: Bool { if case .leaving = stage { true } else { false } }

    package mutating func noteBytes(at now: NIODeadline) {
        switch stage {
        case .between: stage = .head(now)
        case .opened(let since): stage = .head(since)
        case .head, .body, .leaving: return
        }
    }

    package mutating func noteHead(at now: NIODeadline) { if !isLeaving { stage = .body(now, bytes: 0) } }

    package mutating func noteBody(_ count: Int) {
        if case .body(let since, let bytes) = stage { stage = .body(since, bytes: bytes + count) }
    }

    package mutating func noteEnd() { if !isLeaving { stage = .between } }

    mutating func leave(at now: NIODeadline) { if !isLeaving { stage = .leaving(now) } }
}
