internal import Threads

/// Time that goes by for the calling thread alone.
enum Pause {
    static func wait(until end: MonotonicInstant) {
        let nothing: Void? = Monitor(()).wait(deadline: end) { _ in MonotonicInstant.now >= end ? () : nil }
        precondition(nothing == nil || MonotonicInstant.now >= end, "it is over when the time has come")
    }
}
