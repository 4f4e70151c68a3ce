internal import Bytes

/// The bytes of what projections hold, the same in every process: numbers in eight bytes, texts and lists with their
/// counts before them, and nothing in the order of a dictionary.
public struct CanonicalBytes {
    private var bytes: [UInt8] = []
    private let sink: ([UInt8]) -> Void

    /// Pieces are given on when they have this many bytes.
    private static let pieceBytes = 64 << 10

    /// - Parameter sink: takes the bytes piece by piece.
    public init(into sink: @escaping ([UInt8]) -> Void) { self.sink = sink }

    public mutating func number(_ number: UInt64) {
        bytes.append(littleEndian: number)
        if bytes.count >= Self.pieceBytes { flush() }
    }

    public mutating func number(_ number: Int) { self.number(UInt64(number)) }

    /// Nothing is another thing than 0.
    public mutating func number(_ number: UInt64?) {
        self.number(number == nil ? UInt64(0) : 1)
        if let number { self.number(number) }
    }

    public mutating func bytes(_ some: some Collection<UInt8>) {
        number(some.count)
        bytes += some
    }

    public mutating func text(_ text: String) { bytes(text.utf8) }

    /// Each element, behind their count.
    public mutating func list<Elements: Collection>(
        _ elements: Elements, _ body: (Elements.Element, inout CanonicalBytes) -> Void
    ) {
        number(elements.count)
        for element in elements { body(element, &self) }
    }

    /// Gives on what is left.
    public mutating func flush() {
        sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
