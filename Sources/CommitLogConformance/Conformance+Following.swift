internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let followingChecks: [Check] = [
        Check("a follower catches up and goes on, without a gap or a duplicate") { try await $0.catchesUp() },
        Check("a follower can wait for a record that is not there yet") { try await $0.waitsAhead() },
        Check("a follower that falls behind misses nothing") { try await $0.fallsBehind() },
        Check("a follower is given only what is durable") { try await $0.onlyDurable() },
        Check("followers all get everything") { try await $0.manyFollowers() },
        Check("a follower ends when its task is cancelled") { try await $0.cancelledFollower() },
    ]

    private func catchesUp() async throws {
        let count = 300
        try await withLog { log in try await append(0..<100, to: log) }
        try await withLog { log in
            try await append(100..<200, to: log)
            async let appending: Void = append(200..<count, to: log)
            for first in [SequenceNumber.first, 50, 150, 200] {
                let left = count - Int(first.value) + 1
                let found = try await entries(of: log.follow(from: first), from: first, count: left)
                try expect(found, is: (count - left..<count).map { Entry("\($0)") }, "the records from \(first) on")
            }
            try await appending
        }
    }

    private func waitsAhead() async throws {
        try await withLog { log in
            async let found = entries(of: log.follow(from: 5), from: 5, count: 6)
            try await append(0..<10, to: log)
            try expect(try await found, is: (4..<10).map { Entry("\($0)") }, "the records from 5 on")
        }
    }

    /// By more than a cache of recent records would hold, and by less.
    private func fallsBehind() async throws {
        let body = [UInt8](repeating: 7, count: 8 << 10)
        try await withLog { log in
            let follower = try log.follow(from: .first)
            var entries: [Entry] = []
            var given: [Entry] = []
            for batches in [1, 2, 160, 1, 20] {
                for _ in 0..<batches {
                    let start = entries.count
                    let batch = (start..<start + 10).map { Entry(body + Array("\($0)".utf8)) }
                    entries += try await append([batch], to: log)
                }
                let next = SequenceNumber(UInt64(given.count) + 1)
                given += try await self.entries(of: follower, from: next, count: 1)
            }
            let next = SequenceNumber(UInt64(given.count) + 1)
            given += try await self.entries(of: follower, from: next, count: entries.count - given.count)
            try expect(given == entries, "each record is given once, in order")
        }
    }

    private func onlyDurable() async throws {
        try await withLog { log in
            async let appending: Void = append(0..<200, to: log)
            let follower = try log.follow(from: .first)
            var last = SequenceNumber.zero
            while last < 200, let chunk = try await follower.next() {
                last = chunk.last
                try expect(log.durable >= last, "\(last) was given before it was durable")
            }
            try await appending
            try expect(last, is: 200, "the last record given")
        }
    }

    private func manyFollowers() async throws {
        try await withLog { log in
            try await withThrowingTaskGroup(of: [Entry].self) { group in
                for _ in 0..<10 {
                    group.addTask { try await entries(of: log.follow(from: 1), from: 1, count: 100) }
                }
                try await append(0..<100, to: log)
                for try await found in group {
                    try expect(found, is: (0..<100).map { Entry("\($0)") }, "the records")
                }
            }
        }
    }

    private func cancelledFollower() async throws {
        try await withLog { log in
            try await append(0..<1, to: log)
            for _ in 0..<20 {
                let (firsts, first) = AsyncStream<Void>.makeStream()
                let following = Task {
                    defer { first.finish() }
                    let follower = try log.follow(from: .first)
                    _ = try await follower.next()
                    first.yield()
                    return try await follower.next()?.first
                }
                // It is about to wait by now, or waits.
                for await _ in firsts { following.cancel() }
                try expect(try await following.value == nil, "there is no second record")
            }
            try expect(try await log.append(RecordBatch("b"), expecting: nil), is: 2...2, "the log goes on")
        }
    }
}
