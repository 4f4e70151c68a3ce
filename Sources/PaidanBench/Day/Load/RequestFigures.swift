/// What became of the requests of one kind.
struct RequestFigures: Sendable {
    /// From when each was due to when it was answered, whatever held it up: the daemon, or this client. Requests come
    /// when they are due and not when others are answered, so that a daemon that stands still cannot hide it: there is
    /// no coordinated omission.
    var fromDue = LatencyHistogram()
    /// From when each was sent.
    var fromSent = LatencyHistogram()
    var done = 0
    /// Refused with 409: the offer had run out, or somebody was quicker.
    var conflicts = 0
    /// By status, 0 where no answer came: how many, and what the first of them said.
    var unexpected: [Int: (count: Int, first: String)] = [:]

    var all: Int { done + conflicts + unexpected.values.reduce(0) { $0 + $1.count } }

    mutating func note(_ answer: RequestAnswer) {
        fromDue.note(nanoseconds: answer.answeredAt - answer.due)
        fromSent.note(nanoseconds: answer.answeredAt - answer.sentAt)
        switch answer.status {
        case 200..<300: done += 1
        case 409: conflicts += 1
        default:
            unexpected[answer.status, default: (0, String(decoding: answer.body, as: UTF8.self))].count += 1
        }
    }

    mutating func add(_ other: RequestFigures) {
        fromDue.add(other.fromDue)
        fromSent.add(other.fromSent)
        done += other.done
        conflicts += other.conflicts
        for (status, more) in other.unexpected { unexpected[status, default: (0, more.first)].count += more.count }
    }
}

/// One request, over.
struct RequestAnswer {
    var step: Step
    var status: Int
    /// The beginning of what a refusal says.
    var body: [UInt8]
    var due: Int64
    var sentAt: Int64
    var answeredAt: Int64
}
