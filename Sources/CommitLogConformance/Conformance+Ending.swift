internal import Conformance
internal import CommitLog

extension CommitLogConformance {
    static let endingChecks: [Check] = [
        Check("what was acknowledged is there after closing") { try await $0.survives { await $0.close() } },
        Check("what was acknowledged is there after a crash") { try await $0.survives { await $0.crash() } },
        Check("an append whose task is cancelled is answered all the same") { try await $0.cancelledAppend() },
        Check("a closed log refuses appends as closed") { try await $0.closedRefuses() },
        Check("closing ends followers that wait, as closed") { try await $0.closingEndsFollowers() },
        Check("what is appended during closing is acknowledged and there, or refused and not") {
            try await $0.appendingDuringClosing()
        },
    ]

    private func survives(_ end: (Opened) async -> Void) async throws {
        var entries: [Entry] = []
        for life in 1...4 {
            let opened = try await open()
            do {
                try await expect(opened.log, holds: entries, "it was acknowledged in earlier lives")
                entries += try await append(
                    (0..<life * 3).map { batch in (0...batch).map { Entry("life \(life), \(batch), \($0)") } },
                    to: opened.log)
            } catch {
                await opened.close()
                throw error
            }
            await end(opened)
        }
        try await withLog { [entries] log in try await expect(log, holds: entries, "it was acknowledged") }
    }

    private func cancelledAppend() async throws {
        try await withLog { log in
            let tasks = (0..<20).map { number in
                Task { try await log.append(RecordBatch("\(number)", "\(number)"), expecting: nil) }
            }
            for task in tasks { task.cancel() }
            var entries = [Entry](repeating: Entry(""), count: 40)
            for (number, task) in tasks.enumerated() {
                let places = try await task.value
                for place in places { entries[Int(place.value) - 1] = Entry("\(number)") }
            }
            try await expect(log, holds: entries, "each append was told where its records are")
        }
    }

    private func closedRefuses() async throws {
        let opened = try await open()
        let appended = await Result { try await append([[Entry("a")]], to: opened.log) }
        await opened.close()
        let entries = try appended.get()
        try await expectRefusal(.closed, of: RecordBatch("b"), by: opened.log)
        try await expectRefusal(.closed, of: RecordBatch("b"), expecting: 1, by: opened.log)
        try await withLog { log in try await expect(log, holds: entries, "what was refused is not there") }
    }

    private func closingEndsFollowers() async throws {
        let opened = try await open()
        let log = opened.log
        let following = (0..<3).map { ahead in
            Task { () async -> CommitLogError? in
                do throws(CommitLogError) {
                    let follower = try log.follow(from: SequenceNumber(UInt64(ahead)))
                    while try await follower.next() != nil {}
                    return nil
                } catch { return error }
            }
        }
        let appended = await Result { try await append([[Entry("a")]], to: log) }
        await opened.close()
        for task in following { try expect(await task.value, is: .closed, "why a follower ends") }
        _ = try appended.get()
    }

    private func appendingDuringClosing() async throws {
        let opened = try await open()
        let log = opened.log
        let acknowledged = try await withThrowingTaskGroup(of: [String].self) { group in
            for appender in 0..<4 {
                group.addTask {
                    var mine: [String] = []
                    while true {
                        let text = "\(appender): \(mine.count)"
                        do throws(CommitLogError) {
                            _ = try await log.append(RecordBatch(text), expecting: nil)
                        } catch {
                            try expect(error, is: .closed, "why an append is refused")
                            return mine
                        }
                        mine.append(text)
                    }
                }
            }
            // Until all of them are at it.
            let follower = try log.follow(from: .first)
            _ = try? await entries(of: follower, from: .first, count: 20)
            await opened.close()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        try await withLog { log in
            let found = try await all(of: log).map(\.text)
            try expect(found.sorted(), is: acknowledged.sorted(), "exactly what was acknowledged is there")
        }
    }
}

extension Result where Failure == any Error {
    /// What `body` gives, or how it fails.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
