internal import CommitLog
internal import Synchronization

extension Engine {
    /// Carries actions out in their order, many in one append where there is room, and returns when all that came of
    /// them is durable. One that is refused is nothing to the others.
    /// - Parameter look: makes an answer of each, as ``perform(_:for:look:)`` has it.
    public nonisolated func performInOrder<Answer: Sendable>(
        _ actions: [Action], for caller: Caller, look: @escaping @Sendable (Receipt, Projected) -> Answer
    ) async -> [Result<Answer, EngineError>] {
        guard !actions.isEmpty else { return [] }
        let answers = AnswersInOrder<Answer>(actions.count)
        return await withCheckedContinuation { continuation in
            for (index, action) in actions.enumerated() {
                let waiting = Waiting(action: action, caller: caller) { outcome, projected in
                    let answer = outcome.map { look($0, projected) }
                    if let all = answers.set(index, answer) { continuation.resume(returning: all) }
                }
                do throws(EngineError) {
                    if try takeIn(waiting) { Task { await self.drain() } }
                } catch {
                    if let all = answers.set(index, .failure(error)) { continuation.resume(returning: all) }
                }
            }
        }
    }
}

/// Answers as they come, until there are all.
private final class AnswersInOrder<Answer: Sendable>: Sendable {
    private let answers: Mutex<(known: [Result<Answer, EngineError>?], missing: Int)>

    init(_ count: Int) { answers = Mutex(([Result<Answer, EngineError>?](repeating: nil, count: count), count)) }

    /// - Returns: all of them, with the last.
    func set(_ index: Int, _ answer: Result<Answer, EngineError>) -> [Result<Answer, EngineError>]? {
        answers.withLock { answers in
            precondition(answers.known[index] == nil, "each is answered once")
            answers.known[index] = answer
            answers.missing -= 1
            return answers.missing == 0 ? answers.known.compactMap { $0 } : nil
        }
    }
}
