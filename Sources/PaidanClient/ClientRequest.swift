package import JSONText

/// What a daemon is asked.
package struct ClientRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE"
    }

    package var method: Method
    /// The parts of the path, as they are called.
    package var path: [String]
    package var query: [(name: String, value: String)] = []
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8] = []
    package var bodyType = "application/json"
    /// What the answer should be.
    package var accepts = "application/json"

    package init(_ method: Method, _ path: [String], query: [(name: String, value: String)] = []) {
        self.method = method
        self.path = path
        self.query = query
    }

    /// Something to be done, once however often it is sent.
    package static func acting(_ method: Method, _ path: [String], _ body: JSON, key: String) -> ClientRequest {
        var request = ClientRequest(method, path)
        body.append(to: &request.body)
        request.headers = [("Idempotency-Key", key)]
        return request
    }

    /// The path and what follows it, escaped.
    var target: String {
        let path = path.map { "/" + Self.escaped($0) }.joined()
        let query = query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// Everything but RFC 3986's unreserved characters as percent and two digits.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                escaped.append(byte)
            default: escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}

/// What a daemon answers.
package struct Answer: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
}
