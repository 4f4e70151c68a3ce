internal import CivilTime
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import JSONText
internal import Policies
internal import Synchronization

/// What is read off a form.
protocol FormBody {
    init(_ form: inout Form)
}

/// A JSON object that somebody filled in. Reading goes on after a fault, so that all are named at once.
struct Form {
    /// What holds for all the forms of one body.
    struct Terms: Sendable {
        let faults = FaultList()
        var codes: PolicyCodes?
        /// A line of a batch is read.
        var isLine = false
        /// The customer who speaks for themself.
        var own: CustomerOrdinal?
        /// What lies behind it lies ahead; nil where nothing asks for that.
        var now: Instant?
    }

    let terms: Terms
    private let members: [(name: String, value: JSON)]
    private let pointer: String
    private var known: [String] = []

    private init(_ members: [(name: String, value: JSON)], at pointer: String, _ terms: Terms) {
        (self.members, self.pointer, self.terms) = (members, pointer, terms)
    }

    private var faults: FaultList { terms.faults }

    /// Whether a member is there, right or wrong.
    func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    /// A text; empty where it is missing or wrong.
    /// - Parameter blank: whether one that is there may say nothing.
    mutating func text(_ name: String, required: Bool = false, blank: Bool = true, bytesMax: Int) -> String {
        guard let text = word(name, required: required) else { return "" }
        if required || !blank, text.allSatisfy(\.isWhitespace) {
            fault(name, .missing, LocalText("不能为空，请填写。", "It must not be empty: say something."))
        } else if text.utf8.count > bytesMax {
            fault(
                name, .length,
                LocalText(
                    "最多 \(bytesMax) 字节(UTF-8)，现为 \(text.utf8.count)。",
                    "At most \(bytesMax) bytes of UTF-8; there are \(text.utf8.count)."))
        } else if text.utf8.contains(0) {
            fault(name, .value, LocalText("不能包含空字符。", "It must not hold a null character."))
        } else if bytesMax <= APILimits.wordBytesMax, text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            fault(name, .value, LocalText("只能是一行，不能有控制字符。", "It is one line, without control characters."))
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
        if text.isEmpty, let otherwise, let codes = terms.codes { return codes[keyPath: otherwise] }
        guard !text.isEmpty, let known = terms.codes?[keyPath: known], !known.contains(text) else { return text }
        faults.append(.unknownCode(place(name), text, known))
        return ""
    }

    /// A tier of the policy; under one that declares none anything that customers are called.
    mutating func tier(_ name: String) -> String {
        terms.codes?.tiers.isEmpty ?? true
            ? text(name, bytesMax: APILimits.wordBytesMax) : code(name, \.tiers)
    }

    /// Reasons of the policy, each once.
    mutating func reasons(_ name: String) -> [String] {
        let given = words(name, countMax: APILimits.reasonsMax)
        if let known = terms.codes?.reasons {
            for code in given where !known.contains(code) { faults.append(.unknownCode(place(name), code, known)) }
        }
        var seen: Set<String> = []
        return given.filter { seen.insert($0).inserted }
    }

    /// A whole number; nil where it is missing or wrong.
    mutating func number(_ name: String, required: Bool = false, _ range: ClosedRange<Int64>) -> Int64? {
        guard let value = member(name, required: required) else { return nil }
        guard let number = value.asInteger else { return wrongType(name, LocalText("整数", "a whole number")) }
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
        guard let text = word(name, required: required) else { return nil }
        if let found = choices.first(where: { $0.0 == text }) { return found.1 }
        faults.append(.unknownCode(place(name), text, choices.map(\.0)))
        return nil
    }

    /// A grade, by its own code or by the policy's word for it.
    mutating func grade(_ name: String) -> Grade? {
        choice(name, required: true, Grade.allCases.map { ($0.code, $0) } + (terms.codes?.grades ?? []))
    }

    /// A moment as RFC 3339 has it, to the millisecond; nil where it is missing or wrong.
    mutating func time(_ name: String, required: Bool = false) -> Instant? {
        guard let text = word(name, required: required) else { return nil }
        if let time = Timestamp(text) { return Instant(milliseconds: time.milliseconds) }
        fault(name, .value, LocalText("应为 RFC 3339 时间，如 2026-11-22T09:00:00+08:00。", "It is a time of RFC 3339."))
        return nil
    }

    /// False where it is missing or wrong.
    mutating func flag(_ name: String) -> Bool {
        guard let value = member(name, required: false) else { return false }
        return value.asBool ?? wrongType(name, LocalText("布尔值", "true or false")) ?? false
    }

    /// An object; nil where it is missing or none.
    mutating func object<Body: FormBody>(_ name: String, required: Bool = false, _: Body.Type) -> Body? {
        guard let value = member(name, required: required) else { return nil }
        return Self.filled(value, at: place(name), terms) ?? wrongType(name, LocalText("对象", "an object"))
    }

