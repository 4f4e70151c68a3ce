/// How segment files are called: ten digits of the number, a dash and the generation, `.segment`.
package struct SegmentName: Hashable, Comparable, Sendable {
    package var number: UInt32
    package var generation: UInt32

    package static let suffix = ".segment"

    package init(number: UInt32, generation: UInt32 = 0) {
        self.number = number
        self.generation = generation
    }

    package var fileName: String {
        let digits = String(number)
        return String(repeating: "0", count: 10 - digits.count) + digits + "-" + String(generation) + Self.suffix
    }

    /// Nil for any other file's name. The highest number is no segment's: another always follows.
    package init?(fileName: String) {
        guard fileName.hasSuffix(Self.suffix) else { return nil }
        let parts = fileName.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt32(parts[0]), let generation = UInt32(parts[1]), number > 0,
            number < .max
        else { return nil }
        self.init(number: number, generation: generation)
        guard self.fileName == fileName else { return nil }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.number, left.generation) < (right.number, right.generation)
    }
}
