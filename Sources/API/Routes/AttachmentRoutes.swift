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
internal import Policies
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
        let caller = try exchange.caller(Data(bytes))
        let contents = FileContents(bytes)
        let receipt: Receipt
        switch try await engine.prospect(of: ticket, for: caller) {
        case .repeated(let earlier): receipt = earlier
        case .welcome(let sealer):
            receipt = try await keep(sealer.seal(bytes), exchange.logger) { address throws(EngineError) in
                let attachment = Attachment(
                    address: address, byteCount: UInt64(bytes.count), fileName: name, mediaType: mediaType,
                    kind: contents.kind, excerpt: contents.excerpt)
                return try await engine.perform(.attach(ticket, attachment), for: caller)
            }
        }
        // What the ticket has, which a file that is sent again is not sealed to once more.
        let noted = try await added(receipt.sequences.map { [$0.lowerBound.value] } ?? []).first
        return .json(
            [
                "address": .string(Hex.encode(noted?.address ?? [])), "bytes": JSON(bytes.count),
                "kind": .string(contents.kind.code),
            ],
            status: .created,
            sequence: await engine.look { $0.sequence }, isRepeated: receipt.isRepeated)
    }

    /// Keeps a sealed file if what names it is carried out, and leaves nothing behind if not.
    private func keep(
        _ sealed: [UInt8], _ logger: Logger, _ name: ([UInt8]) async throws(EngineError) -> Receipt
    ) async throws -> Receipt {
        let address: [UInt8]
        do throws(BlobError) { address = try await blobs.write(sealed) } catch { throw blob(error) }
        let outcome: Result<Receipt, EngineError>
        do throws(EngineError) { outcome = .success(try await name(address)) } catch { outcome = .failure(error) }
        // What is neither done nor undone for certain stays marked, and the next start finds out.
        do throws(BlobError) {
            switch outcome {
            case .success(let receipt) where !receipt.isRepeated: try await blobs.settle(address)
            case .failure(let error) where !error.leavesNoTrace: break
            case .success, .failure: try await blobs.remove(address)
            }
        } catch {
            logger.warning("a file stays marked until the next start", metadata: ["error": "\(error)"])
        }
        return try outcome.get()
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
            throw Problem.notFound(
                LocalText(
                    "该工单没有这个附件，请在工单中核对其地址。", "The ticket has no such file: the ticket names those that there are."))
        }
        guard let sealer = try await engine.sealer(of: ticket), let name = try await engine.texts(of: found) else {
            throw Problem.notFound(LocalText("该客户的资料已被删除，无法恢复。", "The customer's data was erased for good."))
        }
        let sealed: [UInt8]
        do throws(BlobError) { sealed = try await blobs.read(found.address) } catch { throw blob(error) }
        let plain: [UInt8]
        do throws(SealingError) { plain = try sealer.open(sealed) } catch {
            metrics.unreadable.add()
            exchange.logger.error(
                "a file cannot be opened", metadata: ["ticket": "\(ticket.rawValue)", "error": "\(error)"])
            throw Problem.cannotBeOpened
        }
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

    /// Whether it is two names of RFC 6838 with a stroke between them.
    private static func isMediaType(_ type: Substring) -> Bool {
        let names = type.trimmed.split(separator: "/", omittingEmptySubsequences: false)
        return names.count == 2
            && names.allSatisfy { name in
                !name.isEmpty
                    && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$&-^_.+".contains($0)) }
            }
    }

    /// A file and its media type.
    fileprivate func file() async throws -> ([UInt8], mediaType: String) {
        let buffer: ByteBuffer
        do { buffer = try await collected(upTo: PersonalKey.fileBytesMax) } catch is NIOTooManyBytesError {
            throw Problem(
                .tooLarge,
                LocalText(
                    "附件最多 \(PersonalKey.fileBytesMax) 字节，请压缩或拆分。",
                    "A file has at most \(PersonalKey.fileBytesMax) bytes: make it smaller."))
        }
        guard let type = request.headers[.contentType], type.utf8.count <= APILimits.wordBytesMax,
            Self.isMediaType(type.prefix { $0 != ";" }), !type.contains("\n")
        else {
            throw Problem(
                .unsupportedMediaType, LocalText("请用 Content-Type 指明媒体类型。", "Name its media type with Content-Type."))
        }
        return (Array(buffer.readableBytesView), type)
    }
}