    /// A list of objects; empty where it is missing or wrong.
    mutating func list<Body: FormBody>(_ name: String, _: Body.Type, countMax: Int) -> [Body] {
        elements(name, LocalText("对象数组", "a list of objects"), countMax: countMax) { [terms] element, place in
            Self.filled(element, at: place, terms)
        }
    }

    /// A list of texts; empty where it is missing or wrong.
    mutating func words(_ name: String, countMax: Int) -> [String] {
        elements(name, LocalText("字符串数组", "a list of strings"), countMax: countMax) { element, _ in element.asText }
    }

    private mutating func elements<Element>(
        _ name: String, _ kind: LocalText, countMax: Int, _ read: (JSON, _ place: String) -> Element?
    ) -> [Element] {
        guard let value = member(name, required: false) else { return [] }
        guard let given = value.asElements else { return wrongType(name, kind) ?? [] }
        guard given.count <= countMax else {
            fault(name, .length, LocalText("最多 \(countMax) 项。", "At most \(countMax)."))
            return []
        }
        var elements: [Element] = []
        for (index, element) in given.enumerated() {
            guard let element = read(element, place(name) + "/\(index)") else { return wrongType(name, kind) ?? [] }
            elements.append(element)
        }
        return elements
    }

    func fault(_ name: String, _ code: FieldFault.Code, _ detail: LocalText) {
        faults.append(FieldFault(pointer: place(name), code: code, detail: detail))
    }

    /// Names what the policy asks for of a submission and is not there, unless something else is wrong with it.
    func demand(of intake: Intake) {
        guard let codes = terms.codes else { return }
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
        let strange = members.map(\.name).filter { !known.contains($0) }
        if strange.isEmpty { return }
        let all = known.sorted().joined(separator: ", ")
        for name in strange.sorted() {
            fault(name, .unknown, LocalText("没有这个字段，可用：\(all)。", "There is no such member; there are \(all)."))
        }
    }

    /// Whatever it is; nil where it is missing.
    private mutating func member(_ name: String, required: Bool) -> JSON? {
        known.append(name)
        if let member = members.first(where: { $0.name == name }) { return member.value }
        if required { fault(name, .missing, .required) }
        return nil
    }

    private mutating func word(_ name: String, required: Bool) -> String? {
        guard let value = member(name, required: required) else { return nil }
        return value.asText ?? wrongType(name, LocalText("字符串", "a string"))
    }

    private func wrongType<Value>(_ name: String, _ kind: LocalText) -> Value? {
        fault(name, .type, LocalText("类型应为 \(kind.chinese)。", "It is \(kind.english)."))
        return nil
    }

    /// Nil where it is no object.
    private static func filled<Body: FormBody>(_ value: JSON, at pointer: String, _ terms: Terms) -> Body? {
        guard case .object(let members) = value else { return nil }
        var form = Form(members, at: pointer, terms)
        return Body(&form)
    }

    private func place(_ name: String) -> String { pointer + JSON.step(name) }
}

/// The faults of a body, in the order in which they are found.
final class FaultList: Sendable {
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
    /// A body of JSON.
    /// - Throws: a ``Problem`` that names everything that is wrong.
    static func read<Body: FormBody>(
        _: Body.Type, _ bytes: Data, codes: PolicyCodes? = nil, isLine: Bool = false,
        own: CustomerOrdinal? = nil, now: Instant? = nil
    ) throws(Problem) -> Body {
        let value: JSON
        do throws(JSONFault) { value = try JSON(text: Array(bytes)) } catch { throw Problem(error, of: bytes) }
        let terms = Terms(codes: codes, isLine: isLine, own: own, now: now)
        guard let body: Body = filled(value, at: "", terms) else {
            let detail = LocalText("应为 JSON 对象。", "It is a JSON object.")
            throw .invalid([FieldFault(pointer: "", code: .type, detail: detail)])
        }
        guard terms.faults.all.isEmpty else { throw .invalid(terms.faults.all) }
        return body
    }
}

extension Problem {
    fileprivate init(_ fault: JSONFault, of bytes: Data) {
        switch fault {
        case .repeated(let pointer):
            self.init(
                .malformed,
                LocalText(
                    "字段 \(pointer) 出现了两次，请只保留一个。", "The member \(pointer) is there twice: send one of the two."))
        // Other encodings would be guessed; and in UTF-8 a null byte is no JSON.
        case .malformed where String(validating: bytes, as: UTF8.self) == nil || bytes.contains(0):
            self.init(.malformed, LocalText("应为 UTF-8 编码的 JSON，请转换编码。", "It is to be JSON in UTF-8: send it so."))
        case .malformed: self.init(.malformed, LocalText("不是有效的 JSON，请检查语法。", "It is not JSON: check its syntax."))
        }
    }
}
