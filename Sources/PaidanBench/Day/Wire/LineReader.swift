/// Parts pieces of a stream into its lines.
package struct LineReader: Sendable {
    private var begun: [UInt8] = []

    package init() {}

    /// Gives each line that is whole, without its end.
    package mutating func take(_ bytes: ArraySlice<UInt8>, line: (ArraySlice<UInt8>) -> Void) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if begun.isEmpty {
                line(rest[..<end])
            } else {
                begun += rest[..<end]
                line(begun[...])
                begun.removeAll(keepingCapacity: true)
            }
            rest = rest[(end + 1)...]
        }
        begun += rest
    }
}
