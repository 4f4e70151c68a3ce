import Events
import Policies
import PolicyFiles
import Testing

@Suite("The profiles that ship")
struct ShippedProfileTests {
    private let policy = PolicyFiles.profile("smart-dispatch").policy

    @Test("are policies, and there is a file for each", arguments: PolicyFiles.profiles)
    func profile(_ name: String) throws {
        let source = try #require(PolicyFiles.source(ofProfile: name))
        let document = try PolicyFiles.read(source)
        #expect(document.policy.profile == name && document.policy.version == 1)
        #expect(document.source == source && PolicyFiles.source(ofProfile: name + "x") == nil)
    }

    @Test("IN-1: nine channels; IN-12: a clerk's are confirmed with the customer")
    func channels() {
        #expect(policy.intake.channels.count == 9)
        #expect(policy.intake.channels.filter(\.isConfirmed).map(\.code) == ["phone", "store"])
    }

    @Test("IN-2: four words for urgency, each with the least priority that it asks for")
    func urgencies() {
        #expect(policy.intake.urgencies.map(\.code) == ["低", "中", "高", "紧急"])
        #expect(policy.intake.urgencies.map(\.priority) == [.low, .medium, .high, .urgent])
    }

    @Test("IN-4: numbers restart monthly in Shanghai")
    func numbers() {
        let numbering = policy.numbering
        // The last second of April in UTC is the first of May in Shanghai.
        let instant = Instant(milliseconds: 1_714_521_599_000)
        #expect(numbering.number(numbering.period(of: instant), serial: 1) == "202405-001")
    }

    @Test("TR-1: categories on two levels, the children with their parent's skill")
    func categories() {
        let parents = policy.triage.categories.filter(\.parent.isEmpty).map(\.code)
        #expect(parents == ["系统故障", "投诉", "售后", "建议", "咨询"])
        #expect(policy.category("退换货").map { [$0.parent, $0.skill] } == ["售后", "售后"])
        #expect(policy.category("系统故障")?.estimate == .seconds(7_200))
        #expect(policy.category("维修")?.estimate == .seconds(172_800))
        #expect(policy.category("退换货")?.estimate == .seconds(86_400))
    }

    @Test("TR-2: what people ask for is not taken away by a negation; faults and complaints are")
    func negatable() {
        let categories = policy.triage.categories
        #expect(
            categories.filter(\.isNegatable).map(\.code) == [
                "系统故障", "服务中断", "性能缓慢", "数据错误", "投诉", "服务态度", "处理时效", "收费争议",
            ])
        #expect(policy.category("登录与账号")?.isNegatable == false && policy.category("发票")?.isNegatable == false)
    }

    @Test("TR-4: the words of the reference system have its priorities")
    func lexicon() {
        let words = Dictionary(uniqueKeysWithValues: policy.triage.lexicon.map { ($0.priority, Set($0.words)) })
        #expect(words[.urgent]?.isSuperset(of: ["紧急", "故障影响业务", "加急"]) == true)
        #expect(words[.high]?.isSuperset(of: ["故障", "投诉", "不满"]) == true)
        #expect(words[.low]?.contains("建议") == true && policy.triage.otherwise == .medium)
        let suggestions = policy.triage.categories.filter { [$0.code, $0.parent].contains("建议") }.flatMap(\.words)
        #expect(words[.low]?.isSubset(of: suggestions) == true, "what is low is a suggestion")
        #expect(policy.intake.urgencies.map(\.priority) == [.low, .medium, .high, .urgent])
    }

    @Test("DI-1, DI-2, DI-4: three tickets, weights, experience first where it is urgent, three rings")
    func dispatch() {
        #expect(policy.dispatch.capacity == 3 && policy.dispatch.mode == .automatic)
        #expect(policy.weights(.urgent).preferred == 300_000 && policy.weights(.high).preferred == 0)
        let preferred = policy.dispatch.preferred
        #expect(preferred.yearsMin == 2 && preferred.onTimeMin == 950_000)
        #expect(policy.dispatch.rings.map(\.code) == ["regular", "backup", "cross-region"])
        #expect(policy.dispatch.presenceWindow == .seconds(7 * 3_600))
    }

    @Test("AC-1, FB-2, FB-3: 15 minutes to accept, an hour to call, closed unrated in the end")
    func deadlines() {
        #expect(policy.deadline("acceptance")?.length == .fixed(.seconds(900)))
        #expect(policy.deadline("callback")?.starts == [.graded("不满意"), .graded("一般")])
        #expect(policy.deadline("callback")?.length == .fixed(.seconds(3_600)))
        #expect(policy.deadline("survey")?.onBreach == [.closeUnrated])
        #expect(policy.deadline("completion")?.pausedAt == ["待客户确认"])
    }

    @Test("PR-2, FB-1: four stages, four grades of which two close")
    func stagesAndGrades() {
        #expect(policy.stages.map(\.code) == ["处理中", "待客户确认", "已完成", "已闭环"])
        #expect(policy.feedback.grades.map(\.code) == ["非常满意", "满意", "一般", "不满意"])
        #expect(policy.feedback.grades.filter(\.closes).map(\.code) == ["非常满意", "满意"])
    }

    @Test("every template is sent by somebody, and every text is there in both languages")
    func templates() {
        var used = Set(policy.notices.map(\.template) + Policy.Template.Sent.allCases.map(\.rawValue))
        for deadline in policy.deadlines {
            used.formUnion(deadline.warnings.map(\.template))
            for case .remind(_, let template) in deadline.onBreach { used.insert(template) }
            for case .escalate(_, let template) in deadline.onBreach { used.insert(template) }
        }
        #expect(used == Set(policy.templates.map(\.code)))
    }

    @Test("the canonical form gives the same policy again")
    func canonical() throws {
        for name in PolicyFiles.profiles {
            let document = PolicyFiles.profile(name)
            #expect(try Policy(canonical: document.canonical, version: 1) == document.policy)
            let node = try #require(PolicyNode(canonical: document.canonical))
            #expect(try PolicyDocument(reading: node, source: []).canonical == document.canonical)
        }
    }
}
