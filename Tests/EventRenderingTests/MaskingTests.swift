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
    func texts(_ text: String, _ shown: String) {
        #expect(Masking.text(text, knowing: Masking.Known()) == shown)
        #expect(Masking.text(text, knowing: Self.known) == shown)
    }

    private static let known = Masking.Known(
        names: ["张建国", "John Smith", " 王店长\n", "徐汇区示例路 88 号", "李", ""],
        contacts: ["wx_Li88", "12345", "66688800", "li@shop.cn", "M2041877"])

    @Test(
        "leaves nothing in a text that is known of the customer",
        arguments: [
            ("我是张建国", "我是张**"), ("张建国张建国！", "张**张**！"), ("张建，国", "张建，国"),
            ("请找王店长，徐汇区示例路 88 号", "请找王**，徐**********"), ("李子熟了", "李子熟了"),
            ("john smith came", "j********* came"),
            ("Mr John Smith.", "Mr J*********."), ("John Smithson", "John Smithson"),
            ("XJohn Smith", "XJohn Smith"), ("我是John Smith本人", "我是J*********本人"),
            ("微信 WX_LI88", "微信 W***"), ("分机12345转", "分机1***转"), ("分机 9 12345", "分机 9 1***"), ("912345", "912345"),
            ("座机66688800", "座机666****8800"), ("li@shop.cn 张建国@x.cn", "l***@shop.cn 张**@x.cn"),
            ("会员m2041877", "会员m20****1877"),
        ])
    func known(_ text: String, _ shown: String) { #expect(Masking.text(text, knowing: Self.known) == shown) }

    @Test("takes one look at a long run", .timeLimit(.minutes(1)))
    func long() {
        for run in [String(repeating: "a", count: 200_000), String(repeating: "+", count: 200_000)] {
            #expect(Masking.text(run, knowing: Self.known) == run)
        }
    }

    @Test("keeps the first of a name and the ends of a contact")
    func names() {
        #expect(Masking.name("张三") == "张*" && Masking.name("张") == "张*" && Masking.name("") == "")
        #expect(
            Masking.contact("13800005678") == "138****5678" && Masking.contact("li@example.com") == "l***@example.com")
        #expect(Masking.contact("12345") == "1***" && Masking.contact("") == "")
    }
}
