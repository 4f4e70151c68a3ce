import EventStore
import Events
import SimulatedStorage
import Storage
import Testing

@Suite("Sealing")
struct SealingTests {
    private let place = SealedPlace(CustomerOrdinal(rawValue: 7), TicketSubmitted.self, .content)

    private func keys() throws -> (PersonalKey, PersonalKey) {
        let vault = try VaultWorld().open()
        return (try vault.take().key, try vault.take().key)
    }

    @Test("gives back what was sealed, short and long", arguments: [0, 1, 15, 16, 17, 300, 100_000])
    func roundTrip(_ count: Int) throws {
        let (key, _) = try keys()
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let sealed = key.seal(plain, for: place) { 42 }
        #expect(try key.open(sealed, for: place) == plain)
        if count == 100_000 { #expect(sealed.count < count / 10, "what repeats is packed before it is sealed") }
    }

    @Test("opens with no other key, in no other place, and with no bit changed")
    func refusals() throws {
        let (key, other) = try keys()
        let sealed = key.seal(Array("张三 13800005678".utf8), for: place) { 42 }
        #expect(throws: SealingError.doesNotOpen) { try other.open(sealed, for: place) }
        let elsewhere = [
            SealedPlace(CustomerOrdinal(rawValue: 8), TicketSubmitted.self, .content),
            SealedPlace(CustomerOrdinal(rawValue: 7), TicketSubmitted.self, .region),
            SealedPlace(CustomerOrdinal(rawValue: 7), TicketRated.self, .comment),
        ]
        for place in elsewhere { #expect(throws: SealingError.doesNotOpen) { try key.open(sealed, for: place) } }
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SealingError.self, "bit \(bit)") { try key.open(changed, for: place) }
        }
        for count in 0..<sealed.count {
            #expect(throws: SealingError.self) { try key.open(Array(sealed[..<count]), for: place) }
        }
    }
}
