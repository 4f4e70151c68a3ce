import Foundation
import JSONText
import Policies
import RecordedWork
import Testing

@Suite("schemas/mapping/mapping.schema.json and the reader")
struct MappingSchemaTests {
    private static func schema() throws -> JSON {
        let root = String(#filePath.dropLast("/Tests/RecordedWorkTests/MappingSchemaTests.swift".count))
        let text = try String(contentsOfFile: root + "/schemas/mapping/mapping.schema.json", encoding: .utf8)
        return try #require(JSON(parsing: Array(text.utf8))?["$defs"])
    }

    @Test("have the same members, and ask for the same ones", arguments: MemberList.mappingLists.map(\.name))
    func members(_ name: String) throws {
        let list = try #require(MemberList.mappingLists.first { $0.name == name })
        let definition = try #require(try Self.schema()[name])
        guard case .object(let properties)? = definition["properties"] else {
            Issue.record("\(name) has no members")
            return
        }
        #expect(Set(properties.map(\.name)) == Set(list.all))
        let required = (definition["required"]?.asElements ?? []).compactMap(\.asText)
        #expect(Set(required) == Set(list.required))
    }

    @Test("know the same words")
    func words() throws {
        let schema = try Self.schema()
        func words(_ definition: JSON?) -> [String] { (definition?["enum"]?.asElements ?? []).compactMap(\.asText) }
        #expect(words(schema["kind"]) == StepKind.allCases.map(\.rawValue))
        let properties = schema["mapping"]?["properties"]
        #expect(words(properties?["file"]) == Mapping.Format.allCases.map(\.rawValue))
        #expect(words(properties?["skill"]) == Mapping.SkillSource.allCases.map(\.rawValue))
    }
}
