import Foundation
import Testing
import Threads

@Suite struct NamedThreadTests {
    @Test("A thread bears its name, cut to what the kernel keeps", arguments: ["", "flush", "flusher of the log"])
    func name(_ name: String) {
        let seen = Monitor("")
        NamedThread(name) {
            guard let file = fopen("/proc/thread-self/comm", "r") else { return }
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = fread(&bytes, 1, bytes.count, file)
            fclose(file)
            // The kernel ends the line.
            let text = String(decoding: bytes.prefix(count).dropLast(), as: UTF8.self)
            seen.withLock { $0 = text }
        }
        .join()
        #expect(seen.withLock { $0 } == String(name.prefix(15)))
    }

    @Test("What a thread wrote is there when it was joined, and what it held is gone")
    func join() {
        final class Held: Sendable {}
        weak var held: Held?
        let done = Monitor(false)
        do {
            let object = Held()
            held = object
            NamedThread("worker") {
                _ = object
                done.withLock { $0 = true }
            }
            .join()
        }
        #expect(done.withLock { $0 })
        #expect(held == nil)
    }

    @Test("A thread has a mebibyte of stack to use")
    func stack() {
        @Sendable func depth(_ count: Int) -> Int {
            withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { bytes in
                bytes[0] = UInt8(truncatingIfNeeded: count)
                return count == 0 ? 0 : depth(count - 1) + Int(bytes[0] & 1) * 0 + 1
            }
        }
        let result = Monitor(0)
        NamedThread("deep") { result.withLock { $0 = depth(700) } }.join()
        #expect(result.withLock { $0 } == 700)
    }

    @Test("Monotonic time does not go back")
    func monotonic() {
        var last = MonotonicInstant.now
        for _ in 0..<1000 {
            let now = MonotonicInstant.now
            #expect(now >= last)
            last = now
        }
        #expect(last.advanced(byNanoseconds: 5) > last)
    }
}
