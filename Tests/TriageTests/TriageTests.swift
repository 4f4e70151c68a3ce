import Events
import Policies
import PolicyFiles
import Testing
import Triage

@Suite("Triage by words")
struct TriageTests {
    private let triage = Triage(PolicyFiles.profile("smart-dispatch").policy)

    @Test(
        "finds the priority: negations first, then the highest hit",
        arguments: [
            ("系统紧急故障", Priority.urgent), ("非紧急,有空看看", .medium), ("非紧急,但是系统有故障", .high),
            ("请加急处理", .urgent), ("不紧急", .medium), ("并不是很紧急", .medium), ("没那么紧急", .medium), ("故障影响业务", .urgent),
            ("我要投诉", .high),
            ("没有故障,只是咨询", .medium), ("没有故障。现在又有故障了", .high), ("建议增加导出", .low), ("请问怎么开票", .medium),
            ("", .medium), ("hello", .medium), ("URGENT: it is down", .urgent), ("not urgent", .medium),
            ("non-urgent, a complaint", .high), ("insurgents", .medium), ("这个是urgent的", .urgent),
        ])
    func priority(_ text: String, _ expected: Priority) {
        #expect(triage.read(text).priority == expected, "\(text)")
    }

    @Test(
        "finds the category, with the words that decided it and how sure that is",
        arguments: [
            ("系统报错,无法登录", "登录与账号", ["报错", "无法登录"], 666_666 as UInt64),
            ("系统报错", "系统故障", ["报错"], 500_000), ("快递破损,要求换货", "退换货", ["破损", "换货", "快递"], 750_000),
            ("要求退货并投诉,退款", "退换货", ["退货", "退款"], 500_000),
            ("The login page shows an ERROR", "登录与账号", ["error", "login"], 666_666),
            ("系统bug", "系统故障", ["bug"], 500_000), ("debugging", "", [], 0), ("show", "", [], 0),
            ("请问如何换货", "咨询", ["如何", "请问"], 500_000),
            ("你好", "", [], 0),
        ])
    func category(_ text: String, _ category: String, _ words: [String], _ confidence: UInt64) {
        let reading = triage.read(text)
        #expect(reading.category == category, "\(text)")
        #expect(reading.categoryWords == words, "\(text)")
        #expect(reading.confidence == confidence, "\(text)")
    }
}
