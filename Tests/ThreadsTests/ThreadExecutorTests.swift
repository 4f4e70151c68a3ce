import Testing
import Threads

@Suite("A thread's executor", .timeLimit(.minutes(10)))
struct ThreadExecutorTests {
    @Test("runs what is asked for one after another, also after its end")
    func serves() async {
        let executor = ThreadExecutor("test")
        let counter = Counter(executor)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<1_000 { group.addTask { await counter.count() } }
        }
        executor.stop()
        await counter.count()
        #expect(await counter.counted == 1_001)
    }

    @Test("may be dropped by the last thing that it runs")
    func isDropped() async {
        for _ in 0..<3_000 {
            await withTaskGroup(of: Void.self) { group in
                let executor = ThreadExecutor("test")
                let counter = Counter(executor)
                executor.stop()
                for _ in 0..<4 { group.addTask { await counter.count() } }
            }
        }
    }

    private actor Counter {
        private let executor: ThreadExecutor
        private(set) var counted = 0

        init(_ executor: ThreadExecutor) { self.executor = executor }

        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

        func count() { counted += 1 }
    }
}
