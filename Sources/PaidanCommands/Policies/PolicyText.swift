package import EventRendering
internal import JSONText
package import Policies

extension PolicyFault {
    /// `policy.yaml:12:5: /deadlines/0/length: …`, as compilers tell it and editors find it.
    package func line(_ file: String, _ language: Language) -> String {
        let place = path.isEmpty ? "" : path + ": "
        return "\(file):\(position.line):\(position.column): \(place)\(text[language])".plainLine
    }

    func json(_ language: Language) -> JSON {
        [
            "line": JSON(position.line), "column": JSON(position.column), "path": .string(path),
            "text": .string(text[language]),
        ]
    }
}

extension Policy {
    /// What it is and how much of everything there is.
    func summary(_ language: Language) -> String {
        let name = self.name[language]
        let counts = counts.map { kind in
            language("\(kind.chinese) \(kind.count)", Amounts.count(kind.count, kind.english, plural: kind.name))
        }
        return "\(profile) \(name)" + language.inParentheses(counts)
    }

    var summaryJSON: JSON {
        .object([("profile", .string(profile))] + counts.map { ($0.name, JSON($0.count)) })
    }

    /// The name is what many of them are called.
    private var counts: [(name: String, chinese: String, english: String, count: Int)] {
        [
            ("channels", "渠道", "channel", intake.channels.count),
            ("categories", "类别", "category", triage.categories.count),
            ("rings", "派单环", "ring", dispatch.rings.count), ("stages", "处理节点", "stage", stages.count),
            ("deadlines", "时限", "deadline", deadlines.count), ("grades", "评价", "grade", feedback.grades.count),
            ("templates", "模板", "template", templates.count),
        ]
    }
}
