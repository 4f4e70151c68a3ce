internal import CivilTime
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import Policies
internal import Synchronization

/// A JSON object that somebody filled in. Reading goes on after a fault, so that all are named at once.
struct Form {
    private let container: KeyedDecodingContainer<Member>
    private let pointer: String
    private let faults: FaultList
    private let codes: PolicyCodes?
    private var known: Set<String> = []

    /// - Throws: where there is no object.
    init(_ decoder: any Decoder) throws {
        guard let faults = decoder.userInfo[FaultList.key] as? FaultList else {
            preconditionFailure("forms are read by `read`")
        }
        self.faults = faults
        codes = decoder.userInfo[Self.codesKey] as? PolicyCodes
        pointer = decoder.codingPath.map { "/" + Self.escaped($0.stringValue) }.joined()
        container = try decoder.container(keyedBy: Member.self)
    }

    /// A text; empty where it is missing or wrong.
    mutating func text(_ name: String, required: Bool = false, bytesMax: Int) -> String {
        guard let text = value(name, String.self, required: required) else { return "" }
        if required, text.allSatisfy(\.isWhitespace) {
            fault(name, .missing, LocalText("不能为空，请填写。", "It must not be empty: say something."))
        } else if text.utf8.count > bytesMax {
            fault(
                name, .length,
                LocalText(
                    "最多 \(bytesMax) 字节(UTF-8)，现为 \(text.utf8.count)。",
                    "At most \(bytesMax) bytes of UTF-8; there are \(text.utf8.count)."))
        } else if text.unicodeScalars.contains(where: { $0.value == 0 }) {
            fault(name, .value, LocalText("不能包含空字符。", "It must not hold a null character."))
        } else {
            return text
        }
        return ""
    }

    /// A code of the policy, or the one that holds where it is missing; empty where it is unknown, or none holds.
    mutating func code(
        _ name: String, required: Bool = false, _ known: KeyPath<PolicyCodes, [String]>,
        otherwise: KeyPath<PolicyCodes, String>? = nil
    ) -> String {
        let text = text(name, required: required, bytesMax: APILimits.wordBytesMax)
        if text.isEmpty, let otherwise, let codes { return codes[keyPath: otherwise] }
        guard !text.isEmpty, let known = codes?[keyPath: known], !known.contains(text) else { return text }
        faults.append(.unknownCode(place(name), text, known))
        return ""
    }

    /// A tier of the policy; under one that declares none anything that customers are called.
    mutating func tier(_ name: String) -> String {
        codes?.tiers.isEmpty ?? true
            ? text(name, bytesMax: APILimits.wordBytesMax) : code(name, \.tiers)
    }

    /// Reasons of the policy, each once.
    mutating func reasons(_ name: String) -> [String] {
        let given = list(name, String.self, countMax: APILimits.reasonsMax)
        if let known = codes?.reasons {
            for code in given where !known.contains(code) { faults.append(.unknownCode(place(name), code, known)) }
        }
        var seen: Set<String> = []
        return given.filter { seen.insert($0).inserted }
    }

    /// A whole number; nil where it is missing or wrong.
    mutating func number(_ name: String, required: Bool = false, _ range: ClosedRange<Int64>) -> Int64? {
        guard let number = value(name, Int64.self, required: required) else { return nil }
        if range.contains(number) { return number }
        fault(
            name, .value,
            LocalText(
                "应在 \(range.lowerBound) 到 \(range.upperBound) 之间。",
                "It goes from \(range.lowerBound) to \(range.upperBound)."))
        return nil
    }

    /// One of a few words; nil where it is missing or another.
    mutating func choice<Choice>(_ name: String, required: Bool = false, _ choices: [(String, Choice)]) -> Choice? {
        guard let text = value(name, String.self, required: required) else { return nil }
        if let found = choices.first(where: { $0.0 == text }) { return found.1 }
        faults.append(.unknownCode(place(name), text, choices.map(\.0)))
        return nil
    }

    /// A grade, by its own code or by the policy's word for it.
    mutating func grade(_ name: String) -> Grade? {
        choice(name, required: true, Grade.allCases.map { ($0.code, $0) } + (codes?.grades ?? []))
    }

    /// A moment as RFC 3339 has it, to the millisecond; nil where it is missing or wrong.
    mutating func time(_ name: String, required: Bool = false) -> Instant? {
        guard let text = value(name, String.self, required: required) else { return nil }
        if let time = Timestamp(text) { return Instant(milliseconds: time.milliseconds) }
        fault(name, .value, LocalText("应为 RFC 3339 时间，如 2026-11-22T09:00:00+08:00。", "It is a time of RFC 3339."))
        return nil
    }

    /// False where it is missing or wrong.
    mutating func flag(_ name: String) -> Bool { value(name, Bool.self, required: false) ?? false }

    /// An object; nil where it is missing or none.
    mutating func object<Body: Decodable>(_ name: String, required: Bool = false, _: Body.Type) -> Body? {
        value(name, Body.self, required: required)
    }

    /// A list; empty where it is missing or wrong.
    mutating func list<Element: Decodable>(_ name: String, _: Element.Type, countMax: Int) -> [Element] {
        guard let list = value(name, [Element].self, required: false) else { return [] }
        if list.count <= countMax { return list }
        fault(name, .length, LocalText("最多 \(countMax) 项。", "At most \(countMax)."))
        return []
    }

