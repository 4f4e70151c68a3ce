internal import CivilTime
internal import Events
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Policies

/// The parameters behind the question mark, read like a ``Form``: all faults at once, and none that nobody knows.
struct QueryForm {
    private let given: [(name: String, value: String)]
    private var known: Set<String> = []
    private(set) var faults: [FieldFault] = []

    init(_ uri: URI) {
        given = uri.queryParameters.map { (String($0.key), String($0.value)) }
    }

    /// Every value of a parameter; values may also stand in one, with commas between them.
    mutating func texts(_ name: String) -> [String] {
        known.insert(name)
        return given.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    mutating func text(_ name: String) -> String? {
        known.insert(name)
        return given.last { $0.name == name }?.value
    }

    mutating func number(_ name: String, _ range: ClosedRange<Int64>) -> Int64? {
        guard let text = text(name) else { return nil }
        if let number = Int64(text), range.contains(number) { return number }
        fault(
            name,
            LocalText(
                "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数。",
                "It is a whole number from \(range.lowerBound) to \(range.upperBound)."))
        return nil
    }

    mutating func choice<Choice>(_ name: String, _ choices: [(String, Choice)]) -> Choice? {
        guard let text = text(name) else { return nil }
        if let found = choices.first(where: { $0.0 == text }) { return found.1 }
        faults.append(.unknownCode("?" + name, text, choices.map(\.0)))
        return nil
    }

    /// Every value of a parameter, each one of a few words.
    mutating func choices<Choice>(_ name: String, _ choices: [(String, Choice)]) -> [Choice] {
        texts(name).compactMap { text in
            if let found = choices.first(where: { $0.0 == text }) { return found.1 }
            faults.append(.unknownCode("?" + name, text, choices.map(\.0)))
            return nil
        }
    }

    mutating func instant(_ name: String) -> Instant? {
        guard let text = text(name) else { return nil }
        // A plus that was not escaped arrives as a blank.
        if let time = Timestamp(text) ?? Timestamp(text.replacing(" ", with: "+")) {
            return Instant(milliseconds: time.milliseconds)
        }
        fault(name, LocalText("应为 RFC 3339 时间。", "It is a time of RFC 3339."))
        return nil
    }

    mutating func fault(_ name: String, _ detail: LocalText) { fault(at: "?" + name, detail) }

    mutating func fault(at pointer: String, _ detail: LocalText) {
        faults.append(FieldFault(pointer: pointer, code: .value, detail: detail))
    }

    /// To be called last.
    /// - Throws: a ``Problem`` that names everything that is wrong.
    mutating func end() throws(Problem) {
        for name in Set(given.map(\.name)).subtracting(known).sorted() {
            faults.append(
                FieldFault(
                    pointer: "?" + name, code: .unknown,
                    detail: LocalText("没有这个参数，请去掉。", "There is no such parameter: leave it out.")))
        }
        guard faults.isEmpty else { throw .invalid(faults) }
    }
}
