import Foundation
import JSONText
import Testing

@Suite("JSON on its way out")
struct JSONTests {
    @Test("is read back by another implementation as it was meant")
    func json() throws {
        let texts = ["", "plain", "a\"b\\c", "\u{0}\u{1f}\n\r\t\u{7f}", "派单 🚚 é", "\u{2028}", "</script>"]
        let value: JSON = [
            "texts": .array(texts.map { .string($0) }), "largest": JSON(UInt64.max), "least": .signed(.min),
            "yes": true, "no": .bool(false), "nothing": .null, "empty": [], "none": JSON(nil as String?),
        ]
        let read = try #require(JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any])
        #expect(read["texts"] as? [String] == texts)
        #expect(read["largest"] as? UInt64 == .max)
        #expect(read["least"] as? Int64 == .min)
        #expect(read["yes"] as? Bool == true && read["no"] as? Bool == false)
        #expect(read["nothing"] is NSNull && read["none"] is NSNull)
        #expect((read["empty"] as? [Any])?.isEmpty == true)
        #expect(value.text.hasPrefix(#"{"texts":["","plain","#))
    }

    @Test("is read as it was written, members by name")
    func reading() throws {
        let text = #"{"b":[1,-1,18446744073709551615,"派单",null],"a":{"yes":true,"none":{}},"c":[]}"#
        let value = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
        let sorted = #"{"a":{"none":{},"yes":true},"b":[1,-1,18446744073709551615,"派单",null],"c":[]}"#
        #expect(value.text == sorted)
        let elements = try #require(value["b"]?.asElements)
        #expect(elements.map(\.asUnsigned) == [1, nil, .max, nil, nil])
        #expect(elements.map(\.asText) == [nil, nil, nil, "派单", nil])
        #expect(value["a"]?["none"]?["deeper"] == nil && value["b"]?["a"] == nil && value.asElements == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSON.self, from: Data("1.5".utf8)) }
    }
}
