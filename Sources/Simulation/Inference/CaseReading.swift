internal import Events
internal import RecordedWork

/// What one case says of who had it, and for how long.
struct CaseReading {
    struct Hold {
        /// Nil where the record does not say.
        var resource: String?
        var from: Instant
        var to: Instant
    }

    let recorded: RecordedCase
    let askedAt: Instant
    private(set) var holds: [Hold] = []

    /// - Parameter hasAcceptances: whether any case of the record says when it was taken. Where none does, a case
    ///   counts as taken when it comes.
    init(_ recorded: RecordedCase, hasAcceptances: Bool) {
        self.recorded = recorded
        askedAt = recorded.first(.ready)?.time ?? recorded.submittedAt
        var open: Hold?
        if !hasAcceptances, let resolved = recorded.first(.resolved) {
            open = Hold(resource: resolved.resource, from: recorded.submittedAt, to: resolved.time)
        }
        for step in recorded.steps {
            switch step.kind {
            case .accepted:
                if let known = open, known.resource == step.resource { continue }
                end(&open, at: step.time)
                open = Hold(resource: step.resource, from: step.time, to: step.time)
            case .resolved, .closed, .abandoned: end(&open, at: step.time)
            case .submitted, .ready, .queued, .assigned, .moved, .escalated, .waiting, .reopened: continue
            }
        }
        if let last = recorded.steps.last { end(&open, at: last.time) }
    }

    private mutating func end(_ open: inout Hold?, at time: Instant) {
        guard var hold = open else { return }
        hold.to = max(hold.from, time)
        holds.append(hold)
        open = nil
    }

    /// Whether anybody was ever asked for: whoever gives up before any queue was not.
    var asksForSomebody: Bool {
        recorded.first(.abandoned) == nil || recorded.first(.queued) != nil || recorded.first(.accepted) != nil
    }

    /// All the time that somebody had it; nil where the record does not say.
    var service: Duration? {
        let total = holds.reduce(0 as Int64) { $0 + $1.to.milliseconds - $1.from.milliseconds }
        return total > 0 ? .milliseconds(total) : nil
    }

    var endedAt: Instant? { recorded.last(.resolved)?.time ?? recorded.last(.closed)?.time }
}
