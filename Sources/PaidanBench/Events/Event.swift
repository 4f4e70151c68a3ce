internal import Bytes

/// A believable event of a ticket's life, as the dispatch daemon would record it: its kind is the record's type and
/// its ticket the record's subject, so that neither is in the body.
struct Event {
    /// The size of every record's body, text included, where text fills it up.
    static let byteCount = 125

    static let kinds = [
        "TicketSubmitted", "TicketTriaged", "TicketOffered", "OfferAccepted", "OfferDeclined", "WorkStarted",
        "NoteAdded", "CustomerAnswered", "DeadlineWarned", "TicketResolved", "SurveySent", "TicketClosed",
    ]

    var kind: Int
    var recordedAt: Int64
    var ticket: UInt64
    var agent: UInt64
    var customer: UInt64
    /// The caller's key, eight random bytes: they do not compress.
    var command: UInt64
    var sequence: UInt64
    /// How many records before this one its cause is.
    var causeDistance: UInt64
    var policy: UInt64
    var text: [UInt8]

    /// The body: fields in protobuf's wire format, the text cut so that there are exactly ``byteCount`` bytes.
    func appendEncoded(to bytes: inout [UInt8]) {
        let start = bytes.count
        appendStatus(to: &bytes)
        Self.field(5, customer, &bytes)
        bytes.append(0x41)  // field 8, 64 bits
        bytes.append(littleEndian: command)
        bytes.append(0x4a)  // field 9, length-delimited
        let room = Self.byteCount - (bytes.count - start) - 1
        precondition(room > 0 && room < 128 && text.count >= room, "the text fills the record up")
        bytes.append(UInt8(room))
        bytes += text[..<room]
    }

    /// What a mere change of state needs: no text, no caller's key.
    func appendStatus(to bytes: inout [UInt8]) {
        Self.field(2, UInt64(recordedAt), &bytes)
        Self.field(4, agent, &bytes)
        Self.field(6, causeDistance, &bytes)
        Self.field(7, policy, &bytes)
    }

    private static func field(_ number: UInt8, _ value: UInt64, _ bytes: inout [UInt8]) {
        bytes.append(number << 3)
        Varint.append(value, to: &bytes)
    }
}

extension Event {
    /// The same as a JSON line.
    /// - Parameter hasText: false for what ``appendStatus(to:)`` encodes.
    func appendJSON(hasText: Bool, to bytes: inout [UInt8]) {
        var line =
            "{\"type\":\"\(Self.kinds[kind])\",\"recordedAt\":\(recordedAt),\"ticket\":\(ticket),"
            + "\"agent\":\(agent),\"cause\":\(sequence - causeDistance),\"policy\":\(policy)"
        if hasText {
            let key = String(command, radix: 16)
            let padding = String(repeating: "0", count: 16 - key.count)
            line += ",\"customer\":\(customer),\"command\":\"\(padding)\(key)\",\"text\":\""
        }
        bytes += line.utf8
        if hasText {
            bytes += text[..<encodedTextBytes]
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += "}\n".utf8
    }

    private var encodedTextBytes: Int {
        var head: [UInt8] = []
        appendStatus(to: &head)
        return Self.byteCount - head.count - 2 - Varint.byteCount(customer) - 1 - 9 - 1
    }
}
