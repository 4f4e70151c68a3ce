internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let readingChecks: [Check] = [
        Check("an acknowledged record can be read at once") { try await $0.readableAtOnce() },
        Check("a cursor begins where it is told") { try await $0.beginsAnywhere() },
        Check("a reading cursor ends at what was durable when it was made") { try await $0.endsWhereMade() },
        Check("cursors do not disturb each other") { try await $0.independentCursors() },
        Check("reading goes on while others append") { try await $0.readingBesideAppending() },
    ]

    private func readableAtOnce() async throws {
        try await withLog { log in
            for number in 0..<50 {
                let entries = [Entry("\(number)"), Entry("and its second")]
                let places = try await log.append(RecordBatch(entries), expecting: nil)
                let cursor = try log.read(from: places.lowerBound)
                let found = try await self.entries(of: cursor, from: places.lowerBound)
                try expect(found, is: entries, "what was just acknowledged")
            }
        }
    }

    private func beginsAnywhere() async throws {
        let batches = [3, 1, 4, 1, 5].map { size in (0..<size).map { Entry("\($0) of \(size)") } }
        func check(_ log: any CommitLog, _ entries: [Entry]) async throws {
            for first in 0...entries.count + 2 {
                let sequence = SequenceNumber(UInt64(first))
                let found = try await self.entries(of: log.read(from: sequence), from: max(sequence, .first))
                try expect(found, is: Array(entries.dropFirst(max(first, 1) - 1)), "the records from \(first) on")
            }
        }
        let entries = batches.flatMap { $0 }
        try await withLog { log in
            try await append(batches, to: log)
            try await check(log, entries)
        }
        try await withLog { log in try await check(log, entries) }
    }

    private func endsWhereMade() async throws {
        try await withLog { log in
            let early = try log.read(from: .first)
            var entries = try await append([[Entry("a"), Entry("b")]], to: log)
            let cursor = try log.read(from: .first)
            let ahead = try log.read(from: 3)
            entries += try await append([[Entry("c")]], to: log)
            for (cursor, count) in [(early, 0), (cursor, 2)] {
                let found = try await self.entries(of: cursor, from: .first)
                try expect(found, is: Array(entries[..<count]), "what was durable")
                try expect(try await cursor.next() == nil, "the end stays the end")
            }
            try expect(try await ahead.next() == nil, "record 3 came later")
        }
    }

    private func independentCursors() async throws {
        try await withLog { log in
            let entries = try await append((0..<12).map { number in [Entry("\(number)"), Entry("")] }, to: log)
            let cursors = try [log.read(from: 1), log.read(from: 2), log.follow(from: 1), log.read(from: 9)]
            let firsts: [SequenceNumber] = [1, 2, 1, 9]
            var found = cursors.map { _ in [Entry]() }
            while true {
                var isDone = true
                for index in cursors.indices {
                    let next = firsts[index].advanced(by: found[index].count)
                    guard next.value <= UInt64(entries.count) else { continue }
                    isDone = false
                    found[index] += try await self.entries(of: cursors[index], from: next, count: 1)
                }
                if isDone { break }
            }
            for (first, found) in zip(firsts, found) {
                try expect(found, is: Array(entries.dropFirst(Int(first.value) - 1)), "the records from \(first) on")
            }
        }
    }

    private func readingBesideAppending() async throws {
        try await withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<100 {
                        _ = try await log.append(RecordBatch("\(2 * number)", "\(2 * number + 1)"), expecting: nil)
                    }
                }
                for _ in 0..<2 {
                    group.addTask {
                        var count = 0
                        while count < 200 {
                            let durable = Int(log.durable.value)
                            let entries = try await all(of: log)
                            try expect(entries.count >= max(durable, count), "what was durable stays readable")
                            count = entries.count
                            try expect(entries, is: (0..<count).map { Entry("\($0)") }, "the records")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