    func fault(_ name: String, _ code: FieldFault.Code, _ detail: LocalText) {
        faults.append(FieldFault(pointer: place(name), code: code, detail: detail))
    }

    /// Names what the policy asks for of a submission and is not there, unless something else is wrong with it.
    func demand(of intake: Intake) {
        guard let codes else { return }
        for field in intake.missing(of: codes.required).map(\.rawValue) { demand(FieldFault.pointer(to: field)) }
        guard intake.own == nil, codes.confirmedChannels.contains(intake.channel), !intake.isConfirmed else { return }
        demand("/confirmed")
    }

    private func demand(_ place: String) {
        guard !faults.tell(of: place) else { return }
        faults.append(FieldFault(pointer: place, code: .missing, detail: .required))
    }

    /// Names the members that nobody asked for. To be called last.
    func end() {
        for member in container.allKeys.map(\.stringValue).sorted() where !known.contains(member) {
            fault(
                member, .unknown,
                LocalText(
                    "没有这个字段，可用：\(known.sorted().joined(separator: ", "))。",
                    "There is no such member; there are \(known.sorted().joined(separator: ", "))."))
        }
    }

    private mutating func value<Value: Decodable>(_ name: String, _: Value.Type, required: Bool) -> Value? {
        known.insert(name)
        let member = Member(name)
        guard container.contains(member) else {
            if required { fault(name, .missing, .required) }
            return nil
        }
        if let value = try? container.decode(Value.self, forKey: member) { return value }
        let kind = Self.kind(Value.self)
        fault(name, .type, LocalText("类型应为 \(kind.chinese)。", "It is \(kind.english)."))
        return nil
    }

    private static func kind(_ type: any Decodable.Type) -> LocalText {
        switch type {
        case is String.Type: LocalText("字符串", "a string")
        case is Int64.Type: LocalText("整数", "a whole number")
        case is Bool.Type: LocalText("布尔值", "true or false")
        case is [String].Type: LocalText("字符串数组", "a list of strings")
        case is any RangeReplaceableCollection.Type: LocalText("对象数组", "a list of objects")
        default: LocalText("对象", "an object")
        }
    }

    private func place(_ name: String) -> String { pointer + "/" + Self.escaped(name) }

    /// As RFC 6901 has it. `Index 3` is how a decoder names the fourth element.
    static func escaped(_ name: String) -> String {
        if name.hasPrefix("Index "), let index = Int(name.dropFirst(6)) { return String(index) }
        return name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

/// A member's name, whatever it is.
private struct Member: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// The faults of a body, in the order in which they are found.
final class FaultList: Sendable {
    static let key = CodingUserInfoKey(rawValue: "faults")!
    /// Nobody reads more.
    private static let countMax = 100
    private let faults = Mutex<[FieldFault]>([])

    func append(_ fault: FieldFault) {
        faults.withLock { if $0.count < Self.countMax { $0.append(fault) } }
    }

    /// Whether one is of this place, or of what it lies in, which is there and of no use.
    func tell(of pointer: String) -> Bool {
        faults.withLock { faults in
            faults.contains {
                $0.pointer == pointer || ($0.code == .type && pointer.hasPrefix($0.pointer + "/"))
            }
        }
    }

    var all: [FieldFault] { faults.withLock { $0 } }
}

extension Form {
    private static let codesKey = CodingUserInfoKey(rawValue: "codes")!

    /// A body of JSON.
    /// - Throws: a ``Problem`` that names everything that is wrong.
    static func read<Body: Decodable>(
        _: Body.Type, _ bytes: Data, codes: PolicyCodes? = nil, isLine: Bool = false,
        own: CustomerOrdinal? = nil
    ) throws(Problem) -> Body {
        let decoder = JSONDecoder()
        let faults = FaultList()
        decoder.userInfo[FaultList.key] = faults
        decoder.userInfo[Self.codesKey] = codes
        if let own { decoder.userInfo[SubmissionBody.own] = own }
        if isLine { decoder.userInfo[SubmissionBody.isLine] = true }
        // Other encodings would be guessed; and in UTF-8 a null byte is no JSON.
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw Problem(.malformed, LocalText("应为 UTF-8 编码的 JSON，请转换编码。", "It is to be JSON in UTF-8: send it so."))
        }
        let body: Body
        do { body = try decoder.decode(Body.self, from: bytes) } catch {
            switch error {
            // What is there is JSON, and no object: `null` is a value that is missing.
            case DecodingError.typeMismatch, DecodingError.valueNotFound: break
            default: throw Problem(.malformed, LocalText("不是有效的 JSON，请检查语法。", "It is not JSON: check its syntax."))
            }
            let detail = LocalText("应为 JSON 对象。", "It is a JSON object.")
            throw .invalid([FieldFault(pointer: "", code: .type, detail: detail)])
        }
        if let pointer = RepeatedMember.pointer(in: bytes) {
            throw Problem(
                .malformed,
                LocalText(
                    "字段 \(pointer) 出现了两次，请只保留一个。", "The member \(pointer) is there twice: send one of the two."))
        }
        guard faults.all.isEmpty else { throw .invalid(faults.all) }
        return body
    }
}
