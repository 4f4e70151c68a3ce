import EventRendering
import Testing

@Suite("Masking")
struct MaskingTests {
    @Test(
        "leaves nothing in a text by which a person is reached",
        arguments: [
            ("请回电13800005678，谢谢", "请回电*******5678，谢谢"), ("电话 138-0000-5678", "电话 ***-****-5678"),
            ("+86 138 0000 5678", "+** *** **** 5678"), ("写信到 li.na@example.cn 即可", "写信到 l***@example.cn 即可"),
            ("138000@qq.com", "1***@qq.com"), ("订单 12 件，3 天", "订单 12 件，3 天"), ("", ""), ("系统故障", "系统故障"),
        ])
    func texts(_ text: String, _ shown: String) { #expect(Masking.text(text) == shown) }

    @Test("keeps the first of a name and the ends of a contact")
    func names() {
        #expect(Masking.name("张三") == "张*" && Masking.name("张") == "张*" && Masking.name("") == "")
        #expect(
            Masking.contact("13800005678") == "138****5678" && Masking.contact("li@example.com") == "l***@example.com")
        #expect(Masking.contact("12345") == "1***" && Masking.contact("") == "")
    }
}
