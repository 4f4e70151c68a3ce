internal import Crypto
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Policies
internal import Projections

/// Goes down a connection when the body of the request that has come over it is about to be read.
package struct BodyWanted: Sendable {
    package init() {}
}

/// One request on its way to an answer.
struct Exchange: Sendable {
    let request: Request
    let parameters: Parameters
    let language: Language
    /// Who asks; only routes that are open to everybody do without.
    let asker: Asker?
    /// Where the request comes from; empty where nobody knows.
    let peer: String
    let connection: any Channel
    /// See ``API/digestKey``.
    let digestKey: [UInt8]
    /// Names the request in what it says.
    let logger: Logger

    var account: Accounts.Account? { asker?.account }

    /// Of a route that needs one.
    var actingAccount: Accounts.Account {
        guard let account else { preconditionFailure("only routes that need an account act") }
        return account
    }

    /// The customer who speaks for themself; nil where the account speaks for all.
    func own() throws(Problem) -> CustomerOrdinal? {
        guard let asker, asker.reach == .own else { return nil }
        guard let customer = asker.customer else {
            throw Problem(
                .forbidden,
                LocalText("该账号没有关联客户，请管理员先关联。", "The account is no customer's: an administrator has to name one."))
        }
        return customer
    }

    /// Whether an agent is one of those that the account reaches.
    func reaches(_ agent: AgentOrdinal) -> Bool { asker?.reaches(agent) ?? false }

    /// The body.
    /// - Throws: a ``Problem`` where it is too long or not of this type.
    func body(_ mediaType: String = "application/json", bytesMax: Int = APILimits.bodyBytesMax) async throws -> Data {
        try await body(oneOf: [mediaType], bytesMax: bytesMax).bytes
    }

    /// The body and which of the types it is of. Without a body it is of the first.
    /// - Throws: a ``Problem`` where it is too long or of none of them.
    func body(
        oneOf mediaTypes: [String], bytesMax: Int = APILimits.bodyBytesMax
    ) async throws -> (bytes: Data, mediaType: String) {
        let buffer: ByteBuffer
        do { buffer = try await collected(upTo: bytesMax) } catch is NIOTooManyBytesError {
            throw Problem(
                .tooLarge,
                LocalText("请求最多 \(bytesMax) 字节，请缩短或拆分。", "A request has at most \(bytesMax) bytes: send less."))
        }
        let given = request.headers[.contentType] ?? (buffer.readableBytes == 0 ? mediaTypes[0] : "")
        let mediaType = given.split(separator: ";")[safe: 0]?.trimmed.lowercased() ?? ""
        guard mediaTypes.contains(mediaType) else {
            let zh = mediaTypes.joined(separator: " 或 ")
            let en = mediaTypes.joined(separator: " or ")
            throw Problem(.unsupportedMediaType, LocalText("应为 \(zh)。", "It is to be \(en)."))
        }
        return (Data(buffer.readableBytesView), mediaType)
    }

    /// The body as it was sent. A client that waits to be asked for it is asked, unless it says that it is too long.
    func collected(upTo bytesMax: Int) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw NIOTooManyBytesError(maxBytes: bytesMax)
        }
        if request.headers[.expect] != nil { connection.pipeline.triggerUserOutboundEvent(BodyWanted(), promise: nil) }
        return try await request.body.collect(upTo: bytesMax)
    }

    /// Who asks the engine, under the key that came with the request.
    /// - Parameters:
    ///   - body: as it was sent; with the key it makes the command known again.
    ///   - key: instead of the one in the header.
    func caller(_ body: Data, key: String? = nil) throws(Problem) -> Caller {
        let account = actingAccount
        var caller = Caller(kind: .account, account: account.account.rawValue)
        caller.revision = try revision()
        let own = try Self.idempotencyKey(of: request)
        guard let key = key ?? own else { return caller }
        caller.key = CallerKey(
            scope: Self.scope(key, of: request, account.account, digestKey),
            content: Self.digest(Data((request.uri.query ?? "").utf8) + body, digestKey))
        return caller
    }

    /// What a key counts for: one account, at one address.
    static func scope(
        _ key: String, of request: Request, _ account: AccountOrdinal, _ digestKey: [UInt8]
    ) -> [UInt8] {
        digest(Data("\(account.rawValue)\n\(request.method) \(request.uri.path)\n\(key)".utf8), digestKey)
    }

    /// Keyed, so that who was erased cannot be found again by guessing what they sent.
    private static func digest(_ bytes: Data, _ digestKey: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: digestKey)).prefix(16))
    }

    private static let idempotencyKeyName = HTTPField.Name("Idempotency-Key")!

    static func idempotencyKey(of request: Request) throws(Problem) -> String? {
        guard let key = request.headers[idempotencyKeyName] else { return nil }
        guard isKey(key) else {
            throw .invalid([.badKey("header:Idempotency-Key")])
        }
        return key
    }

    static func isKey(_ key: String) -> Bool {
        (1...APILimits.keyBytesMax).contains(key.utf8.count) && key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// The revision that `If-Match` asks for.
    private func revision() throws(Problem) -> UInt64? {
        guard let tag = request.headers[.ifMatch], tag != "*" else { return nil }
        guard let revision = Self.revision(tag) else {
            throw .invalid([
                FieldFault(
                    pointer: "header:If-Match", code: .value,
                    detail: LocalText("应为读取工单时得到的 ETag。", "It is the ETag that came with the ticket."))
            ])
        }
        return revision
    }

    /// The revision in `"17"` and in `"17-9bd366ae"`.
    static func revision(_ tag: String) -> UInt64? {
        guard tag.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
        return UInt64(tag.dropFirst().dropLast().prefix { $0 != "-" })
    }
}

extension FieldFault {
    static func badKey(_ pointer: String) -> FieldFault {
        FieldFault(
            pointer: pointer, code: .value,
            detail: LocalText(
                "应为 1 到 \(APILimits.keyBytesMax) 个可见 ASCII 字符。",
                "1 to \(APILimits.keyBytesMax) visible ASCII characters."))
    }
}

extension Collection {
    subscript(safe index: Index) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension StringProtocol {
    /// Without blanks before and behind.
    var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        guard let last = lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(self[first...last])
    }
}

extension Parameters {
    /// A part of the path, as it was meant; empty where there is none.
    func text(_ name: String) -> String {
        guard let text = get(name) else { return "" }
        return text.utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding ?? "" : text
    }
}
