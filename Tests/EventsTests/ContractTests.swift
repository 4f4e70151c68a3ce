import Events
import Testing

/// The code and `schemas/events/events.proto` say the same.
@Suite struct ContractTests {
    let contract: Contract

    init() throws { contract = try Contract() }

    /// What the code has, in the words of the contract.
    struct Code {
        var messages: [String: [String]] = [:]
        var enumerations: [String: [String]] = [:]

        init() throws {
            try add(Envelope.self)
            for type in EventType.allCases {
                try add(type.payload)
                messages["Envelope"]?
                    .append("\(type.payload.contractName) \(type.contractName) = \(type.rawValue);")
            }
            try add(TicketContent.self)
            try add(CustomerProfile.self)
        }

        private mutating func add<Value: Message>(_: Value.Type) throws {
            let lister = try listed(Value.self)
            messages[Value.contractName] = lister.lines
            messages.merge(lister.messages) { one, _ in one }
            enumerations.merge(lister.choices) { one, _ in one }
        }
    }

    @Test("Every message has the same fields, of the same numbers and types, and no other message is there")
    func messages() throws {
        let code = try Code()
        #expect(code.messages.keys.sorted() == contract.messages.keys.sorted())
        for (name, lines) in contract.messages { #expect(code.messages[name] == lines, "\(name)") }
    }

    @Test("Every enumeration has the same cases of the same numbers, and no other enumeration is there")
    func enumerations() throws {
        let code = try Code()
        #expect(code.enumerations.keys.sorted() == contract.enumerations.keys.sorted())
        for (name, lines) in contract.enumerations { #expect(code.enumerations[name] == lines, "\(name)") }
    }

    @Test("The contract says nothing else")
    func others() {
        #expect(contract.package == "paidan.events.v0")
        let expected = [
            "syntax = \"proto3\";", "import \"google/protobuf/descriptor.proto\";", "uint32 bytes_exactly = 50000;",
        ]
        #expect(contract.others == expected)
    }

    @Test("The limits are those of the code")
    func limits() {
        let code = [
            "eventBytesMax": EventLimits.eventBytesMax, "plainTextBytesMax": EventLimits.plainTextBytesMax,
            "writtenTextBytesMax": EventLimits.writtenTextBytesMax, "elementsMax": EventLimits.elementsMax,
            "fieldNumberMax": EventLimits.fieldNumberMax, "nestingMax": EventLimits.nestingMax,
        ]
        #expect(contract.limits == code)
    }

    @Test("A message passes each of its fields once, in the order of the numbers, and none past the limit")
    func order() throws {
        func check<Value: Message>(_: Value.Type) throws {
            let numbers = try listed(Value.self).lines.map { line in
                Int(line.split(separator: " = ", maxSplits: 1)[1].prefix { $0.isNumber })
            }
            #expect(numbers == Value.Field.allCases.map(\.rawValue).sorted(), "\(Value.contractName)")
            #expect(Value.Field.allCases.allSatisfy { 1...EventLimits.fieldNumberMax ~= $0.rawValue })
        }
        try check(Envelope.self)
        for type in EventType.allCases { try check(type.payload) }
        try check(Decision.self)
        try check(LeftOutCount.self)
        try check(Candidate.self)
        try check(ScoreTerm.self)
        try check(Skill.self)
        try check(TicketContent.self)
        try check(CustomerProfile.self)
    }

    @Test("Messages nest as deep as the limit says, and none contains itself")
    func nesting() {
        func depth(_ name: String, inside outer: [String]) -> Int {
            guard let lines = contract.messages[name], !outer.contains(name) else {
                #expect(!outer.contains(name), "\(name) contains itself")
                return 0
            }
            let types = lines.compactMap { line in line.split(separator: " ").first { $0 != "repeated" } }
            return 1 + (types.map { depth(String($0), inside: outer + [name]) }.max() ?? 0)
        }
        #expect(depth("Envelope", inside: []) == 1 + EventLimits.nestingMax)
    }

    @Test("Events have numbers above all of the envelope's own")
    func eventNumbers() {
        #expect(EventType.allCases.allSatisfy { $0.rawValue >= 100 && $0.payload.type == $0 })
    }
}

private func listed<Value: Message>(_: Value.Type) throws -> FieldLister<Value.Field> {
    var lister = FieldLister<Value.Field>()
    var message = Value()
    try message.code(&lister)
    return lister
}
