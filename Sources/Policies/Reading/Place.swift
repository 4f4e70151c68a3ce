/// One value of a policy file on its way into the policy. Whoever reads something wrong gets something harmless in its
/// place and goes on: all faults are found at once, and of a reading with faults nothing is kept.
package struct Place {
    package let node: PolicyNode
    package let path: String
    package let reading: PolicyReading

    package init(node: PolicyNode, path: String, reading: PolicyReading) {
        self.node = node
        self.path = path
        self.reading = reading
    }

    package func fault(_ chinese: String, _ english: String) {
        reading.note(PolicyFault(at: node.position, path: path, LocalText(chinese, english)))
    }

    /// A word that is none of `known`.
    package func unknown(_ kind: LocalText, _ word: String, known: [String]) {
        let word = word.shortened
        guard !known.isEmpty else {
            return fault(
                "没有\(kind.chinese) \(word)；一个也没有声明", "there is no \(kind.english) \(word); none is declared")
        }
        if let meant = nearest(word, of: known) {
            return fault(
                "没有\(kind.chinese) \(word)；是否指 \(meant)？", "there is no \(kind.english) \(word); is \(meant) meant?")
        }
        let shown = known.prefix(Self.namesShown)
        let more = known.count > shown.count
        fault(
            "没有\(kind.chinese) \(word)；可用：\(shown.joined(separator: "、"))\(more ? " 等" : "")",
            "there is no \(kind.english) \(word); there are \(shown.joined(separator: ", "))\(more ? " and more" : "")")
    }

    private static let namesShown = 20

    /// Another kind of value stands here.
    package func wrong(_ chinese: String, _ english: String) {
        if node.content == .empty {
            return fault(
                "这里没有值；应为\(chinese)，不需要时请删去该项", "nothing is written here; it is \(english), or leave the member out")
        }
        fault("应为\(chinese)", "it is to be \(english)")
    }

    // MARK: Mappings and lists

    /// The members of a mapping of this kind; those that it may not have are faults.
    package func members(_ list: MemberList) -> Members {
        guard case .mapping(let members) = node.content else {
            let names = list.all.joined(separator: ", ")
            wrong("映射，成员有 \(names)", "a mapping with \(names)")
            return Members(place: self, list: list, values: [:], isBroken: true)
        }
        var values: [String: Place] = [:]
        for member in members {
            guard list.all.contains(member.name) else {
                let place = Place(node: PolicyNode(.empty, at: member.position), path: path, reading: reading)
                place.unknown(LocalText("成员", "member"), member.name, known: list.all)
                continue
            }
            values[member.name] = Place(node: member.value, path: path + "/" + member.name, reading: reading)
        }
        for name in list.required where values[name] == nil {
            fault("缺少成员 \(name)", "the member \(name) is missing")
        }
        return Members(place: self, list: list, values: values, isBroken: false)
    }

    /// A mapping whose names are codes that are declared elsewhere.
    package func entries(max: Int) -> [(key: Place, name: String, value: Place)] {
        guard case .mapping(let members) = node.content else {
            wrong("映射", "a mapping")
            return []
        }
        checkCount(members.count, max)
        return members.prefix(max).map { member in
            let path = path + "/" + member.name.pointerToken
            return (
                Place(node: PolicyNode(.text(member.name), at: member.position), path: path, reading: reading),
                member.name, Place(node: member.value, path: path, reading: reading)
            )
        }
    }

    package func elements(max: Int) -> [Place] {
        guard case .sequence(let elements) = node.content else {
            wrong("列表", "a list")
            return []
        }
        checkCount(elements.count, max)
        return elements.prefix(max).enumerated().map { index, element in
            Place(node: element, path: "\(path)/\(index)", reading: reading)
        }
    }

    private func checkCount(_ count: Int, _ max: Int) {
        if count > max { fault("有 \(count) 项，最多 \(max) 项", "it has \(count) entries; at most \(max) are taken") }
    }

    var isSequence: Bool {
        if case .sequence = node.content { return true }
        return false
    }
}

/// The members of one mapping.
package struct Members {
    let place: Place
    let list: MemberList
    fileprivate let values: [String: Place]
    /// It is no mapping: what it should hold is not asked for again.
    package let isBroken: Bool

    fileprivate init(place: Place, list: MemberList, values: [String: Place], isBroken: Bool) {
        self.place = place
        self.list = list
        self.values = values
        self.isBroken = isBroken
    }

    /// Nil where it is left out; a required one is told of already.
    package subscript(_ name: String) -> Place? {
        precondition(list.all.contains(name), "\(list.name) has no member \(name)")
        return values[name]
    }

    /// The elements of a list; none where it is left out.
    package func elements(_ name: String, max: Int) -> [Place] { self[name]?.elements(max: max) ?? [] }

    /// The elements of a list that declares codes.
    func declarations(_ name: String, _ kind: CodeKind, max: Int) -> [Place] {
        guard let place = self[name], place.isSequence else {
            if list.required.contains(name) || self[name] != nil || isBroken { place.reading.leaveIncomplete(kind) }
            return elements(name, max: max)
        }
        return place.elements(max: max)
    }

    /// The code that this mapping declares.
    func declaredCode(_ kind: CodeKind) -> String {
        guard let place = self["code"] else {
            place.reading.leaveIncomplete(kind)
            return ""
        }
        let code = place.code()
        place.reading.declare(kind, code, at: place)
        return code
    }

    package var name: LocalText { self["name"]?.localText() ?? LocalText("", "") }
}

extension String {
    /// As a part of a JSON Pointer.
    var pointerToken: String {
        var token = ""
        for character in self { token += character == "~" ? "~0" : character == "/" ? "~1" : String(character) }
        return token
    }

    /// As a fault shows it.
    var shortened: String { count > 60 ? prefix(60) + "…" : self }
}
