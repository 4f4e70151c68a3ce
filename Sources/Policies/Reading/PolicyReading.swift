/// What a reading has found so far: faults, and which codes are declared and referred to. One object that all places
/// of a reading share; it lives no longer than the reading.
package final class PolicyReading {
    package private(set) var faults: [PolicyFault] = []
    private var declared: [CodeKind: [String: PolicyNode.Position]] = [:]
    private var references: [(kind: CodeKind, code: String, place: Place)] = []
    private var incomplete: Set<CodeKind> = []
    private var claims: [WordClaim: [(claimant: WordClaimant, position: PolicyNode.Position)]] = [:]
    /// What is no fault, and worth knowing; in the order in which it was found.
    private(set) var warnings: [LocalText] = []

    /// It lies in a log: rules of the language that came later do not hold for it, or the log could not be opened.
    let isPublished: Bool

    /// Whether there is a time zone of this name here; nil where nobody can say.
    let isZone: ((String) -> Bool)?

    package init(isPublished: Bool = false, isZone: ((String) -> Bool)? = nil) {
        self.isPublished = isPublished
        self.isZone = isZone
    }

    package func note(_ fault: PolicyFault) { faults.append(fault) }

    /// This code is there to be referred to.
    func declare(_ kind: CodeKind, _ code: String, at place: Place) {
        guard !code.isEmpty else { return leaveIncomplete(kind) }
        if let first = declared[kind]?[code] {
            return place.fault(
                "\(kind.name.chinese) \(code) 在第 \(first.line) 行已经声明过",
                "the \(kind.name.english) \(code) is declared in line \(first.line) already")
        }
        declared[kind, default: [:]][code] = place.node.position
    }

    /// Declares a code that is there by itself.
    func declareBuiltIn(_ kind: CodeKind, _ code: String) { declared[kind, default: [:]][code] = .start }

    /// This code must be declared somewhere.
    func refer(_ kind: CodeKind, _ code: String, at place: Place) {
        if !code.isEmpty { references.append((kind, code, place)) }
    }

    /// What is declared could not all be read: nobody is told that a code is missing which may stand there.
    func leaveIncomplete(_ kind: CodeKind) { incomplete.insert(kind) }

    func isIncomplete(_ kind: CodeKind) -> Bool { incomplete.contains(kind) }

    /// This word speaks for somebody: for nobody else, then, and once. Words are compared as they are found in texts.
    func claim(_ word: String, for claimant: WordClaimant, at place: Place) {
        guard !isPublished, !word.isEmpty else { return }
        let claim = WordClaim(purpose: claimant.purpose, word: word.foldedWord)
        let position = place.node.position
        let earlier = claims[claim] ?? []
        claims[claim] = earlier + [(claimant, position)]
        if let same = earlier.first(where: { $0.claimant.list == claimant.list }) {
            let line = same.position.line
            place.fault("“\(word)”在第 \(line) 行已经写过", "\"\(word)\" stands in line \(line) already")
        } else if let first = earlier.first, first.claimant.group != claimant.group {
            let (name, line) = (first.claimant.name, first.position.line)
            place.fault(
                "“\(word)”在第 \(line) 行已属于\(name.chinese)，此处又属于\(claimant.name.chinese)",
                "\"\(word)\" is a word of \(name.english) in line \(line), and here of \(claimant.name.english)")
        } else if claimant.isBelow, let first = earlier.first(where: { $0.claimant.isSibling(of: claimant) }) {
            let (here, there) = (claimant.name, first.claimant.name)
            warnings.append(
                LocalText(
                    "“\(word)”既属于\(there.chinese)（\(first.position.chinese)），又属于\(here.chinese)（\(position.chinese)）："
                        + "两者同属一个上级，该词不能区分它们",
                    "\"\(word)\" is a word of \(there.english) (\(first.position.english)) and of \(here.english) "
                        + "(\(position.english)), which are below one category: it does not tell them apart"))
        }
    }

    /// Tells of the codes that are declared nowhere.
    func resolveReferences() {
        for (kind, code, place) in references where !incomplete.contains(kind) {
            let known = declared[kind] ?? [:]
            guard known[code] == nil else { continue }
            let names = known.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
            place.unknown(kind.name, code, known: names)
        }
    }

    /// In the order of their places, each once; no more than anybody reads.
    package var faultsInOrder: [PolicyFault] {
        var seen: Set<PolicyFault> = []
        let ordered = faults.enumerated().sorted { left, right in
            (left.element.position, left.offset) < (right.element.position, right.offset)
        }
        return Array(ordered.map(\.element).filter { seen.insert($0).inserted }.prefix(PolicyLimits.faultsMax))
    }
}

/// Whom a word of a policy speaks for.
struct WordClaimant {
    enum Purpose: Hashable { case priority, category, negation }

    var purpose: Purpose
    /// Claimants of one group may have a word in common: a category and those below it.
    var group: String
    /// Whether it is one of those below another of its group.
    var isBelow: Bool
    /// The path of the list that the word stands in.
    var list: String
    var name: LocalText

    func isSibling(of other: WordClaimant) -> Bool { isBelow && other.isBelow && group == other.group }
}

extension PolicyNode.Position {
    fileprivate var chinese: String { "第 \(line) 行第 \(column) 列" }
    fileprivate var english: String { "line \(line), column \(column)" }
}

private struct WordClaim: Hashable {
    var purpose: WordClaimant.Purpose
    var word: [UInt8]
}

/// What a code names.
enum CodeKind: Hashable {
    case channel, urgency, tier, type, category, skill, pool, ring, stage, deadline, calendar, grade, reason, template

    var name: LocalText {
        switch self {
        case .channel: LocalText("渠道", "channel")
        case .urgency: LocalText("紧急程度", "urgency")
        case .tier: LocalText("客户等级", "tier")
        case .type: LocalText("类型", "type")
        case .category: LocalText("类别", "category")
        case .skill: LocalText("技能", "skill")
        case .pool: LocalText("人员池", "pool")
        case .ring: LocalText("派单环", "ring")
        case .stage: LocalText("处理节点", "stage")
        case .deadline: LocalText("时限", "deadline")
        case .calendar: LocalText("日历", "calendar")
        case .grade: LocalText("评价", "grade")
        case .reason: LocalText("原因", "reason")
        case .template: LocalText("模板", "template")
        }
    }
}
