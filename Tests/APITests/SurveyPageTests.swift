import API
import EventRendering
import Testing

@Suite("Pages for customers")
struct SurveyPageTests {
    @Test(
        "hold a text as text",
        arguments: [
            ("", ""), ("满意", "满意"), ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"),
            ("\" onload='x", "&quot; onload=&#39;x"), ("&lt;", "&amp;lt;"),
        ])
    func escaping(_ text: String, _ escaped: String) { #expect(HTML.escaped(text) == escaped) }

    @Test(
        "read a form as browsers send it",
        arguments: [
            ("", nil), ("grade", ""), ("grade=", ""), ("grade=a", "a"), ("x=1&grade=a&y", "a"),
            ("grade=a&grade=b", "b"),
            ("grade=a+b", "a b"), ("grade=a%2Bb", "a+b"), ("grade=%E6%BB%A1%E6%84%8F", "满意"), ("gr%61de=a", "a"),
            ("grade=a=b", "a=b"), ("grade=100%", "100%"), ("&&=&", nil), ("grade=%3Cb%3E", "<b>"),
        ] as [(String, String?)])
    func form(_ body: String, _ grade: String?) { #expect(FormFields(Array(body.utf8))["grade"] == grade) }

    @Test("read every value of a name")
    func several() {
        let fields = FormFields(Array("reason=slow&grade=a&reason=price".utf8))
        #expect(fields.all("reason") == ["slow", "price"] && fields.all("other") == [])
    }
}
