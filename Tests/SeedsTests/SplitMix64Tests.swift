import Seeds
import Testing

@Suite("SplitMix64") struct SplitMix64Tests {
    @Test("The draws are those of SplitMix64")
    func reference() {
        // From the reference program by Vigna, seed 1234567.
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect((0..<5).map { _ in random.next() } == expected)
    }

    @Test("Draws stay in their bounds and reach them")
    func bounds() {
        var random = SplitMix64(seed: 1)
        #expect(Set((0..<200).map { _ in random.below(3) }) == [0, 1, 2])
        #expect(Set((0..<200).map { _ in random.number(in: -1...1) }) == [-1, 0, 1])
        #expect(Set((0..<200).map { _ in random.number(in: 5..<7) }) == [5, 6])
        #expect(Set((0..<200).map { _ in random.pick(["a", "b"]) }) == ["a", "b"])
        #expect(Set((0..<200).map { _ in random.coin() }) == [true, false])
        #expect((0..<200).allSatisfy { _ in random.chance(1, in: 1) && !random.chance(0, in: 1) })
        for count in [0, 1, 7, 8, 9, 100] { #expect(random.bytes(count).count == count) }
    }

    @Test("A forked generator does not follow the draws of the first")
    func fork() {
        var one = SplitMix64(seed: 1)
        var other = SplitMix64(seed: 1)
        var forkOfOne = one.fork()
        var forkOfOther = other.fork()
        _ = one.next()
        #expect(forkOfOne.next() == forkOfOther.next())
        #expect(one != other)
    }
}
