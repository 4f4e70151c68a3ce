internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let expectingChecks: [Check] = [
        Check("an append that expects the end is taken") { try await $0.rightExpectation() },
        Check("an append that expects another end is refused, and leaves nothing behind") {
            try await $0.wrongExpectation()
        },
        Check("of many that expect the same end one is taken") { try await $0.oneIsTaken() },
        Check("an expectation holds across reopening") { try await $0.expectationAfterReopening() },
    ]

    private func rightExpectation() async throws {
        try await withLog { log in
            try expect(try await log.append(RecordBatch("a", "b"), expecting: 0), is: 1...2, "places")
            try expect(try await log.append(RecordBatch("c"), expecting: 2), is: 3...3, "places")
            try expect(try await log.append(RecordBatch("d"), expecting: log.durable), is: 4...4, "places")
        }
    }

    private func wrongExpectation() async throws {
        try await withLog { log in
            try await expectRefusal(.stale(expected: 1, end: 0), of: RecordBatch("early"), expecting: 1, by: log)
            let entries = try await append([[Entry("a"), Entry("b")], [Entry("c")]], to: log)
            for expected: SequenceNumber in [0, 1, 2, 4, 1000, SequenceNumber(UInt64(Int64.max))] {
                try await expectRefusal(
                    .stale(expected: expected, end: 3), of: RecordBatch("x", "y"), expecting: expected, by: log)
            }
            try await expect(log, holds: entries, "nothing was taken since")
            try expect(try await log.append(RecordBatch("d"), expecting: 3), is: 4...4, "it goes on")
        }
    }

    /// What fences a writer that was replaced: two that read the same end cannot both go on from there.
    private func oneIsTaken() async throws {
        try await withLog { log in
            for round in 0..<20 as Range<UInt64> {
                let end = SequenceNumber(round)
                let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for rival in 0..<6 {
                        group.addTask {
                            do throws(CommitLogError) {
                                _ = try await log.append(RecordBatch("\(round), \(rival)"), expecting: end)
                                return true
                            } catch {
                                try expect(error, is: .stale(expected: end, end: end.next), "a refusal says why")
                                return false
                            }
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                try expect(taken, is: 1, "how many of the rivals are taken")
            }
            try expect(log.durable, is: 20, "one a round")
        }
    }

    private func expectationAfterReopening() async throws {
        try await withLog { log in _ = try await log.append(RecordBatch("a", "b"), expecting: 0) }
        try await withLog { log in
            try await expectRefusal(.stale(expected: 0, end: 2), of: RecordBatch("x"), expecting: 0, by: log)
            try expect(try await log.append(RecordBatch("c"), expecting: 2), is: 3...3, "places")
        }
    }
}
