internal import Events

extension Policy.Triage {
    init(_ place: Place?) {
        self.init(
            categories: [], lexicon: [], otherwise: .medium, negations: [], confidenceMin: 0, charactersMin: 0,
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
        lexicon = members.elements("lexicon", max: Priority.allCases.count).map(Policy.PriorityWords.init)
        checkLexicon(members["lexicon"])
        otherwise = members["otherwise"]?.priority() ?? .medium
        negations = members["negations"]?.words() ?? []
        confidenceMin = members["confidenceMin"]?.share() ?? 0
        charactersMin = members["charactersMin"]?.number(0...PolicyLimits.charactersMax) ?? 0
        if let place = members["review"] { review = Policy.Review(place) }
    }

    /// A word has one priority, and a priority one list of words.
    private func checkLexicon(_ place: Place?) {
        guard let place else { return }
        var priorities: Set<Priority> = []
        var seen: [String: Priority] = [:]
        for entry in lexicon {
            if !priorities.insert(entry.priority).inserted {
                place.fault("优先级 \(entry.priority) 出现了两次", "the priority \(entry.priority) comes twice")
            }
            for word in entry.words where !word.isEmpty {
                guard let other = seen.updateValue(entry.priority, forKey: word), other != entry.priority else {
                    continue
                }
                place.fault(
                    "“\(word)”同时属于 \(other) 与 \(entry.priority)",
                    "\"\(word)\" is a word of \(other) and of \(entry.priority)")
            }
        }
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
        skill = members["skill"]?.reference(.skill) ?? parent?.skill
        words = members["words"]?.words() ?? []
        estimate = members["estimate"]?.duration() ?? parent?.estimate ?? .seconds(1)
    }
}

extension Policy.PriorityWords {
    fileprivate init(_ place: Place) {
        let members = place.members(.priorityWords)
        priority = members["priority"]?.priority() ?? .medium
        words = members["words"]?.words() ?? []
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
