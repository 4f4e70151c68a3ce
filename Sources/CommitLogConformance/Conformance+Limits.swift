internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let limitChecks: [Check] = [
        Check("what no batch may hold is refused by name") { try await $0.batchLimits() },
        Check("the largest record is taken, or refused by name") { try await $0.largestRecord() },
        Check("more than the log holds in memory is refused as that, and the rest is taken") {
            try await $0.overload()
        },
    ]

    private func batchLimits() async throws {
        var batch = RecordBatch()
        try batch.append(Array("a".utf8))
        let large = RecordLimits.bodyBytesMax + 1
        let refusals: [(CommitLogError, Entry)] = [
            (.reservedType(RecordType.lost), Entry([], type: RecordType.lost)),
            (
                .tooLarge(.recordBytes, actual: large, limit: RecordLimits.bodyBytesMax),
                Entry([UInt8](repeating: 0, count: large))
            ),
            (
                .tooLarge(.subjects, actual: RecordLimits.subjectsMax + 1, limit: RecordLimits.subjectsMax),
                Entry([], subjects: [UInt64](repeating: 1, count: RecordLimits.subjectsMax + 1))
            ),
        ]
        for (refusal, entry) in refusals {
            let refused: CommitLogError?
            do throws(CommitLogError) {
                try batch.append(entry.body, type: entry.type, subjects: entry.subjects)
                refused = nil
            } catch { refused = error }
            try expect(refused, is: refusal, "why a record is refused")
        }
        try await withLog { [batch] log in
            _ = try await log.append(batch, expecting: nil)
            try await expect(log, holds: [Entry("a")], "the others were refused")
        }
    }

    private func largestRecord() async throws {
        try await withLog { log in
            let large = Entry([UInt8](repeating: 1, count: RecordLimits.bodyBytesMax))
            var entries = [Entry("a")]
            try await append([entries], to: log)
            do throws(CommitLogError) {
                _ = try await log.append(RecordBatch([large]), expecting: nil)
                entries.append(large)
            } catch .tooLarge(_, let actual, let limit) {
                try expect(actual > limit, "what is refused is larger than the limit")
            }
            entries += try await append([[Entry("b")]], to: log)
            try await expect(log, holds: entries, "only what was acknowledged is there")
        }
    }

    /// Each append is a large one, and all are made at once. A log may take them all; what it refuses is not there.
    private func overload() async throws {
        try await withLog { log in
            let taken = try await withThrowingTaskGroup(of: Int?.self) { group in
                for number in 1...6 {
                    group.addTask {
                        do throws(CommitLogError) {
                            let body = [UInt8](repeating: UInt8(number), count: 12 << 20)
                            _ = try await log.append(RecordBatch([Entry(body)]), expecting: nil)
                            return number
                        } catch .overloaded(let pending, let limit) {
                            try expect(pending <= limit, "no more waits than the limit allows")
                            return nil
                        } catch .tooLarge {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: [Int]()) { taken, number in
                    if let number { taken.append(number) }
                }
            }
            let entries = try await all(of: log)
            try expect(entries.map { Int($0.body[0]) }.sorted(), is: taken.sorted(), "what was acknowledged")
            let last = try await log.append(RecordBatch("there is room again"), expecting: nil)
            try expect(last.lowerBound, is: SequenceNumber(UInt64(entries.count) + 1), "numbers have no gap")
        }
    }
}
