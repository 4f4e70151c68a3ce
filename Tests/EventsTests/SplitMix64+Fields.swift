import Seeds

extension SplitMix64 {
    /// A sequence of well-formed fields, most of small numbers, some with such a sequence inside.
    mutating func fields(depth: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<below(6) {
            let field = below(10) == 0 ? 1 + below(99) : 1 + below(9)
            switch below(5) {
            case 0, 1: bytes += Wire.number(field, UInt64(below(6)))
            case 2: bytes += Wire.number(field, next() >> UInt64(below(64)))
            case 3: bytes += Wire.text(field, ["", "电工", "a", "华东"][below(4)])
            default: bytes += Wire.bytes(field, depth > 1 ? self.fields(depth: depth - 1) : self.bytes(below(5)))
            }
        }
        return bytes
    }
}
