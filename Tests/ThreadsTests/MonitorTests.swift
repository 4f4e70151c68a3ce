import Testing
import Threads

@Suite struct MonitorTests {
    @Test("Only one thread at a time is inside")
    func exclusion() {
        let counter = Monitor(0)
        let threads = (0..<4).map { number in
            NamedThread("counter \(number)") {
                for _ in 0..<10_000 { counter.withLock { $0 += 1 } }
            }
        }
        for thread in threads { thread.join() }
        #expect(counter.withLock { $0 } == 40_000)
    }

    @Test("An error leaves the lock free and the state as it was made")
    func errors() {
        struct Refusal: Error, Equatable {}
        let state = Monitor(1)
        #expect(throws: Refusal()) {
            try state.withLock { state throws(Refusal) in
                state = 2
                throw Refusal()
            }
        }
        #expect(state.withLock { $0 } == 2)
    }

    @Test("Two threads hand a ball to and fro, each waiting for the other")
    func handOver() {
        let ball = Monitor(0)
        let partner = NamedThread("partner") {
            for turn in 0..<1000 {
                let _: Void = ball.wait { ball in
                    guard ball == turn * 2 + 1 else { return nil }
                    ball += 1
                    return ()
                }
                ball.signal()
            }
        }
        for turn in 0..<1000 {
            ball.withLock { $0 += 1 }
            ball.signal()
            let _: Void = ball.wait { $0 == turn * 2 + 2 ? () : nil }
        }
        partner.join()
        #expect(ball.withLock { $0 } == 2000)
    }

    @Test("A broadcast wakes every waiter")
    func broadcast() {
        let gate = Monitor((isOpen: false, waiting: 0, passed: 0))
        let threads = (0..<4).map { number in
            NamedThread("waiter \(number)") {
                gate.withLock { $0.waiting += 1 }
                gate.broadcast()
                let _: Void = gate.wait { $0.isOpen ? () : nil }
                gate.withLock { $0.passed += 1 }
            }
        }
        let _: Void = gate.wait { $0.waiting == 4 ? () : nil }
        gate.withLock { $0.isOpen = true }
        gate.broadcast()
        for thread in threads { thread.join() }
        #expect(gate.withLock { $0.passed } == 4)
    }

    @Test("A wait whose deadline has passed asks once more and gives up")
    func deadlinePassed() {
        let state = Monitor(0)
        let missed: Int? = state.wait(deadline: .now) { state in
            state += 1
            return nil
        }
        #expect(missed == nil)
        #expect(state.withLock { $0 } >= 2)
        let early: Int? = state.wait(deadline: MonotonicInstant(nanoseconds: -1)) { _ in nil }
        #expect(early == nil)
    }

    @Test("A wait that has what it wants does not look at the clock")
    func conditionHolds() {
        let state = Monitor(7)
        let value: Int? = state.wait(deadline: MonotonicInstant(nanoseconds: 0)) { $0 }
        #expect(value == 7)
    }

    @Test("A wait with a deadline is woken before it")
    func wokenBeforeDeadline() {
        let state = Monitor(false)
        let deadline = MonotonicInstant.now.advanced(byNanoseconds: 60_000_000_000)
        let thread = NamedThread("setter") {
            state.withLock { $0 = true }
            state.signal()
        }
        let value: Bool? = state.wait(deadline: deadline) { $0 ? true : nil }
        thread.join()
        #expect(value == true)
        #expect(MonotonicInstant.now < deadline)
    }
}
