import CommitLog
import Engine
import Events
import Testing

@Suite("What was carried out under callers' keys")
struct CarriedOutTests {
    private static let start = Instant(milliseconds: 1_714_957_200_000)

    private static func key(_ account: UInt8, _ number: Int) -> CallerKey {
        var scope = [UInt8](repeating: account, count: 16)
        (scope[0], scope[1]) = (UInt8(number >> 8), UInt8(number & 255))
        return CallerKey(scope: scope, content: [UInt8](repeating: 7, count: 16))
    }

    /// Of commands, by their numbers.
    private static func receipts() async throws -> (Int?) -> Receipt {
        let any = try await EngineWorld().run { try await $0.perform(.submit(intake("请问")), for: clerk) }
        return { number in
            var receipt = any
            receipt.sequences = number.map { SequenceNumber(UInt64($0) + 1)...SequenceNumber(UInt64($0) + 3) }
            return receipt
        }
    }

    /// Those of an account that are known, by their numbers.
    private static func known(_ carriedOut: CarriedOut, of account: UInt8, at now: Instant = start) -> [Int] {
        (0..<100).filter { carriedOut.sequences(key(account, $0).scope, at: now) != nil }
    }

    @Test("an account that has many forgets its own oldest, and no one else's")
    func ofAccount() async throws {
        let receipt = try await Self.receipts()
        var carriedOut = CarriedOut(countMax: 100, ofAccountMax: 10)
        for number in 0..<5 { carriedOut.note(Self.key(2, number), of: 2, receipt(number), at: Self.start) }
        for number in 0..<50 { carriedOut.note(Self.key(1, number), of: 1, receipt(number), at: Self.start) }
        #expect(Self.known(carriedOut, of: 1) == Array(40..<50))
        #expect(Self.known(carriedOut, of: 2) == Array(0..<5))
        #expect(carriedOut.count == 15)
        #expect(carriedOut.sequences(Self.key(1, 49).scope, at: Self.start) == 50...52)
    }

    @Test("of all together the oldest is forgotten first, and none is refused")
    func ofAll() async throws {
        let receipt = try await Self.receipts()
        var carriedOut = CarriedOut(countMax: 20, ofAccountMax: 10)
        for number in 0..<10 {
            for account in UInt8(1)...4 {
                carriedOut.note(Self.key(account, number), of: UInt64(account), receipt(number), at: Self.start)
            }
        }
        for account in UInt8(1)...4 { #expect(Self.known(carriedOut, of: account) == Array(5..<10)) }
        #expect(carriedOut.count == 20)
    }

    @Test("a day later it is forgotten, and a key may come again")
    func aDay() async throws {
        let receipt = try await Self.receipts()
        var carriedOut = CarriedOut(countMax: 20, ofAccountMax: 10)
        let day = EngineLimits.keysKeptFor
        carriedOut.note(Self.key(1, 0), of: 1, receipt(0), at: Self.start)
        carriedOut.note(Self.key(1, 1), of: 1, receipt(nil), at: Self.start.advanced(by: .seconds(1)))
        #expect(Self.known(carriedOut, of: 1, at: Self.start.advanced(by: day - .milliseconds(1))) == [0])
        #expect(Self.known(carriedOut, of: 1, at: Self.start.advanced(by: day)).isEmpty)
        carriedOut.note(Self.key(1, 0), of: 1, receipt(5), at: Self.start.advanced(by: day))
        #expect(carriedOut.sequences(Self.key(1, 0).scope, at: Self.start.advanced(by: day)) == 6...8)
        // Nothing came of the second, and it is known all the same.
        #expect(carriedOut.count == 2)
    }

    @Test("short reads wait in a row, and so many are made at once", arguments: [1, 4])
    func reads(_ countMax: Int) async {
        let turnstile = Turnstile(countMax)
        for _ in 0..<countMax { await turnstile.enter() }
        let comers = (0..<20).map { _ in
            Task {
                await turnstile.enter()
                let inside = turnstile.counts.inside
                turnstile.leave()
                return inside
            }
        }
        while turnstile.counts.waiting < 20 { await Task.yield() }
        for _ in 0..<countMax { turnstile.leave() }
        for comer in comers { #expect(await comer.value <= countMax) }
        #expect(turnstile.counts == (0, 0))
    }
}
