internal import Events

extension Policy.Triage {
    init(_ place: Place?) {
        self.init(
            categories: [], lexicon: [], otherwise: .medium, negations: [], fillers: [], conjunctions: [],
            pseudoNegations: [], confidenceMin: 0, charactersMin: 0,
            review: Policy.Review(tiers: [], categories: [], priorities: []))
        guard let place else { return }
        let members = place.members(.triage)
        let first = members.declarations("categories", .category, max: PolicyLimits.categoriesMax)
        categories = first.flatMap(Policy.Category.family)
        if categories.count > PolicyLimits.categoriesMax {
            let most = PolicyLimits.categoriesMax
            members["categories"]?.fault(
                "两级共 \(categories.count) 个类别，最多 \(most) 个",
                "there are \(categories.count) categories on both levels; at most \(most) are taken")
        }
        lexicon = Self.lexicon(members.elements("lexicon", max: Priority.allCases.count))
        otherwise = members["otherwise"]?.priority() ?? .medium
        negations = members.negationWords("negations", "否定词")
        fillers = members.negationWords("fillers", "否定词之后可有的词")
        conjunctions = members.negationWords("conjunctions", "并列词")
        pseudoNegations = members.negationWords("pseudoNegations", "形似否定的词")
        confidenceMin = members["confidenceMin"]?.share() ?? 0
        charactersMin = members["charactersMin"]?.number(0...PolicyLimits.charactersMax) ?? 0
        if let place = members["review"] { review = Policy.Review(place) }
    }

    /// A priority has one list of words.
    private static func lexicon(_ places: [Place]) -> [Policy.PriorityWords] {
        var priorities: Set<Priority> = []
        return places.map { place in
            let count = place.reading.faults.count
            let entry = Policy.PriorityWords(place)
            if place.reading.faults.count == count, !priorities.insert(entry.priority).inserted {
                place.fault("优先级 \(entry.priority) 出现了两次", "the priority \(entry.priority) comes twice")
            }
            return entry
        }
    }
}

extension Members {
    fileprivate func negationWords(_ name: String, _ chinese: String) -> [String] {
        self[name]?.words(.negation, group: name, LocalText(chinese, name)) ?? []
    }
}

extension Policy.Category {
    /// A category of the first level and those below it.
    fileprivate static func family(_ place: Place) -> [Policy.Category] {
        let members = place.members(.category)
        let parent = Policy.Category(members, below: nil)
        return [parent]
            + members.elements("children", max: PolicyLimits.categoriesMax).map { child in
                Policy.Category(child.members(.subcategory), below: parent)
            }
    }

    private init(_ members: Members, below parent: Policy.Category?) {
        code = members.declaredCode(.category)
        name = members.name
        self.parent = parent?.code ?? ""
        let owner = LocalText("类别 \(code)", "the category \(code)")
        skill = members["skill"]?.reference(.skill) ?? parent?.skill
        words =
            members["words"]?.words(.category, group: parent?.code ?? code, isBelow: parent != nil, owner) ?? []
        isNegatable = members["negatable"]?.bool() ?? parent?.isNegatable ?? true
        estimate = members["estimate"]?.duration() ?? parent?.estimate ?? .seconds(1)
    }
}

extension Policy.PriorityWords {
    fileprivate init(_ place: Place) {
        let members = place.members(.priorityWords)
        priority = members["priority"]?.priority() ?? .medium
        let name = LocalText("优先级 \(priority)", "the priority \(priority)")
        words = members["words"]?.words(.priority, group: "\(priority)", name) ?? []
    }
}

extension Policy.Review {
    fileprivate init(_ place: Place) {
        let members = place.members(.review)
        tiers = members["tiers"]?.references(.tier, max: PolicyLimits.choicesMax) ?? []
        categories = members["categories"]?.references(.category, max: PolicyLimits.categoriesMax) ?? []
        priorities =
            members["priorities"].map { place in
                place.distinct(place.elements(max: Priority.allCases.count)) { $0.priority() }
            } ?? []
    }
}
