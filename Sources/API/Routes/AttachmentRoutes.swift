internal import Bytes
internal import CommitLog
internal import Domain
internal import Engine
internal import EventRendering
internal import EventStore
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import Logging
internal import NIOCore
internal import Projections

extension API {
    static var attachmentRoutes: [Route<Log>] {
        [
            Route(.post, "/v1/tickets/{number}/attachments", .addAttachment) { $0.attach },
            Route(.get, "/v1/tickets/{number}/attachments/{address}", .readAttachment) { $0.attachment },
        ]
    }

    private func attach(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        let name = try exchange.fileName()
        let (bytes, mediaType) = try await exchange.file()
        guard let sealer = try await engine.sealer(of: ticket) else {
            throw EngineError.refused(.erased(await engine.look { $0.tickets[ticket]?.customer ?? .init(rawValue: 0) }))
        }
        let address: [UInt8]
        do throws(BlobError) { address = try await blobs.write(sealer.seal(bytes)) } catch { throw blob(error) }
        let attachment = Attachment(
            address: address, byteCount: UInt64(bytes.count), fileName: name, mediaType: mediaType)
        let caller = try exchange.caller(Data(bytes))
        let (receipt, sequence) = try await engine.perform(.attach(ticket, attachment), for: caller) {
            ($0, $1.sequence)
        }
        // Sealed anew it has another address; what counts is the one that the ticket has.
        let noted = try await added(receipt.sequences.map { [$0.lowerBound.value] } ?? []).first
        return .json(
            ["address": .string(Hex.encode(noted?.address ?? address)), "bytes": JSON(bytes.count)], status: .created,
            sequence: sequence, isRepeated: receipt.isRepeated)
    }

    /// The attachments among these events.
    private func added(_ sequences: [UInt64]) async throws -> [AttachmentAdded] {
        try await engine.events(at: sequences).filter { $0.type == .attachmentAdded }
            .map { try $0.payload(AttachmentAdded.self) }
    }

    private func attachment(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        let wanted = exchange.parameters.text("address")
        let (sequences, sequence) = await engine.look { ($0.history.sequences(of: ticket), $0.sequence) }
        guard let found = try await added(sequences).first(where: { Hex.encode($0.address) == wanted }) else {
            throw Problem.notFound(LocalText("该工单没有这个附件。", "The ticket has no such file."))
        }
        guard let sealer = try await engine.sealer(of: ticket), let name = try await engine.name(of: found) else {
            throw Problem.notFound(LocalText("该客户的资料已被删除。", "The customer's data was erased."))
        }
        let sealed: [UInt8]
        do throws(BlobError) { sealed = try await blobs.read(found.address) } catch { throw blob(error) }
        guard let plain = try? sealer.open(sealed) else { throw blob(.damaged(path: wanted)) }
        let encoded = name.fileName.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return Response(
            status: .ok,
            headers: [
                .contentType: name.mediaType, .xContentTypeOptions: "nosniff", Self.sequence: "\(sequence)",
                .contentDisposition: "attachment; filename*=UTF-8''\(encoded)",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: plain)))
    }

    private func blob(_ error: BlobError) -> Problem {
        logger.error("a file could not be kept or read", metadata: ["error": "\(error)"])
        return Problem(.internal, LocalText("附件无法保存或读取。", "The file cannot be kept or read: see the daemon's log."))
    }
}

extension Exchange {
    /// What the file is called; empty where nobody says.
    fileprivate func fileName() throws(Problem) -> String {
        var query = QueryForm(request.uri)
        let name = query.text("name")
        if let name, !(1...APILimits.wordBytesMax).contains(name.utf8.count) || name.contains(where: Self.isNoPart) {
            query.fault(
                "name",
                LocalText(
                    "文件名为 1 到 \(APILimits.wordBytesMax) 字节，不含路径。",
                    "A file name has 1 to \(APILimits.wordBytesMax) bytes, and no path."))
        }
        try query.end()
        return name ?? ""
    }

    private static func isNoPart(_ character: Character) -> Bool {
        character.isNewline || character == "/" || character == "\0"
    }

    /// A file and its media type.
    fileprivate func file() async throws -> ([UInt8], mediaType: String) {
        let buffer: ByteBuffer
        do { buffer = try await request.body.collect(upTo: PersonalKey.fileBytesMax) } catch is NIOTooManyBytesError {
            throw Problem(
                .tooLarge,
                LocalText("最多 \(PersonalKey.fileBytesMax) 字节。", "At most \(PersonalKey.fileBytesMax) bytes."))
        }
        guard let type = request.headers[.contentType], type.utf8.count <= APILimits.wordBytesMax,
            type.contains("/"), !type.contains("\n")
        else { throw Problem(.unsupportedMediaType, LocalText("缺少媒体类型。", "A media type is missing.")) }
        return (Array(buffer.readableBytesView), type)
    }
}
