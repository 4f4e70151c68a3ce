internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import NIOCore
internal import Projections

extension ResponseBody {
    init(_ json: JSON) {
        var bytes: [UInt8] = []
        json.append(to: &bytes)
        self.init(byteBuffer: ByteBuffer(bytes: bytes))
    }
}

extension Response {
    /// - Parameters:
    ///   - sequence: what the answer has seen.
    ///   - isRepeated: the command had been carried out before, under the same key.
    static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, sequence: UInt64? = nil, isRepeated: Bool = false
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let sequence { headers[HTTPField.Name("Paidan-Sequence")!] = "\(sequence)" }
        if isRepeated { headers[HTTPField.Name("Idempotent-Replay")!] = "true" }
        return Response(status: status, headers: headers, body: ResponseBody(json))
    }

    /// With the revision by which `If-Match` and `If-None-Match` know the ticket.
    static func ticket(
        _ json: JSON, _ snapshot: TicketSnapshot, status: HTTPResponse.Status = .ok, isRepeated: Bool = false
    ) -> Response {
        var response = Response.json(json, status: status, sequence: snapshot.sequence, isRepeated: isRepeated)
        response.headers[.eTag] = "\"\(snapshot.row.revision)\""
        if status == .created { response.headers[.location] = "/v1/tickets/\(snapshot.number)" }
        return response
    }
}
