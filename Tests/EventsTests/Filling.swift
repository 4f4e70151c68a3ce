import Events

/// Which fields a filled message has.
enum Filling: String, CaseIterable {
    case all, some, none
}

/// Gives each field a value that follows from where it is, its name and its number alone, so that a program in another
/// language can work out the same: `Python/exchange.py` does.
struct FieldFiller<Field: FieldNumber>: FieldCoder {
    let path: String
    let filling: Filling

    /// Where a field is, and FNV-1a of that and its number; nil for a field that is to be absent.
    private func place(_ field: Field) -> (path: String, hash: UInt64)? {
        let path = "\(path).\(field.contractName)"
        let hash = Self.hash("\(path)=\(field.rawValue)")
        let isThere =
            switch filling {
            case .all: true
            case .some: hash >> 32 & 1 == 1
            case .none: false
            }
        return isThere ? (path, hash) : nil
    }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    private func text(_ field: Field, _ hash: UInt64) -> String {
        "\(field.contractName) \(field.rawValue) 派单给执行人员 \(hash % 1000)"
    }

    private func bytes(_ count: Int, _ hash: UInt64) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: hash >> UInt64($0 % 8 * 8)) ^ UInt8(truncatingIfNeeded: $0) }
    }

    /// How many elements a repeated field gets: 1 to 4.
    private func count(_ hash: UInt64) -> Int { 1 + Int(hash >> 8 & 3) }

    func field(_ field: Field, _ value: inout UInt64) {
        guard let hash = place(field)?.hash else { return }
        value = max(1, hash >> (hash & 63))  // Numbers of every length.
    }

    func field(_ field: Field, _ value: inout Int64) {
        guard let hash = place(field)?.hash else { return }
        let number = Int64(bitPattern: hash) >> (hash & 63)
        value = number == 0 ? 1 : number
    }

    func field(_ field: Field, _ value: inout Bool) { value = place(field) != nil }

    func field(_ field: Field, _ value: inout String) {
        guard let hash = place(field)?.hash else { return }
        value = text(field, hash)
    }

    func field(_ field: Field, _ value: inout [UInt8]) {
        guard let hash = place(field)?.hash else { return }
        value = bytes(1 + Int(hash % 300), hash)
    }

    func field(_ field: Field, _ value: inout [UInt8], byteCount: Int) {
        guard let hash = place(field)?.hash else { return }
        value = bytes(byteCount, hash)
    }

    func field(_ field: Field, _ value: inout [String]) {
        guard let hash = place(field)?.hash else { return }
        value = (0..<count(hash)).map { text(field, hash &+ UInt64($0)) }
    }

    func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        guard let path = place(field)?.path else { return }
        value = try filled(path, filling)
    }

    func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        guard let (path, hash) = place(field) else { return }
        for index in 0..<count(hash) { value.append(try filled("\(path)[\(index)]", filling)) }
    }

    func field<Value: Choice>(_ field: Field, _ value: inout Value?) {
        guard let hash = place(field)?.hash else { return }
        let cases = Array(Value.allCases)
        value = cases[Int(hash % UInt64(cases.count))]
    }
}

/// A message with its fields filled.
func filled<Value: Message>(_ path: String, _ filling: Filling) throws(WireError) -> Value {
    var value = Value()
    var filler = FieldFiller<Value.Field>(path: path, filling: filling)
    try value.code(&filler)
    return value
}

/// An envelope and its event, filled.
struct FilledEvent<Payload: Event> {
    let envelope: Envelope
    let event: Payload

    init(_: Payload.Type, _ path: String, _ filling: Filling) throws(WireError) {
        envelope = try filled(path, filling)
        event = try filled("\(path).\(Payload.type.contractName)", filling)
    }

    func body() throws(WireError) -> [UInt8] { try envelope.encoded(enclosing: event) }
}

/// The body of a record of `type`, filled.
func filledBody(_ type: EventType, _ path: String, _ filling: Filling) throws -> [UInt8] {
    func body<Payload: Event>(_ payload: Payload.Type) throws -> [UInt8] {
        try FilledEvent(payload, path, filling).body()
    }
    return try body(type.payload)
}
