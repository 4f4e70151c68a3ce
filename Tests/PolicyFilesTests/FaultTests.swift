import Policies
import PolicyFiles
import Testing

@Suite("Faults of a policy file, with line and column")
struct FaultTests {
    static let shapes = [
        Alteration("format: 1", "format: §2", ("/format", "only format 1")),
        Alteration("format: 1\n", "§", ("", "the member format is missing")),
        Alteration("profile: smart-dispatch\n", "profile:§ \n", ("/profile", "nothing is written here")),
        Alteration("zone: Asia/Shanghai\n", "zone: §Europe/Berlin\n", ("/zone", "it is to be a zone without summer")),
        Alteration("zone: Asia/Shanghai\n", "zone: §\"+15:00\"\n", ("/zone", "it is to be a zone without summer")),
        Alteration("profile: smart-dispatch\n", "profile: §[a]\n", ("/profile", "it is to be a text")),
        Alteration("profile: smart-dispatch\n", "profile: §2024\n", ("/profile", "it is to be a text; put numbers")),
        Alteration("profile: smart-dispatch\n", "profile: §true\n", ("/profile", "it is to be a text; put numbers")),
        Alteration("profile: smart-dispatch\n", "profile: §smart dispatch\n", ("/profile", "a code has no blanks")),
        Alteration("profile: smart-dispatch\n", "profile: §\"a\\tb\"\n", ("/profile", "it holds control characters")),
        Alteration("intake:\n", "§intakes: 1\nintake:\n", ("", "there is no member intakes; is intake meant?")),
        Alteration("intake:\n", "§colour: 1\nintake:\n", ("", "there is no member colour; there are format, profile")),
        Alteration(", confirmed: true}", ", confirmed: §yes}", ("/intake/channels/5/confirmed", "it is to be true or")),
        Alteration(
            "capacity: 3\n", "capacity: §0\n", ("/dispatch/capacity", "it is to be a whole number from 1 to 1000")),
        Alteration("capacity: 3\n", "capacity: §3.5\n", ("/dispatch/capacity", "it is to be a whole number from 1")),
        Alteration(
            "negatable: false", "negatable: §no",
            ("/triage/categories/0/children/0/negatable", "it is to be true or false")),
        Alteration("confidenceMin: 0%", "confidenceMin: §0", ("/triage/confidenceMin", "it is to be a percentage")),
        Alteration("confidenceMin: 0%", "confidenceMin: §101%", ("/triage/confidenceMin", "it is to be a percentage")),
        Alteration("confidenceMin: 0%", "confidenceMin: §0.12345%", ("/triage/confidenceMin", "it is to be a percen")),
        Alteration(
            "mode: automatic", "mode: §automatik", ("/dispatch/mode", "there is no mode automatik; is automatic")),
        Alteration("presenceWindow: 7h", "presenceWindow: §7", ("/dispatch/presenceWindow", "it is to be a duration")),
        Alteration(
            "presenceWindow: 7h", "presenceWindow: §0h", ("/dispatch/presenceWindow", "a duration is more than")),
        Alteration("presenceWindow: 7h", "presenceWindow: §368d", ("/dispatch/presenceWindow", "a duration is more")),
        Alteration("presenceWindow: 7h", "presenceWindow: §30m1h", ("/dispatch/presenceWindow", "it is to be a dur")),
        Alteration(
            "{code: slow, name: {zh: 处理太慢, en: too slow}}", "{code: slow, name: §{zh: 处理太慢}, §nam: 1}",
            ("/feedback/reasons/0/name", "the member en is missing"),
            ("/feedback/reasons/0", "there is no member nam; is name meant?")),
    ]

