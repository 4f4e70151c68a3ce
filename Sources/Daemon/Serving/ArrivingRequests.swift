internal import API
internal import NIOCore
internal import NIOHTTP1

/// Sees to it that a request arrives in time, and that nobody waits for one that was answered before it had arrived.
///
/// What comes too late is answered 408. Who is answered before everything has come is told that the connection ends;
/// what is still sent is thrown away for a moment, so that the client reads the answer and not that it was cut off. A
/// client of HTTP/1.0 knows the end of an answer by the end of the connection.
final class ArrivingRequests: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var arrival: RequestArrival
    /// Requests whose answers have not ended.
    private var unanswered = 0
    private var isAnswering = false
    /// The connection ends with the answer: that ends before its request has, or its client knows no other end.
    private var isLast = false
    private var isOldClient = false
    /// The client sends its body when it is told to.
    private var isExpecting = false
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?

    init(_ limits: ArrivalLimits) { arrival = RequestArrival(limits, at: .now()) }

    func handlerAdded(context: ChannelHandlerContext) { watch(context) }
    func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        context.fireChannelInactive()
    }

    /// What the decoder is about to get.
    func noteBytes() { arrival.noteBytes(at: .now()) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if arrival.isLeaving {
            if case .end = Self.unwrapInboundIn(data) { context.close(promise: nil) }
            return
        }
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            arrival.noteHead(at: .now())
            unanswered += 1
            isOldClient = head.version.major == 1 && head.version.minor == 0
            isExpecting = head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
        case .body(let bytes): arrival.noteBody(bytes.readableBytes)
        case .end: arrival.noteEnd()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        watch(context)
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if arrival.isLeaving, case .inputClosed? = event as? ChannelEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is BodyWanted else { return context.triggerUserOutboundEvent(event, promise: promise) }
        if isExpecting, arrival.isBodyMissing, !isAnswering {
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
        }
        isExpecting = false
        promise?.succeed()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if arrival.isLeaving {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch Self.unwrapOutboundIn(data) {
        case .head(let head) where Self.isBare(head):
            write(.unreadable, status: .badRequest, context)
            promise?.succeed()
        case .head(var head) where head.status.code >= 200:
            isAnswering = true
            // Of several on their way the last is the one that has not arrived.
            isLast = isOldClient || (arrival.isBody && unanswered == 1)
            if isOldClient {
                // Not in chunks, of which it knows nothing.
                head.version = .http1_0
                head.headers.remove(name: "Transfer-Encoding")
            }
            if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            isAnswering = false
            unanswered -= 1
            context.write(data, promise: promise)
            // A body that has come meanwhile is no reason to stay: the client was told.
            if isLast { leave(context) }
        case .head, .body: context.write(data, promise: promise)
        }
    }

    /// Says that nothing more comes, and takes what does for a moment.
    private func leave(_ context: ChannelHandlerContext) {
        arrival.leave(at: .now())
        context.flush()
        context.close(mode: .output, promise: nil)
        watch(context)
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard let due = arrival.deadline, context.channel.isActive || arrival.isSilent else { return }
        if let timer, timer.due <= due { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { [self] in
            timer = nil
            look(context)
        }
        timer = (due, task)
    }

    /// The time may be up; or more has come meanwhile.
    private func look(_ context: ChannelHandlerContext) {
        guard let due = arrival.deadline else { return }
        if due > .now() { return watch(context) }
        if arrival.isLeaving || arrival.isSilent || isAnswering || unanswered > 1 {
            return context.close(promise: nil)
        }
        write(.late, status: .requestTimeout, context)
        context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
        leave(context)
    }

    /// What the decoder is answered with that could make nothing of what came: it has no words of its own.
    private static func isBare(_ head: HTTPResponseHead) -> Bool {
        head.status == .badRequest && head.headers["Content-Length"] == ["0"]
            && !head.headers.contains(name: "Content-Type")
    }

    /// An answer up to its end, which ends the connection.
    private func write(_ request: BrokenRequest, status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        let body = ByteBuffer(string: request.document)
        let headers: HTTPHeaders = [
            "Connection": "close", "Content-Type": BrokenRequest.mediaType, "Content-Language": "en",
            "Content-Length": "\(body.readableBytes)",
        ]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
}

/// Before the decoder: sees who comes, and that something does of which that makes nothing yet.
final class ArrivingBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    let requests: ArrivingRequests
    private let places: AddressPlaces

    init(_ requests: ArrivingRequests, _ places: AddressPlaces) {
        self.requests = requests
        self.places = places
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        if !places.take(context.channel) { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        requests.noteBytes()
        context.fireChannelRead(data)
    }
}
