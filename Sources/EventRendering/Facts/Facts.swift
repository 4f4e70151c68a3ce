internal import Bytes
internal import CivilTime
internal import Events
internal import JSONText
internal import Projections

/// The members of an object that says what happened, in the order in which they are added.
struct Facts {
    let names: Names
    private var members: [(name: String, value: JSON)] = []

    init(_ names: Names) {
        self.names = names
        // As many as most events have.
        members.reserveCapacity(5)
    }

    var json: JSON { .object(members) }

    mutating func add(_ name: String, _ value: JSON) { members.append((name, value)) }

    mutating func number(_ name: String, _ value: UInt64) { add(name, .unsigned(value)) }

    /// Left out where it is empty.
    mutating func text(_ name: String, _ value: String) {
        if !value.isEmpty { add(name, .string(value)) }
    }

    /// Left out where there are none.
    mutating func texts(_ name: String, _ values: [String]) {
        if !values.isEmpty { add(name, .array(values.map { .string($0) })) }
    }

    mutating func code(_ name: String, _ value: (some Coded)?) {
        if let value { add(name, .string(value.code)) }
    }

    /// Left out where it is not so.
    mutating func flag(_ name: String, _ value: Bool) {
        if value { add(name, .bool(true)) }
    }

    mutating func time(_ name: String, _ value: Instant?) {
        if let value { add(name, .string(Timestamp(milliseconds: value.milliseconds).text)) }
    }

    /// Two hexadecimal digits a byte.
    mutating func hex(_ name: String, _ bytes: RawSpan) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.byteCount * 2)
        for index in 0..<bytes.byteCount {
            let byte = bytes.byte(at: index)
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 15))
        }
        self.text(name, String(decoding: text, as: UTF8.self))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// What people and programs call the account.
    mutating func account(_ name: String, _ account: AccountOrdinal?) {
        if let account { text(name, names[account] ?? "") }
    }

    /// What people call the agent, beside the event's own identifier.
    mutating func agentName(_ agent: AgentOrdinal) { text("agentName", names[agent]?.name ?? "") }
}