    static let crossings = [
        Alteration("capacity: 3\n", "capacity: 3\n  capacity: 4\n"),
        Alteration("load: 25%,", "load: 24%,", ("/dispatch/weights", "the weights come to 99% together")),
        Alteration(
            "preferred: 30%,", "preferred: 30.5%,", ("/dispatch/weightsByPriority/urgent", "the weights come to 100.5%")
        ),
        Alteration(
            "pools: [backup]", "pools: [§back-up]", ("/dispatch/rings/1/pools/0", "there is no pool back-up; is backup")
        ),
        Alteration("      skill: 售后\n", "      skill: §售中\n", ("/triage/categories/2/skill", "there is no skill 售中")),
        Alteration(
            "code: 维修\n", "code: §投诉\n", ("/triage/categories/2/children/1/code", "the category 投诉 is declared in line")
        ),
        Alteration(
            "{code: store,", "{code: §phone,", ("/intake/channels/8/code", "the channel phone is declared in line")),
        Alteration("next: [处理中]", "next: [§处理]", ("/stages/1/next/0", "there is no stage 处理; is 处理中 meant?")),
        Alteration("pausedAt: [待客户确认]", "pausedAt: [§待客户]", ("/deadlines/3/pausedAt/0", "there is no stage 待客户")),
        Alteration(
            "{graded: 一般}]\n    stops", "{graded: §尚可}]\n    stops",
            ("/deadlines/4/starts/1/graded", "there is no grade 尚可")),
        Alteration(
            "starts: [surveyed]", "starts: [§survey]",
            ("/deadlines/6/starts/0", "there is no trigger survey; is surveyed")),
        Alteration(
            "starts: [surveyed]", "starts: [resolved]", ("/feedback", "a survey needs an end")),
        Alteration(
            "remind: supervisor, template: response-overdue", "remind: §boss, template: §response-late",
            ("/deadlines/2/onBreach/0/remind", "there is no recipient boss"),
            ("/deadlines/2/onBreach/0/template", "there is no template response-late; is response-near meant?")),
        Alteration(
            "onBreach: [reassign]", "onBreach: §[reassign, reassign]",
            ("/deadlines/1/onBreach", "item 2 stands there already")),
        Alteration(", low: 24h}", "}", ("/deadlines/2/length/byPriority", "low is not named")),
        Alteration(
            "low: 24h}", "§lowest: 24h}", ("/deadlines/2/length/byPriority/lowest", "there is no priority lowest")),
        Alteration(
            "{after: 80%, remind: assignee, template: response", "{after: §100%, remind: assignee, template: response",
            ("/deadlines/2/warnings/0/after", "a warning comes before the end")),
        Alteration(
            "stops: [rated, reopened", "stops: §[surveyed, reopened",
            ("/deadlines/6/stops", "it would stop on what starts it")),
        Alteration(
            "starts: [accepted]\n    stops: [", "starts: [{stage: 待客户确认}]\n    stops: §[{stage: 待客户确认}, ",
            ("/deadlines/3/stops", "it would stop on what starts it: {stage: 待客户确认}")),
        Alteration(
            "{number}\", en: \"New ticket {number}\"", "{number}\", en: §\"New ticket {numbr}\"",
            ("/templates/3/title/en", "there is no place numbr; is number meant?")),
        Alteration(
            "en: \"New ticket {number}\"", "en: §\"New ticket {number\"",
            ("/templates/3/title/en", "a brace has no other")),
        Alteration(
            "\"{year}{month}-{serial:3}\"", "§\"{year}-{serial:3}\"",
            ("/numbering/pattern", "numbers that restart monthly")),
        Alteration(
            "\"{year}{month}-{serial:3}\"", "§\"{serial:3}-{year}{month}\"", ("/numbering/pattern", "the serial")),
        Alteration(
            "\"{year}{month}-{serial:3}\"", "§\"{year}{month}{serial:10}\"",
            ("/numbering/pattern", "there is no {serial:10}")),
        Alteration(
            "\"{year}{month}-{serial:3}\"", "§\"#{year}{month}{serial:3}\"",
            ("/numbering/pattern", "between braces stand")),
        Alteration(", restarts: monthly}", ", restarts: daily}", ("/numbering/pattern", "numbers that restart daily")),
        Alteration(
            "priority: medium}\n    - {code: 高, name: {zh: 高, en: high}, priority: high}",
            "priority: high}\n    - {code: 高, name: {zh: 高, en: high}, priority: medium}",
            ("/intake/urgencies", "the calmest comes first")),
        Alteration(
            "required: [channel, description", "required: [channel, §beschreibung",
            ("/intake/required/1", "there is no field beschreibung")),
        Alteration(
            "required: [channel, description", "required: [channel, §channel",
            ("/intake/required/1", "it comes twice")),
        Alteration(
            "required: [channel, description", "required: [channel, §type, description",
            ("/intake/required/1", "type is required, and types declares none")),
        Alteration(
            "words: [建议, 希望增加, 优化一下,", "words: [§紧急, 希望增加, §URGENT, 优化一下,",
            ("/triage/lexicon/2/words/0", "\"紧急\" is a word of the priority urgent in line"),
            ("/triage/lexicon/2/words/2", "\"URGENT\" is a word of the priority urgent in")),
        Alteration(
            "- priority: high\n", "- §priority: urgent\n", ("/triage/lexicon/1", "the priority urgent comes twice")),
        Alteration(
            "words: [态度, 不耐烦,", "words: [态度, §Bug, 不耐烦,",
            ("/triage/categories/1/children/0/words/1", "\"Bug\" is a word of the category 系统故障 in line")),
        Alteration(
            "words: [态度, 不耐烦,", "words: [态度, login1, §Login1, 不耐烦,",
            ("/triage/categories/1/children/0/words/2", "\"Login1\" stands in line")),
        Alteration(
            "pseudoNegations: [类别", "pseudoNegations: [§NOT, 类别",
            ("/triage/pseudoNegations/0", "\"NOT\" is a word of negations in line")),
        Alteration(
            "conjunctions: [、", "conjunctions: [§ANY, 、",
            ("/triage/conjunctions/0", "\"ANY\" is a word of fillers in line")),
        Alteration(
            "  - code: escalated\n", "  - code: escalation\n",
            ("/templates", "the template escalated is missing: it is sent when")),
        Alteration(
            "en: \"Your request is done. Please rate it: {link}\"", "en: \"Please rate it\"",
            ("/templates/13/text", "an invitation to rate has {link} in both")),
        Alteration(
            "asks: [resolved]", "asks: §[resolved]", notice: "", ("/feedback/asks", "no customer gets the link")),
        Alteration(
            "asks: [resolved]", "asks: §[resolved]", notice: "  - {on: [surveyed], tell: [clerk], template: survey}\n",
            ("/feedback/asks", "no customer gets the link")),
        Alteration(
            "text: {zh: \"{agent} 正在处理您的需求[，预计 {due} 前完成]。\"", "text: §{zh: \"{agent} 正在处理：{link}\"",
            ("/templates/1/text", "{link} belongs where customers are asked to rate")),
        Alteration(
            "title: {zh: \"工单 {number} 已有人处理\"", "title: §{zh: \"{link}\"",
            ("/templates/1/title", "{link} belongs where customers are asked to rate")),
        Alteration(
            "tell: [customer], template: survey}", "tell: [customer], template: §surwey}",
            ("/notices/7/template", "there is no template surwey; is survey meant?")),
        Alteration(
            "{zh: \"新工单 {number}\"", "{zh: §\"新工单 [{number}\"", ("/templates/3/title/zh", "a bracket has no other")),
        Alteration(
            "en: \"New ticket {number}\"", "en: §\"New ticket {number}]\"",
            ("/templates/3/title/en", "a bracket has no other")),
        Alteration(
            "en: \"New ticket {number}\"", "en: §\"][ New ticket {number}\"",
            ("/templates/3/title/en", "a bracket has no other")),
        Alteration(
            "en: \"New ticket {number}\"", "en: §\"New [ticket [{number}]]\"",
            ("/templates/3/title/en", "a bracket has no other")),
        Alteration(
            "{after: 80%, remind: assignee, template: response", "{after: §0%, remind: assignee, template: response",
            ("/deadlines/2/warnings/0/after", "a warning comes after the start")),
        Alteration(
            "{after: 80%, remind: assignee, template: response", "{after: §80, remind: assignee, template: response",
            ("/deadlines/2/warnings/0/after", "it is to be a percentage")),
        Alteration(
            "next: [处理中]}", "next: §[待客户确认]}", ("/stages/1/next", "待客户确认 does not follow itself")),
        Alteration(
            "lifeCycle: resolved}", "lifeCycle: resolved, next: §[已闭环]}",
            ("/stages/2/next", "only stages in progress have something next")),
        Alteration(
            "  - {code: 已完成,", "  - §{code: 备件, name: {zh: 备件, en: parts}, lifeCycle: resolved}\n  - {code: 已完成,",
            ("/stages/2", "no ticket can come to 备件: it comes to the last")),
        Alteration(
            "lifeCycle: in-progress}\n",
            "lifeCycle: in-progress, next: [待客户确认]}\n"
                + "  - §{code: 备件, name: {zh: 备件, en: parts}, lifeCycle: in-progress}\n",
            ("/stages/1", "no ticket can come to 备件: name it")),
        Alteration(
            "review: {tiers: [VIP]", "review: {tiers: [§VVIP]",
            ("/triage/review/tiers/0", "there is no tier VVIP; is VIP meant?")),
        Alteration(
            "lifeCycle: resolved}", "lifeCycle: §resolve}", ("/stages/2/lifeCycle", "there is no life cycle resolve")),
        Alteration(
            "grade: satisfied, closes", "grade: very-satisfied, closes", ("/feedback/grades", "the best comes first")),
    ]

