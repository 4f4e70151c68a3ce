internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Threads

/// Where the event loop leaves an answer, and a thread of ours takes it up. Whoever takes slowly slows the daemon down.
final class Arrivals: HTTPClientResponseDelegate, Sendable {
    typealias Response = Void

    private struct State {
        var wasSent = false
        var head: (status: Int, headers: [(name: String, value: String)])?
        var isHeadTaken = false
        var bytes: [UInt8] = []
        /// Kept while there is no more room.
        var room: EventLoopPromise<Void>?
        var ending: Ending?
    }

    enum Ending: Sendable {
        case whole
        case broken(any Error, wasSent: Bool)
    }

    enum Arrival: Sendable {
        case head(status: Int, headers: [(name: String, value: String)])
        case bytes([UInt8])
        case end(Ending)
    }

    private let state = Monitor(State())

    /// Waits for the next. The head comes first, the end last, and again whenever it is asked for.
    /// - Returns: nil when `deadline` has passed.
    func next(until deadline: MonotonicInstant) -> Arrival? {
        let (arrival, room) =
            state.wait(deadline: deadline) { state -> (Arrival, EventLoopPromise<Void>?)? in
                if let head = state.head, !state.isHeadTaken {
                    state.isHeadTaken = true
                    return (.head(status: head.status, headers: head.headers), nil)
                }
                if !state.bytes.isEmpty {
                    defer {
                        state.bytes = []
                        state.room = nil
                    }
                    return (.bytes(state.bytes), state.room)
                }
                return state.ending.map { (.end($0), nil) }
            } ?? (nil, nil)
        room?.succeed()
        return arrival
    }

    private func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
        state.signal()
    }

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) { change { $0.wasSent = true } }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let headers = head.headers.map { (name: $0.name, value: $0.value) }
        change { $0.head = (Int(head.status.code), headers) }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let promise = task.eventLoop.makePromise(of: Void.self)
        let isFull = state.withLock { state in
            state.bytes += buffer.readableBytesView
            let isFull = state.bytes.count >= ClientLimits.unreadBytesMax
            state.room = isFull ? promise : nil
            return isFull
        }
        state.signal()
        if !isFull { promise.succeed() }
        return promise.futureResult
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws { change { $0.ending = .whole } }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
        let room = state.withLock { state in
            defer { state.room = nil }
            if state.ending == nil { state.ending = .broken(error, wasSent: state.wasSent) }
            return state.room
        }
        state.signal()
        // Nobody waits for room any more, and no promise is left behind.
        room?.succeed()
    }
}
