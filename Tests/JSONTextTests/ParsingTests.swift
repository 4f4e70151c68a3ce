import JSONText
import Testing

@Suite("JSON on its way in")
struct ParsingTests {
    private func parsed(_ text: String) -> String? { JSON(parsing: Array(text.utf8))?.text }

    @Test(
        "is read as it was written, members in their order",
        arguments: [
            (#"{"b":[1,-1,18446744073709551615,"派单",null],"a":{"yes":true,"none":{}},"c":[]}"#, nil),
            (" [ 1 ,\n\t2\r] ", "[1,2]"), (#""a\"\\\/\b\f\n\r\t""#, #""a\"\\/\u0008\u000c\n\r\t""#),
            (#""\u6d3e\u5355 \ud83d\ude9a \u0000""#, #""派单 🚚 \u0000""#), ("0", nil), ("-9223372036854775808", nil),
            (#"{"a":1,"a":2}"#, nil), (#""""#, nil), ("{ }", "{}"),
        ] as [(String, String?)])
    func values(_ text: String, _ read: String?) {
        #expect(parsed(text) == read ?? text)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru", "nul", "truer",
            "01", "-", "-01", "1.5", "1e3", "+1", "18446744073709551616", "-9223372036854775809", "\"", "\"\\\"",
            "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"", "1 2",
            "[1]]", "'a'", "NaN",
        ])
    func refusals(_ text: String) {
        #expect(parsed(text) == nil, "\(text)")
    }

    @Test("is refused where its bytes are no UTF-8, and where it is nested too deeply")
    func limits() {
        #expect(JSON(parsing: [0x22, 0xff, 0x22]) == nil)
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(parsed(nested(JSON.depthMax)) != nil)
        #expect(parsed(nested(JSON.depthMax + 2)) == nil)
        #expect(parsed(nested(1_000_000)) == nil)
    }

    @Test("cut off anywhere it is refused")
    func cuts() {
        let text = Array(#"{"a":[1,"b\n\u0041",{"c":null}],"d":true}"#.utf8)
        for end in 0..<text.count { #expect(JSON(parsing: Array(text[..<end])) == nil) }
    }
}
