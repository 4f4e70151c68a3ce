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
        "is low for a suggestion, and not for a fault whose words have a suggestion among them",
        arguments: [
            ("建议尽快修复，无法登录", Priority.medium, "登录与账号"), ("建议你们赶快处理，服务器宕机了", .high, "服务中断"),
            ("建议马上派人，全店停电系统无法使用", .medium, "系统故障"), ("建议尽快退款", .medium, "退换货"),
            ("I suggest you fix this at once: nobody can log in", .medium, "登录与账号"),
            ("Suggestion: please repair the door", .medium, "维修"), ("建议增加夜间客服", .low, "建议"),
            ("I suggest a night shift", .low, "建议"), ("A SUGGESTION for you", .low, "建议"), ("建议：优化一下首页", .low, "建议"),
            // More words speak for a suggestion than for what it is about.
            ("建议改进退款流程", .low, "建议"),
        ])
    func suggestion(_ text: String, _ priority: Priority, _ category: String) {
        let reading = triage.read(text)
        #expect(reading.priority == priority && reading.category == category, "\(text): \(reading)")
    }

    @Test("counts calm words where no category is found, and where they are words of a category above or below")
    func calmWords() throws {
        var policy = PolicyFiles.profile("smart-dispatch").policy
        let low = try #require(policy.triage.lexicon.firstIndex { $0.priority == .low })
        policy.triage.lexicon[low].words = ["有空", "教程", "请问"]
        let triage = Triage(policy)
        for text in ["有空看看", "教程", "请问发票", "请问"] { #expect(triage.read(text).priority == .low, "\(text)") }
        for text in ["有空开发票", "教程打不开，闪退"] { #expect(triage.read(text).priority == .medium, "\(text)") }
        policy.triage.otherwise = .low
        #expect(Triage(policy).read("教程打不开，闪退").priorityWords == ["教程"])
    }

    @Test(
        "hears a negation that stands at a distance",
        arguments: [
            "不需要加急", "不用加急", "不要加急", "不必加急", "无须加急", "别加急", "没必要加急", "没有必要加急", "没有要求加急", "不属于紧急", "没什么紧急的",
            "不是很紧急", "不太急", "不太紧急", "不怎么紧急", "没有特别紧急", "不是非常紧急", "并非十分紧急", "谈不上紧急", "这事不紧急，有空再看",
            "not an urgent request", "no need to be urgent", "isn't urgent", "isn’t urgent", "Not that urgent",
            "it is not really very urgent", "NOT AN URGENT request", "no longer urgent", "我不想投诉", "我没打算要投诉", "没什么好投诉的",
            "没有任何不满", "没有一点不满", "没有再出现故障", "未发生故障", "不存在故障", "没有再出现过什么特别紧急的",
            "I don't want to complain", "without any crash", "不紧急，没有故障；也不想投诉", "不会影响营业", "不至于投诉", "不见得是故障",
            "This can't be critical", "it cannot be urgent", "It won't crash", "I couldn't complain",
            "it shouldn't be urgent", "this can’t be critical", "it won’t crash", "I couldn’t complain",
            "it shouldn’t be urgent", "没有系统故障", "无重大故障", "没有大故障", "没有严重故障", "没有明显故障", "non - urgent",
            // One negation of several.
            "no outage or crash", "no outage or any crash", "not urgent or critical", "没有宕机或崩溃", "没有故障、宕机和崩溃",
            "没有故障或者投诉",
            "没有故障或没有投诉",
        ])
    func distantNegation(_ text: String) {
        let reading = triage.read(text)
        #expect(reading.priority == .medium && reading.priorityWords.isEmpty, "\(text): \(reading.priorityWords)")
    }

    @Test(
        "hears none where a negation is of something else, or only looks like one",
        arguments: [
            // It comes behind, or a clause or a line ends between.
            ("紧急，不要拖延", "紧急"), ("紧急不要拖延", "紧急"), ("不行，紧急", "紧急"), ("不行,紧急", "紧急"), ("不行。紧急", "紧急"), ("不行.紧急", "紧急"),
            ("不！紧急", "紧急"), ("不!紧急", "紧急"), ("不？紧急", "紧急"), ("不?紧急", "紧急"), ("不；紧急", "紧急"), ("不;紧急", "紧急"),
            ("不\n紧急", "紧急"),
            ("没有，紧急", "紧急"), ("没有网络，故障", "故障"), ("无法登录，紧急", "紧急"), ("no internet, urgent", "urgent"),
            ("not working, urgent", "urgent"), ("No. Urgent", "urgent"), ("我不满意，要投诉", "投诉 不满"),
            // It belongs to what stands between.
            ("不能用了很紧急", "紧急"), ("无法登录紧急", "紧急"), ("不知道什么故障", "故障"), ("不断出现故障", "故障"), ("不仅是故障", "故障"),
            ("未解决的故障", "故障"), ("not working urgent", "urgent"), ("not only a complaint", "complaint"),
            ("不能再出现故障了", "故障"), ("请不要再出现故障", "故障"),
            // It is a question, and what follows behind the blank is another sentence.
            ("修好了没有 很紧急", "紧急"), ("系统好了没 非常紧急", "紧急"), ("收到没 紧急处理", "紧急"), ("无 紧急", "紧急"), ("没有 - 故障", "故障"),
            // What is listed with it is none of its kind, or is not negated.
            ("没有宕机、紧急", "紧急"), ("没有网络或崩溃", "崩溃"), ("故障和投诉", "故障 投诉"), ("no network or a crash", "crash"),
            ("无法登录或紧急", "紧急"), ("没有宕机、 崩溃", "崩溃"),
            // It is a part of another word.
            ("别的问题很紧急", "紧急"), ("特别紧急", "紧急"), ("非常紧急", "紧急"), ("非常非常紧急", "紧急"), ("差不多紧急", "紧急"), ("级别很紧急", "紧急"),
            ("类别是投诉", "投诉"), ("非要投诉", "投诉"), ("不得不投诉", "投诉"), ("是不是故障", "故障"), ("有没有故障", "故障"), ("能不能加急", "加急"),
            ("要不要加急", "加急"), ("除非故障", "故障"), ("机房淹没故障", "故障"), ("设备沉没紧急", "紧急"), ("线路埋没故障", "故障"),
            ("需不需要加急", "加急"), ("算不算紧急", "紧急"), ("急不急紧急", "紧急"), ("行不行紧急", "紧急"), ("可不可以加急", "加急"), ("好不好加急", "加急"),
            ("用不用加急", "加急"), ("对不对投诉", "投诉"), ("是否紧急", "紧急"), ("会不会宕机", "宕机"),
            ("nonurgent or urgent", "urgent"), ("knot urgent", "urgent"),
            // Two of them are none.
            ("不是没有故障", "故障"), ("并不是不紧急", "紧急"), ("not a non-urgent request", "urgent"),
            // It was said elsewhere in the text as well.
            ("不紧急？不，很紧急", "紧急"),
        ])
    func noNegation(_ text: String, _ words: String) {
        let found = triage.read(text).priorityWords.sorted().joined(separator: " ")
        #expect(found == words.split(separator: " ").sorted().joined(separator: " "), "\(text)")
    }

    @Test(
        "finds categories by what is not negated",
        arguments: [
            ("不想退货，要换货", ["退货", "换货"]), ("不能用了很急", ["不能用"]), ("没有回复", ["没有回复"]), ("为什么不退款", ["退款"]), ("为何没有发货", ["发货"]),
            ("并没有出现报错", []), ("没有卡顿或报错", []), ("没有报错、退款", ["退款"]),
        ])
    func categoryNegation(_ text: String, _ words: [String]) {
        #expect(triage.read(text).categoryWords == words, "\(text)")
    }

    @Test(
        "knows a request by what it lacks, where that is what it is about",
        arguments: [
            ("订单还没发货", "物流异常"), ("一直没有发货", "物流异常"), ("没有物流信息", "物流异常"), ("商家一直不退款", "退换货"), ("不给换货", "退换货"),
            ("没有发票", "发票"), ("未开发票", "发票"), ("没有说明书", "使用指导"), ("I could not log in", "登录与账号"),
            ("can not log in since morning", "登录与账号"), ("I can't sign in", "登录与账号"), ("没有验证码", "登录与账号"),
            ("no refund yet", "退换货"), ("never got an invoice", "发票"), ("这不是建议", "建议"),
            // Faults and complaints that there are not.
            ("没有再出现故障", ""), ("没有宕机", ""), ("系统不卡顿", ""), ("not slow", ""), ("我不想投诉", ""), ("没有乱收费", ""),
            ("没有故障，没有发货", "物流异常"),
        ])
    func lacking(_ text: String, _ category: String) {
        #expect(triage.read(text).category == category, "\(text)")
    }

    @Test("has no pseudo-negation that would end a negation's reach by itself")
    func pseudoNegations() {
        let policy = PolicyFiles.profile("smart-dispatch").policy
        var without = policy
        without.triage.pseudoNegations = []
        let taken = Triage(without)
        for word in policy.triage.pseudoNegations {
            #expect(triage.read(word + "紧急").priority == .urgent, "\(word)")
            let texts = [word + "紧急", "没有" + word + "紧急"]
            #expect(texts.contains { triage.read($0).priority != taken.read($0).priority }, "\(word)")
        }
    }

    @Test("reads a policy without fillers and pseudo-negations as it was read when there were none")
    func older() {
        var policy = PolicyFiles.profile("smart-dispatch").policy
        policy.triage.negations = ["非", "不", "没有", "并非", "无需", "not", "non"]
        (policy.triage.fillers, policy.triage.conjunctions, policy.triage.pseudoNegations) = ([], [], [])
        let triage = Triage(policy)
        for text in ["非紧急", "不紧急", "not urgent", "non-urgent", "没有故障", "并非紧急"] {
            #expect(triage.read(text).priority == .medium, "\(text)")
        }
        for text in ["不需要加急", "特别紧急", "不是很紧急", "别加急", "not an urgent request", "not urgent or critical"] {
            #expect(triage.read(text).priority == .urgent, "\(text)")
        }
    }

    @Test("looks no further back than people put words between, however many there are")
    func reach() {
        #expect(triage.read("不" + String(repeating: "很", count: 5) + "紧急").priority == .medium)
        #expect(triage.read("不" + String(repeating: "很", count: 6) + "紧急").priority == .urgent)
        #expect(triage.read("not" + String(repeating: " ", count: 1_000) + "urgent").priority == .medium)
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

    @Test("counts a word once that a category and one below it have, and takes the one below for it")
    func repeated() {
        var policy = PolicyFiles.profile("smart-dispatch").policy
        for index in policy.triage.categories.indices where policy.triage.categories[index].code == "登录与账号" {
            policy.triage.categories[index].words += ["报错", "ERROR"]
        }
        let reading = Triage(policy).read("页面报错")
        #expect(reading.categoryWords == ["报错"] && reading.confidence == 500_000)
        #expect(reading.category == "登录与账号")
        #expect(Triage(policy).read("报错, error").confidence == 666_666)
    }
}
