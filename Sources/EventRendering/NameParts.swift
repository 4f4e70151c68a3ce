/// The parts by which people are called whose whole names are known: John of John Smith, 建国 or 张先生 of 张建国.
///
/// A family name of one character alone is none of them, and a word that everybody uses is none either: a text is to
/// stay a text. Which words those are is a matter of lists; they hold what is often met, and nothing is claimed of the
/// rest.
struct NameParts: Hashable, Sendable {
    struct Word: Hashable, Sendable {
        /// In small letters.
        var letters: [Character]
        /// It means something else as well.
        var isOrdinary = false
    }

    /// What is a name by itself.
    private(set) var words: [Word] = []
    /// Chinese family names, which tell who is meant together with a form of address.
    private var familyNames: [[Character]] = []

    /// - Parameter names: in small letters.
    init(_ names: [[Character]]) {
        for name in names {
            words += Self.latinWords(name)
            guard let family = Self.familyName(name) else { continue }
            if !familyNames.contains(family) { familyNames.append(family) }
            if family.count > 1 { words.append(Word(letters: family)) }
            let given = Array(name[family.count...])
            if given.count == 2, !Self.titles.contains(given), !Self.ordinaryGivenNames.contains(String(given)) {
                words.append(Word(letters: given))
            }
        }
    }

    /// With what a form of address may begin.
    var firsts: Set<Character> {
        familyNames.isEmpty ? [] : Set(familyNames.map { $0[0] } + ["小", "老"])
    }

    /// Where a form of address ends that begins at `start`, as 张先生, 张总 or 小张; nil where there is none.
    func address(in text: [Character], at start: Int) -> Int? {
        for family in familyNames {
            if "小老".contains(text[start]), text[(start + 1)...].starts(with: family) {
                let end = start + 1 + family.count
                return Self.ordinaryNicknames.contains(String(text[start..<end])) ? nil : end
            }
            guard text[start...].starts(with: family), !Self.isCounted(text, at: start) else { continue }
            let rest = text[(start + family.count)...]
            guard let title = Self.titles.first(where: { rest.starts(with: $0) }) else { continue }
            let end = start + family.count + title.count
            let goesOn = end < text.count && Self.ordinaryBeginnings[title]?.contains(text[end]) ?? false
            if !goesOn { return end }
        }
        return nil
    }

    /// A sheet, not a Zhang: 一张工单.
    private static func isCounted(_ text: [Character], at start: Int) -> Bool {
        guard text[start] == "张", start > 0 else { return false }
        return text[start - 1].isNumber || "一二三四五六七八九十百千两几多数每这那整半".contains(text[start - 1])
    }

    static func isLatinLetter(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value < 0x250 else { return false }
        return character.isLetter
    }

    /// Three letters and more: shorter ones are initials and particles.
    private static func latinWords(_ name: [Character]) -> [Word] {
        let parts = name.split { !isLatinLetter($0) }.filter { $0.count >= 3 && $0.count < name.count }
        return parts.map(Array.init).filter { !noNames.contains(String($0)) }
            .map { Word(letters: $0, isOrdinary: ordinaryNames.contains(String($0))) }
    }

    /// Of a Chinese person's name: the first character or two; nil where it does not look like one.
    private static func familyName(_ name: [Character]) -> [Character]? {
        guard name.count >= 2, name.allSatisfy(isHan) else { return nil }
        let first = Array(name.prefix(2))
        if name.count >= 3, name.count <= 4 || titles.contains(Array(name[2...])),
            longFamilyNames.contains(String(first))
        {
            return first
        }
        let isShort = name.count <= 3 || titles.contains(Array(name[1...]))
        return isShort && commonFamilyNames.contains(name[0]) ? [name[0]] : nil
    }

    private static func isHan(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x3400...0x9fff).contains(scalar.value) || (0x20000...0x323af).contains(scalar.value)
    }
}

// The lists.
extension NameParts {
    /// The longest first: 总经理 is not 总.
    private static let titles: [[Character]] = [
        "总经理", "董事长", "先生", "女士", "小姐", "太太", "经理", "老师", "师傅", "老板", "店长", "主任", "医生", "大夫", "律师", "教授", "主管",
        "阿姨", "叔叔", "大哥", "大姐", "大爷", "大妈", "奶奶", "爷爷", "同学", "同志", "厂长", "校长", "院长", "所长", "部长", "处长", "科长", "局长",
        "队长", "组长", "会计", "总监", "总", "工", "董", "哥", "姐",
    ].map(Array.init)

    /// What makes another word of a form of address of one character: 总计, 工单.
    private static let ordinaryBeginnings: [[Character]: String] = [
        ["总"]: "计共额数价部量和体", ["工"]: "单作程人资具厂时期艺业商号序", ["董"]: "事",
    ]

    private static let ordinaryNicknames: Set<String> = [
        "小时", "小区", "小费", "小米", "小麦", "小路", "小车", "小包", "小计", "小门", "小雨", "小于", "小山", "小黄", "小白", "小红", "小方", "老年",
        "老家", "老公", "老路", "老牛", "老车",
    ]

    private static let ordinaryGivenNames: Set<String> = [
        "建国", "国庆", "和平", "文化", "建设", "健康", "平安", "光明", "胜利", "解放", "中华", "文明", "丰收", "学习", "幸福", "快乐", "美丽", "天天",
        "大海", "阳光", "希望", "新华", "春节", "元旦", "高兴", "开心", "安全", "长江", "黄河", "东方", "小时", "朋友", "客户", "用户", "家里",
    ]

    private static let longFamilyNames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "司徒", "夏侯", "轩辕", "端木", "呼延", "闻人", "申屠", "澹台",
        "公冶", "宗政", "濮阳", "淳于", "拓跋", "独孤",
    ]

    private static let commonFamilyNames = Set(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
            + "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦邢柳岳齐沿梅"
            + "莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜"
            + "吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来缪苟褚肖连缪闫仇麦区年")

    /// Parts of names that say of nobody who they are.
    private static let noNames: Set<String> = [
        "mrs", "miss", "sir", "madam", "prof", "the", "and", "von", "van", "der", "den", "bin", "ltd", "inc", "llc",
        "gmbh",
        "corp", "company", "limited", "trading", "shop", "store", "hotel", "service", "services", "group", "test",
        "customer",
        "office", "center", "centre", "school", "bank", "technology", "international",
    ]

    /// Names that are words as well.
    private static let ordinaryNames: Set<String> = [
        "will", "mark", "bill", "may", "rose", "grace", "hope", "joy", "art", "guy", "rich", "long", "young", "king",
        "page",
        "hunter", "frank", "grant", "jack", "rob", "sue", "pat", "dean", "earl", "chase", "april", "june", "august",
        "dawn",
        "faith", "ivy", "lily", "olive", "penny", "summer", "sky", "carter", "cook", "baker", "bush", "brown", "green",
        "white", "black", "gray", "grey", "field", "fields", "wood", "woods", "stone", "hill", "day", "bond", "best",
        "small",
        "little", "moore", "price", "park", "wall", "ward", "lane", "low", "good", "can", "sun", "win", "tan", "fan",
        "man",
        "chip", "drew", "gene", "miles", "mason", "major", "max", "pierce", "reed", "ray", "sandy", "wade", "said",
    ]
}
