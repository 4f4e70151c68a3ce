/// Lists a message's fields, to compare them with the contract in `schemas/events`.
package struct FieldLister<Field: FieldNumber>: FieldCoder {
    /// As a line of a `.proto` file: type, name and number.
    package private(set) var lines: [String] = []
    /// What must be declared too: messages with their lines, and enumerations with theirs.
    package private(set) var messages: [String: [String]] = [:]
    package private(set) var choices: [String: [String]] = [:]

    package init() {}

    private mutating func add(_ field: Field, _ type: String, _ options: String = "") {
        lines.append("\(type) \(field.contractName) = \(field.rawValue)\(options);")
    }

    package mutating func field(_ field: Field, _ value: inout UInt64) { add(field, "uint64") }
    package mutating func field(_ field: Field, _ value: inout Int64) { add(field, "int64") }
    package mutating func field(_ field: Field, _ value: inout Bool) { add(field, "bool") }
    package mutating func field(_ field: Field, _ value: inout String) { add(field, "string") }
    package mutating func field(_ field: Field, _ value: inout [UInt8]) { add(field, "bytes") }
    package mutating func field(_ field: Field, _ value: inout [UInt8], byteCount: Int) {
        add(field, "bytes", " [(bytes_exactly) = \(byteCount)]")
    }
    package mutating func field(_ field: Field, _ value: inout [String]) { add(field, "repeated string") }

    package mutating func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        add(field, Value.contractName)
        try list(Value.self)
    }

    package mutating func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        add(field, "repeated \(Value.contractName)")
        try list(Value.self)
    }

    package mutating func field<Value: Choice>(_ field: Field, _ value: inout Value?) {
        add(field, Value.contractName)
        let prefix = snakeCase(Value.contractName).uppercased()
        choices[Value.contractName] = ["\(prefix)_UNSPECIFIED = 0;"]
        for value in Value.allCases {
            choices[Value.contractName]?.append("\(prefix)_\(snakeCase("\(value)").uppercased()) = \(value.rawValue);")
        }
    }

    private mutating func list<Value: Message>(_ type: Value.Type) throws(WireError) {
        guard messages[Value.contractName] == nil else { return }
        var lister = FieldLister<Value.Field>()
        var message = Value()
        try message.code(&lister)
        messages[Value.contractName] = lister.lines
        messages.merge(lister.messages) { one, _ in one }
        choices.merge(lister.choices) { one, _ in one }
    }
}

extension FieldNumber {
    /// As the contract calls the field.
    package var contractName: String { snakeCase("\(self)") }
}

extension EventType {
    /// As the contract calls the envelope's field for it.
    package var contractName: String { snakeCase("\(self)") }
}

private func snakeCase(_ name: String) -> String {
    var result = ""
    for character in name {
        if character.isUppercase, !result.isEmpty { result += "_" }
        result += character.lowercased()
    }
    return result
}
