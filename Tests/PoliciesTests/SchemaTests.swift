import Foundation
import JSONText
import Policies
import Testing

@Suite("schemas/policy/policy.schema.json and the reader")
struct SchemaTests {
    private static func schema() throws -> JSON {
        let root = String(#filePath.dropLast("/Tests/PoliciesTests/SchemaTests.swift".count))
        let text = try String(contentsOfFile: root + "/schemas/policy/policy.schema.json", encoding: .utf8)
        return try #require(JSON(parsing: Array(text.utf8))?["$defs"])
    }

    @Test("have the same members, and ask for the same ones")
    func members() throws {
        let schema = try Self.schema()
        guard case .object(let definitions) = schema else { Issue.record("no definitions"); return }
        var unread = Set(definitions.filter { $0.value["properties"] != nil }.map(\.name))
        for list in MemberList.lists {
            let definition = try #require(schema[list.name], "\(list.name)")
            guard case .object(let properties)? = definition["properties"] else {
                Issue.record("\(list.name)"); continue
            }
            #expect(Set(properties.map(\.name)) == Set(list.all), "\(list.name)")
            let required = (definition["required"]?.asElements ?? []).compactMap(\.asText)
            #expect(Set(required) == Set(list.required), "\(list.name)")
            unread.remove(list.name)
        }
        #expect(unread.isEmpty)
    }

    @Test("know the same words")
    func words() throws {
        let schema = try Self.schema()
        func words(_ definition: JSON?) -> [String] { (definition?["enum"]?.asElements ?? []).compactMap(\.asText) }
        #expect(words(schema["recipient"]) == Policy.Recipient.allCases.map(\.rawValue))
        let carriers = schema["policy"]?["properties"]?["carriers"]?["additionalProperties"]?["items"]
        #expect(words(carriers) == Policy.Carrier.allCases.map(\.rawValue))
        let fields = schema["intake"]?["properties"]?["required"]?["items"]
        #expect(words(fields) == Policy.Field.allCases.map(\.rawValue))
        let modes = schema["dispatch"]?["properties"]?["mode"]
        #expect(words(modes) == Policy.DispatchMode.allCases.map(\.rawValue))
        #expect(words(schema["numbering"]?["properties"]?["restarts"]) == Numbering.Restart.allCases.map(\.rawValue))
        let holidays = schema["calendar"]?["properties"]?["holidays"]?["items"]
        #expect(words(holidays) == Policy.Calendar.holidayCalendars)
    }
}
