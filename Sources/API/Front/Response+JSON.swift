internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import NIOCore
internal import Projections

extension ResponseBody {
    init(_ json: JSON) { self.init(byteBuffer: ByteBuffer(bytes: json.bytes)) }
}

extension JSON {
    /// As it is sent.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }
}

extension Response {
    /// - Parameters:
    ///   - sequence: what the answer has seen.
    ///   - isRepeated: the command had been carried out before, under the same key.
    static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, sequence: UInt64? = nil, isRepeated: Bool = false
    ) -> Response {
        .json(json.bytes, status: status, sequence: sequence, isRepeated: isRepeated)
    }

    /// - Parameter bytes: JSON, as it is sent.
    static func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, sequence: UInt64? = nil, isRepeated: Bool = false
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let sequence { headers[HTTPField.Name("Paidan-Sequence")!] = "\(sequence)" }
        if isRepeated { headers[HTTPField.Name("Idempotent-Replay")!] = "true" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// With the revision by which `If-Match` knows the ticket.
    static func ticket(
        _ json: JSON, _ snapshot: TicketSnapshot, status: HTTPResponse.Status = .ok, isRepeated: Bool = false
    ) -> Response {
        var response = Response.json(json, status: status, sequence: snapshot.sequence, isRepeated: isRepeated)
        response.headers[.eTag] = "\"\(snapshot.row.revision)\""
        if status == .created { response.headers[.location] = "/v1/tickets/\(snapshot.number)" }
        return response
    }
}