    @Test("wrong shapes", arguments: shapes)
    func shape(_ alteration: Alteration) throws { try check(alteration) }

    @Test("what does not go together", arguments: crossings)
    func crossing(_ alteration: Alteration) throws { try check(alteration) }

    private func check(_ alteration: Alteration) throws {
        let (source, marks) = try alteration.made()
        let faults = Alteration.faults(source)
        #expect(!faults.isEmpty)
        for expected in alteration.faults {
            let found = faults.contains { $0.path == expected.path && $0.text.english.hasPrefix(expected.text) }
            #expect(found, "\(expected) in \(faults)")
        }
        for mark in marks {
            #expect(faults.contains { $0.position == mark }, "\(mark) in \(faults)")
        }
        if !alteration.faults.isEmpty {
            #expect(faults.count == alteration.faults.count, "\(faults)")
        }
        #expect(faults == faults.sorted { $0.position < $1.position }, "in the order of their places")
        #expect(faults.allSatisfy { !$0.text.chinese.isEmpty && !$0.text.english.isEmpty })
    }

    @Test("a word that speaks for two is told of with both lines, and may be of a category and of those above")
    func words() throws {
        let lines = Alteration.profile.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("\"not working\"") }) + 1
        let attitude = "words: [态度, 不耐烦,"
        let changed = Alteration(attitude, "words: [态度, 不耐烦, §BROKEN,")
        let (source, marks) = try changed.made()
        let faults = Alteration.faults(source)
        #expect(faults.map(\.position) == marks)
        #expect(faults.first?.text.chinese == "“BROKEN”在第 \(line) 行已属于类别 系统故障，此处又属于类别 服务态度")
        let english = "\"BROKEN\" is a word of the category 系统故障 in line \(line), and here of the category 服务态度"
        #expect(faults.first?.text.english == english)
        #expect(Alteration.faults(try Alteration(attitude, "words: [态度, 投诉,").made().source).isEmpty)
    }

    @Test("a word of two categories below one is no fault, and told of with both places")
    func siblings() throws {
        #expect(PolicyFiles.profile("smart-dispatch").warnings.isEmpty)
        let rude = Alteration.profile.replacing("没人理, rude", with: "没人理, §rude")
        let there = try #require(Alteration.unmarked(rude).marks.first)
        let (source, marks) = try Alteration("words: [太慢, 拖延,", "words: [太慢, §RUDE, 投诉, 拖延,").made()
        let here = try #require(marks.first)
        let warnings = try PolicyFiles.read(source).warnings
        #expect(
            warnings.map(\.english) == [
                "\"RUDE\" is a word of the category 服务态度 (line \(there.line), column \(there.column)) and of the "
                    + "category 处理时效 (line \(here.line), column \(here.column)), which are below one category: "
                    + "it does not tell them apart"
            ])
        #expect(warnings.first?.chinese.contains("第 \(here.line) 行第 \(here.column) 列") == true)
    }

    /// What was a policy when it was published, and would be none today.
    static let outgrown = [
        Alteration("words: [态度, 不耐烦,", "words: [态度, Bug,"), Alteration("words: [态度, 不耐烦,", "words: [态度, a, A,"),
        Alteration("  - code: escalated\n", "  - code: escalation\n"),
        Alteration("en: \"Your request is done. Please rate it: {link}\"", "en: \"Please rate it\""),
        Alteration("asks: [resolved]", "asks: [resolved]", notice: ""),
        Alteration("en: \"Somebody is on {number}\"", "en: \"{link}\""),
        Alteration("en: \"New ticket {number}\"", "en: \"[New ticket {number}\""),
        Alteration("after: 80%, remind: assignee, template: resp", "after: 0%, remind: assignee, template: resp"),
        Alteration("next: [处理中]}", "next: [待客户确认]}"),
        Alteration("lifeCycle: resolved}", "lifeCycle: resolved, next: [已闭环]}"),
        Alteration("onBreach: [reassign]", "onBreach: [reassign, reassign]"),
    ]

    @Test("of rules that came later are told of what is new, and not of what was published", arguments: outgrown)
    func published(_ alteration: Alteration) throws {
        let source = try alteration.made().source
        #expect(Alteration.faults(source).count == 1)
        _ = try Policy(reading: try PolicyFiles.node(source), version: 1, isPublished: true)
    }

    @Test("customers may be reminded of a survey with its link, and a policy that sends none has no notice of it")
    func links() throws {
        let reminded = Alteration(
            "onBreach: [close-unrated]",
            "warnings: [{after: 50%, remind: customer, template: accepted}]\n    onBreach: [close-unrated]")
        let source = String(decoding: try reminded.made().source, as: UTF8.self)
        let linked = source.replacing("en: \"Somebody is on {number}\"", with: "en: \"Please rate: {link}\"")
        #expect(linked != source && Alteration.faults(Array(linked.utf8)).isEmpty)
        let clerks = linked.replacing("{after: 50%, remind: customer", with: "{after: 50%, remind: clerk")
        #expect(Alteration.faults(Array(clerks.utf8)).map(\.path) == ["/templates/1/title"])
        let unasked = Alteration.profile.replacing("asks: [resolved]", with: "asks: []").replacing("：{link}", with: "")
            .replacing(": {link}", with: "").replacing(Alteration.surveyNotice, with: "")
        #expect(Alteration.faults(Array(unasked.utf8)).isEmpty)
    }

    @Test("a file that says nothing is told of once, with everything that is missing")
    func nothing() {
        #expect(Alteration.faults(Array("{}".utf8)).count == 12)
        #expect(Alteration.faults([]).map(\.text.english) == ["there is nothing in it"])
        #expect(Alteration.faults(Array("[]".utf8)).count == 1)
        #expect(Alteration.faults(Array("intake: 3".utf8)).count == 12)
    }

    @Test("no more faults are told than anybody reads")
    func many() {
        let channels = (0..<60).map { "{code: \($0), name: {zh: a}}" }.joined(separator: ", ")
        #expect(Alteration.faults(Array("intake: {channels: [\(channels)]}".utf8)).count == PolicyLimits.faultsMax)
    }
}
