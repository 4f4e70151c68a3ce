package import Events
package import Policies

/// Which columns of a file are what, and which of its rows mean what: read from a mapping file.
package struct Mapping: Hashable, Sendable {
    package enum Format: String, CaseIterable, Hashable, Sendable {
        /// RFC 4180, with a head.
        case csv
        /// A JSON object a line.
        case jsonLines = "json-lines"
    }

    /// What says which skill a case asks for.
    package enum SkillSource: String, CaseIterable, Hashable, Sendable {
        case category, queue
        /// The record does not say: anybody can take anything.
        case anybody
    }

    package var name: LocalText
    package var format: Format
    /// Of times without an offset.
    package var zone: String
    /// The columns that anything below uses; the rest of a row is not kept.
    package internal(set) var columns: [Column] = []
    /// What stands where nothing is known; an empty field always does.
    package var missing: [String] = []
    /// Nil where each row is a case of its own, named by its number.
    package var caseName: Int?
    /// When a row happened.
    package var time: TimePlace
    package var resource: Int?
    package var category: Int?
    package var queue: Int?
    package var priority: Int?
    package var channel: Int?
    package var customer: Int?
    package var text: Int?
    package var priorities: [String: Priority] = [:]
    package var channels: [String: String] = [:]
    /// What the policy calls categories, or queues, that the record calls otherwise.
    package var categories: [String: String] = [:]
    /// The channel of a case that names none, or one that is not in ``channels``.
    package var channelOtherwise = ""
    package var skill: SkillSource = .anybody
    /// Who took whatever names nobody: a desk, of a record that never names people.
    package var desk: String?
    /// Resources that are programs.
    package var programs: [ValuePattern] = []
    /// One who serves one customer at a time: two at once are a blemish.
    package var oneAtATime = false
    /// Columns that hold seconds and must not be negative.
    package var durations: [Int] = []
    package var activity: Activity?
    package var steps: [StepRule] = []

    /// A column as the mapping names it, and where.
    package struct Column: Hashable, Sendable {
        package var name: String
        package var position: PolicyNode.Position
        /// A JSON Pointer into the mapping.
        package var path: String
    }

    /// The column that says what happened, and what of it means no step.
    package struct Activity: Hashable, Sendable {
        package var column: Int
        package var ignored: [ValuePattern]
    }
}

extension Mapping {
    /// Where a time stands: columns, joined by a blank, and how it is written.
    package struct TimePlace: Hashable, Sendable {
        package var columns: [Int]
        package var pattern: TimePattern
    }

    /// When a row means a step. All conditions hold together.
    package struct StepRule: Hashable, Sendable {
        package var kind: StepKind
        package var when: [Condition] = []
        package var unless: [Condition] = []
        /// Only the first row of a case.
        package var isFirst = false
        /// Only the last row of a case.
        package var isLast = false
        /// The number here, or the text where it is none, is higher than in the row before of the case that has one.
        package var rises: Int?
        /// The value here is another than in the row before of the case that fulfils ``when``, where there is one.
        package var changes: Int?
        /// What of the case's life came last is one of these; empty for no matter what.
        package var after: [StepKind] = []
        /// Nil for the row's own.
        package var time: TimePlace?
        /// Nil for the row's own.
        package var resource: Int?
        /// Nobody has to be named for it.
        package var isByAnybody = false
    }

    package struct Condition: Hashable, Sendable {
        package var column: Int
        /// One of these.
        package var values: [ValuePattern]

        func holds(_ value: String?) -> Bool {
            guard let value else { return false }
            return values.contains { $0.matches(value) }
        }
    }
}

/// A value, or what it begins or ends with: `Wait*`, `*-Siebel`.
package struct ValuePattern: Hashable, Sendable {
    private enum Part: Hashable { case whole, beginning, end }
    private let text: String
    private let part: Part

    package init(_ pattern: String) {
        if pattern.hasSuffix("*") {
            (text, part) = (String(pattern.dropLast()), .beginning)
        } else if pattern.hasPrefix("*") {
            (text, part) = (String(pattern.dropFirst()), .end)
        } else {
            (text, part) = (pattern, .whole)
        }
    }

    package func matches(_ value: String) -> Bool {
        switch part {
        case .whole: value == text
        case .beginning: value.hasPrefix(text)
        case .end: value.hasSuffix(text)
        }
    }
}
