/// Codes of policies as small numbers, in the order in which they were first seen: the same in every replay.
public struct CodeTable: Sendable {
    public struct Code: Hashable, Sendable {
        public let rawValue: UInt16
    }

    private var texts: [String] = []
    private var numbers: [String: UInt16] = [:]

    public init() {}

    /// The number of `text`, a new one if it was never seen.
    mutating func code(_ text: String) -> Code {
        if let number = numbers[text] { return Code(rawValue: number) }
        precondition(texts.count < Int(UInt16.max), "policies name fewer than 65,535 codes")
        let number = UInt16(texts.count)
        texts.append(text)
        numbers[text] = number
        return Code(rawValue: number)
    }

    /// The number of `text`; nil if it was never seen.
    public func known(_ text: String) -> Code? { numbers[text].map(Code.init(rawValue:)) }

    public func text(_ code: Code) -> String { texts[Int(code.rawValue)] }
}
