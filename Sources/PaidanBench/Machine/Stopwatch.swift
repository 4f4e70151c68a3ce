internal import Foundation
internal import Threads

/// Time passed since it was made, by the clock on the wall and by the process's use of processors.
struct Stopwatch {
    private let start = MonotonicInstant.now
    private let startCPU = Self.cpuSeconds

    var seconds: Double { Double(MonotonicInstant.now.nanoseconds - start.nanoseconds) / 1e9 }

    /// Processor time of this thread so far.
    static var threadNanoseconds: Int64 {
        var time = timespec()
        let failure = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        precondition(failure == 0, "a thread knows its own use")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Since 1970, by the clock of the machine, which a daemon on it goes by too.
    static var wallNanoseconds: Int64 {
        var time = timespec()
        let failure = unsafe clock_gettime(CLOCK_REALTIME, &time)
        precondition(failure == 0, "a machine knows the time")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Of all threads of this process, in user space and in the kernel.
    var cpuSeconds: Double { Self.cpuSeconds - startCPU }

    private static var cpuSeconds: Double {
        var usage = rusage()
        let failure = unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
        precondition(failure == 0, "a process knows its own use")
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }
}
