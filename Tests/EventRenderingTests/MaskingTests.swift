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

    @Test(
        "leaves no phone number whose groups are joined by dots or underlines",
        arguments: [
            ("电话138.0013.8000。", "电话***.****.8000。"), ("138_0013_8000", "***_****_8000"),
            ("tel.138.00138000", "tel.***.****8000"), ("138-0013.8000", "***-****.8000"),
            ("+86.138.0013.8000", "+**.***.****.8000"), ("+86 138.0013.8000", "+86 ***.****.8000"),
            ("0086.10.6234.5678", "****.**.****.5678"), ("010.6234.5678", "***.****.5678"),
            ("0571-8888.9999", "****-****.9999"), ("(010)6234.5678", "(010)****.5678"), ("6234_5678", "****_5678"),
            ("400.800.8888", "***.***.8888"), ("1.555.234.5678", "*.***.***.5678"),
            ("+44.20.7946.0958", "+**.**.****.0958"),
            ("2026.11.22 138.0013.8000", "2026.11.22 ***.****.8000"),
            ("20 12345 138.0013.8000", "** *2345 ***.****.8000"),
            ("138.0013.8000@x.cn", "1***@x.cn"),
        ])
    func joinedPhones(_ text: String, _ shown: String) {
        #expect(Masking.text(text, knowing: Masking.Known()) == shown)
    }

    @Test(
        "leaves prices, dates, versions, order numbers and addresses of machines alone",
        arguments: [
            "199.00 元", "1.234.567 元", "12.50", "1_000_000", "2026.11.22", "22.11.2026", "2026_1122", "2026.1122",
            "192.168.1.10", "192.168.10.100", "10.0.0.255:8080", "10.0.19045.3570", "6.3.1", "DD_2024_0501_0001",
            "202405_001", "100_200_3000", "第3.4.5节", "1.1.1.1.1.1.1.1", "+1.5", "3.", "_5_",
        ])
    func joinedNumbers(_ text: String) { #expect(Masking.text(text, knowing: Masking.Known()) == text) }

    private static let known = Masking.Known(
        names: ["张建国", "John Smith", " 王店长\n", "李", ""], places: ["徐汇区示例路 88 号"],
        contacts: ["wx_Li88", "12345", "66688800", "li@shop.cn", "M2041877"])

    @Test(
        "leaves nothing in a text that is known of the customer",
        arguments: [
            ("我是张建国", "我是张**"), ("张建国张建国！", "张**张**！"), ("张建，国", "张建，国"),
            ("请找王店长，徐汇区示例路 88 号", "请找王**，徐**********"), ("李子熟了", "李子熟了"),
            ("john smith came", "j********* came"),
            ("Mr John Smith.", "Mr J*********."), ("John Smithson", "J*** Smithson"),
            ("XJohn Smith", "XJohn S****"), ("我是John Smith本人", "我是J*********本人"),
            ("微信 WX_LI88", "微信 W***"), ("分机12345转", "分机1***转"), ("分机 9 12345", "分机 9 1***"), ("912345", "912345"),
            ("座机66688800", "座机****8800"), ("li@shop.cn 张建国@x.cn", "l***@shop.cn 张**@x.cn"),
            ("会员m2041877", "会员m**77"),
        ])
    func known(_ text: String, _ shown: String) { #expect(Masking.text(text, knowing: Self.known) == shown) }

    @Test(
        "leaves none of the parts by which people are called",
        arguments: [
            // A form of address behind the family name, or 小 and 老 before it.
            ("张三", "张先生来电", "张**来电"), ("张三", "请联系张女士", "请联系张**"), ("张三", "张总很急", "张*很急"),
            ("张三", "张总经理", "张***"), ("张三", "我是小张", "我是小*"), ("张三", "老张说的", "老*说的"),
            ("张三", "李先生来电", "李先生来电"), ("王店长", "王先生、王店长和店长", "王**、王**和店长"),
            ("李女士", "李总不在，女士优先", "李*不在，女士优先"), ("张先生", "张总回电", "张*回电"),
            // A family name alone is a character like any other, and so is one that counts sheets.
            ("张三", "张开手，姓张", "张开手，姓张"), ("张三", "一张工单，3张总表", "一张工单，3张总表"),
            ("张三", "张工单独处理", "张工单独处理"), ("张三", "找张工。", "找张*。"), ("王五", "王总计算过", "王总计算过"),
            ("高兴", "高工作效率", "高工作效率"), ("时迁", "两个小时", "两个小时"), ("米兰", "小米手机", "小米手机"),
            // Given names of two characters, unless everybody uses the word.
            ("李晓梅", "晓梅在家", "晓*在家"), ("张建国", "建国七十年", "建国七十年"), ("张三", "三天", "三天"),
            ("欧阳娜", "欧阳女士在吗", "欧***在吗"), ("欧阳娜娜", "娜娜说", "娜*说"), ("欧阳娜", "问问欧阳", "问问欧*"),
            // What is no person's name has no parts.
            ("示例科技", "示例很好", "示例很好"), ("金山软件", "软件坏了，金总", "软件坏了，金总"),
            // Latin ones: words of three letters and more.
            ("John Smith", "John called", "J*** called"), ("John Smith", "ask mr smith", "ask mr s****"),
            ("John Smith", "Johnny and Smithson", "Johnny and Smithson"), ("John Smith", "JOHN!", "J***!"),
            ("Li Na", "Li said Na", "Li said Na"), ("Mary-Ann O'Brien", "O'Brien, Ann", "O'B****, A**"),
            ("Will Young", "it will do, young man", "it will do, young man"), ("Will Young", "Will came", "W*** came"),
            ("Acme Trading Ltd", "trading with Acme", "trading with A***"),
            ("José García", "GARCÍA, josé", "G*****, j***"),
            ("John", "john is there", "j*** is there"),
        ])
    func parts(_ name: String, _ text: String, _ shown: String) {
        #expect(Masking.text(text, knowing: Masking.Known(names: [name])) == shown)
    }

    @Test("leaves the words of a place as they are", arguments: ["马路边", "Nanjing food", "小区门口"])
    func places(_ text: String) {
        #expect(Masking.text(text, knowing: Masking.Known(places: ["马路 12 号小区", "88 Nanjing Road"])) == text)
    }

    @Test(
        "leaves none of the parts of a place by which somebody is found",
        arguments: [
            ("师傅到建国路88号3单元来", "师傅到建********来"), ("在建国路88号", "在建*****"), ("3单元501没人", "3*****没人"),
            ("浦东新区很远，上海市也是", "浦东新区很远，上海市也是"), ("88号文件", "88号文件"), ("BAKER STREET 12b", "B***************"),
            ("a street", "a street"),
            // Blanks are no part of an address.
            ("到建国路 88 号 3 单元 501 室来", "到建**************** 室来"), ("Baker  Street 12 b.", "B*****************."),
            ("建国路\n88号", "建国路\n88号"), ("建国路 8", "建国路 8"),
        ])
    func placeParts(_ text: String, _ shown: String) {
        let known = Masking.Known(places: ["上海市浦东新区建国路88号3单元501", "Flat 3, Baker Street 12b, London"])
        #expect(Masking.text(text, knowing: known) == shown)
    }

    @Test("takes one look at a long run", .timeLimit(.minutes(10)))
    func long() {
        for run in ["a", "+", "1.", "徐 "].map({ String(repeating: $0, count: 200_000) }) {
            #expect(Masking.text(run, knowing: Self.known) == run)
        }
    }

    @Test("keeps the first of a name and the ends of a contact")
    func names() {
        #expect(Masking.name("张三") == "张*" && Masking.name("张") == "张*" && Masking.name("") == "")
        #expect(
            Masking.contact("13800005678") == "138****5678" && Masking.contact("li@example.com") == "l***@example.com")
        #expect(Masking.contact("12345") == "1***" && Masking.contact("") == "")
        #expect(Masking.contact("62345678") == "****5678" && Masking.contact("ID-778886") == "ID-**86")
    }
}
