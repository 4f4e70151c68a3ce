package import CommitLog
internal import EventStore
internal import Events

/// Rebuilds the projections from a log, each half on a core of its own.
package struct ProjectionRebuild: Sendable {
    private let tickets: HalfFold
    private let others: HalfFold

    package init(registry: Registry) {
        tickets = HalfFold(.tickets, registry)
        others = HalfFold(.others, registry)
    }

    /// Folds in what comes, while what comes after it is being read.
    /// - Parameters:
    ///   - next: the next chunks, so many that to hand them over is nothing beside folding them, ``eventsAtOnce`` and
    ///     more; none at the end.
    ///   - body: what else is folded, on this thread; it says what is wrong with the first event that it does not take.
    /// - Returns: what is wrong with the first event that cannot be folded, or cannot be read.
    package func replay(
        _ next: () async throws(EngineError) -> [RecordChunk],
        beside body: ([RecordChunk]) -> ReplayFault? = { _ in nil }
    ) async -> EngineError? {
        await withTaskGroup(of: ReplayFault?.self) { group -> EngineError? in
            while true {
                let chunks: [RecordChunk]
                do throws(EngineError) { chunks = try await next() } catch { return error }
                // The halves keep no order of their own: what is folded is awaited before more is handed over.
                if let fault = await group.next() ?? nil { return fault.error }
                if chunks.isEmpty { return nil }
                group.addTask { await fold(chunks) }
                if let fault = body(chunks) { return ReplayFault.first(fault, await group.next() ?? nil)?.error }
            }
        }
    }

    package static let eventsAtOnce = 8_192

    private func fold(_ chunks: [RecordChunk]) async -> ReplayFault? {
        async let first = tickets.fold(chunks)
        async let second = others.fold(chunks)
        return ReplayFault.first(await first, await second)
    }

    /// What was folded.
    package var projected: Projected {
        get async {
            var projected = await tickets.projected
            projected.take(.others, of: await others.projected)
            return projected
        }
    }
}

/// An event that a replay stops at.
package struct ReplayFault: Sendable {
    package var sequence: SequenceNumber
    package var error: EngineError

    static func first(_ faults: ReplayFault?...) -> ReplayFault? {
        faults.compactMap(\.self).min { $0.sequence < $1.sequence }
    }
}

private actor HalfFold {
    private(set) var projected: Projected
    private let half: Projected.Half

    init(_ half: Projected.Half, _ registry: Registry) {
        self.half = half
        projected = Projected(registry: registry)
    }

    func fold(_ chunks: [RecordChunk]) -> ReplayFault? {
        var last = SequenceNumber.first
        do throws(EventStoreError) {
            for chunk in chunks {
                try chunk.forEach { record throws(EventStoreError) in
                    last = record.sequence
                    let event = try record.event()
                    do throws(WireError) { try projected.fold(event, sequence: record.sequence.value, half) } catch {
                        throw .notAnEvent(record.sequence, error)
                    }
                }
            }
            return nil
        } catch { return ReplayFault(sequence: last, error: .store(error)) }
    }
}
