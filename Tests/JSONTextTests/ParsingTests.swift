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
            ("[1.5,1e3,-0.1E-7,18446744073709551616,-9223372036854775809]", nil),
        ] as [(String, String?)])
    func values(_ text: String, _ read: String?) {
        #expect(parsed(text) == read ?? text)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru", "nul", "truer",
            "01", "-", "-01", "1.", ".5", "1.e3", "1e", "1e+", "00.1", "+1", "\"", "\"\\\"",
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

    @Test(
        "names a member that is there twice, where that matters",
        arguments: [
            (#"{"a":1,"b":{"a":1}}"#, nil), (#"{"a":1,"a":2}"#, "/a"), (#"{"a":[0,{"x/~":1,"x/~":2}]}"#, "/a/1/x~1~0"),
            (#"{"a":{"b":1,"\u0062":2},"a":{}}"#, "/a/b"), (#"[[],[{"a":1},{"a":1,"b":2,"a":3}]]"#, "/1/1/a"),
        ] as [(String, String?)])
    func repeated(_ text: String, _ pointer: String?) {
        #expect(fault(of: text) == pointer.map { .repeated($0) }, "\(text)")
    }

    @Test("finds a member that is there twice among many")
    func repeatedAmongMany() {
        let names = (0..<100).map { "\"m\($0)\":0" }.joined(separator: ",")
        #expect(fault(of: "{\(names)}") == nil)
        for number in [0, 15, 16, 17, 99] {
            #expect(fault(of: "{\(names),\"m\(number)\":1}") == .repeated("/m\(number)"))
        }
    }

    private func fault(of text: String) -> JSONFault? {
        do throws(JSONFault) {
            _ = try JSON(text: Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test(
        "gives whole numbers, however they are written",
        arguments: [
            ("3", 3), ("-3", -3), ("3.0", 3), ("3e2", 300), ("3.5", nil), ("18446744073709551615", nil), ("1e300", nil),
            ("\"3\"", nil),
        ] as [(String, Int64?)])
    func integers(_ text: String, _ integer: Int64?) {
        #expect(JSON(parsing: Array(text.utf8))?.asInteger == integer)
    }

    @Test("cut off anywhere it is refused")
    func cuts() {
        let text = Array(#"{"a":[1,"b\n\u0041",{"c":null}],"d":true}"#.utf8)
        for end in 0..<text.count { #expect(JSON(parsing: Array(text[..<end])) == nil) }
    }
}
