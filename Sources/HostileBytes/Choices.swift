internal import Bytes

/// A fuzzer's input as a row of choices. Where it has run out every choice is 0, so that each input is valid and a
/// shorter one means a simpler log.
struct Choices {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isOver: Bool { offset >= bytes.count }

    mutating func byte() -> UInt8 {
        guard offset < bytes.count else { return 0 }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A number below `bound`, which is positive and at most 65,536.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0 && bound <= 1 << 16, "two bytes reach it")
        let low = Int(byte())
        return (bound <= 256 ? low : low | Int(byte()) << 8) % bound
    }

    mutating func flag() -> Bool { byte() & 1 == 1 }

    mutating func word<Value: FixedWidthInteger>() -> Value {
        var value: Value = 0
        for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
            value |= Value(truncatingIfNeeded: byte()) << Value(shift)
        }
        return value
    }

    /// A value near one that matters: the `usual` one, one beside it, 0, the greatest there is, or any.
    mutating func value<Value: FixedWidthInteger>(usual: Value) -> Value {
        switch byte() % 8 {
        case 0: usual
        case 1: usual &+ 1
        case 2: usual &- 1
        case 3: usual &+ Value(truncatingIfNeeded: Int(byte()))
        case 4: 0
        case 5: .max
        case 6: .max / 2
        default: word()
        }
    }

    /// The next bytes: up to `count`, fewer where the input ends.
    mutating func array(_ count: Int) -> [UInt8] {
        let end = min(bytes.count, offset + count)
        defer { offset = end }
        return Array(bytes[offset..<end])
    }

    mutating func rest() -> [UInt8] { array(bytes.count) }
}
