internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let appendingChecks: [Check] = [
        Check("a new log is empty") { try await $0.newLogIsEmpty() },
        Check("records are numbered from 1, without a gap") { try await $0.numbersHaveNoGap() },
        Check("a record comes back as it was given") { try await $0.recordsComeBack() },
        Check("appenders at the same time get numbers of their own") { try await $0.appendersGetOwnNumbers() },
        Check("a batch is durable whole or not at all") { try await $0.batchesAreWhole() },
        Check("the durable end rises only") { try await $0.durableRises() },
    ]

    private func newLogIsEmpty() async throws {
        try await withLog { log in
            try expect(log.durable, is: .zero, "the end of an empty log")
            for first: SequenceNumber in [0, 1, 2, 1000] {
                try expect(try await log.read(from: first).next() == nil, "there is nothing to read")
            }
        }
        try await withLog { log in try expect(log.durable, is: .zero, "it is still empty when it is opened again") }
    }

    private func numbersHaveNoGap() async throws {
        try await withLog { log in
            let batches = [1, 3, 1, 100, 2, 1].map { size in (1...size).map { Entry("\($0) of \(size)") } }
            let entries = try await append(batches, to: log)
            try await expect(log, holds: entries, "it was appended")
        }
    }

    private func recordsComeBack() async throws {
        let entries = [
            Entry([]), Entry([0]), Entry(Array(0...255)), Entry("派单"), Entry(Array(repeating: 10, count: 5000)),
            Entry("type", type: 1), Entry("largest type", type: RecordType.lost - 1),
            Entry("subject", subjects: [0]), Entry("largest subject", subjects: [.max]),
            Entry("same subject twice, and out of order", subjects: [7, 7, 3, 1 << 40]),
            Entry("all subjects", type: 300, subjects: (0..<UInt64(RecordLimits.subjectsMax)).map { $0 << 58 }),
        ]
        try await withLog { log in
            try await append([entries], to: log)
            try await append(entries.map { [$0] }, to: log)
            try await expect(log, holds: entries + entries, "it was appended")
        }
        try await withLog { log in try await expect(log, holds: entries + entries, "it was before reopening") }
    }

    private static let appenders = 8
    private static let appends = 25

    private func appendersGetOwnNumbers() async throws {
        try await withLog { log in
            let places = try await withThrowingTaskGroup(of: [(ClosedRange<SequenceNumber>, [Entry])].self) { group in
                for appender in 0..<Self.appenders {
                    group.addTask {
                        var mine: [(ClosedRange<SequenceNumber>, [Entry])] = []
                        for number in 0..<Self.appends {
                            let entries = (0...number % 3).map { Entry("\(appender): \(number), \($0)") }
                            let places = try await log.append(RecordBatch(entries), expecting: nil)
                            try expect(mine.last.map { $0.0.upperBound < places.lowerBound } ?? true, "in turn")
                            mine.append((places, entries))
                        }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }.sorted { $0.0.lowerBound < $1.0.lowerBound }
            var next = SequenceNumber.first
            for (range, entries) in places {
                try expect(range, is: next...next.advanced(by: entries.count - 1), "each number is given once")
                next = range.upperBound.next
            }
            try await expect(log, holds: places.flatMap(\.1), "each appender was told where its records are")
        }
    }

    private func batchesAreWhole() async throws {
        let size = 7
        try await withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for appender in 0..<Self.appenders {
                    group.addTask {
                        for number in 0..<Self.appends {
                            let entries = (0..<size).map { Entry("\(appender): \(number), \($0)") }
                            // Some are refused, which must not leave a part of them behind.
                            let expecting = number % 5 == 4 ? SequenceNumber(3) : nil
                            _ = try? await log.append(RecordBatch(entries), expecting: expecting)
                            let durable = log.durable.value
                            try expect(durable % UInt64(size) == 0, "durable up to \(durable), the middle of a batch")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let entries = try await all(of: log)
            try expect(entries.count, is: Self.appenders * Self.appends * 4 / 5 * size, "the records")
            for start in stride(from: 0, to: entries.count, by: size) {
                let name = entries[start].text.dropLast()
                let whole = (0..<size).map { Entry("\(name)\($0)") }
                try expect(Array(entries[start..<start + size]), is: whole, "the records of a batch stand together")
            }
        }
    }

    private func durableRises() async throws {
        try await withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        for number in 0..<Self.appends {
                            let before = log.durable
                            let places = try await log.append(RecordBatch("\(number)"), expecting: nil)
                            let after = log.durable
                            try expect(before < places.lowerBound, "what is durable is not given away again")
                            try expect(after >= places.upperBound, "what is acknowledged is durable")
                            try expect(log.durable >= after, "the durable end rises")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
