import API
import NIOCore
import Testing

@Suite("Rendered events that several followers want")
struct RenderedPartsTests {
    private static func key(_ first: UInt64, _ form: EventForm = .lines) -> RenderedParts.Key {
        RenderedParts.Key(form: form, first: first, last: first + 1)
    }

    @Test("are kept by form and place")
    func kept() {
        let parts = RenderedParts(bytesMax: 100)
        parts.keep(ByteBuffer(string: "lines"), Self.key(1))
        parts.keep(ByteBuffer(string: "sent"), Self.key(1, .serverSent))
        #expect(parts[Self.key(1)] == ByteBuffer(string: "lines"))
        #expect(parts[Self.key(1, .serverSent)] == ByteBuffer(string: "sent"))
        #expect(parts[Self.key(2)] == nil)
        #expect(parts[RenderedParts.Key(form: .lines, first: 1, last: 3)] == nil)
    }

    @Test("take no more room than they may, and the oldest goes first", arguments: [10, 25, 99])
    func bounded(_ bytesMax: Int) {
        let parts = RenderedParts(bytesMax: bytesMax)
        for first in 1...200 as ClosedRange<UInt64> {
            parts.keep(ByteBuffer(string: "12345"), Self.key(first))
            // Two that render the same at once keep it once.
            parts.keep(ByteBuffer(string: "54321"), Self.key(first))
            let kept = (1...200).filter { parts[Self.key($0)] != nil }
            #expect(kept.count == min(Int(first), bytesMax / 5) && kept.last == first)
            #expect(parts[Self.key(first)] == ByteBuffer(string: "54321"))
        }
    }

    @Test("that are larger than all the room are not kept")
    func large() {
        let parts = RenderedParts(bytesMax: 3)
        parts.keep(ByteBuffer(string: "1234"), Self.key(1))
        #expect(parts[Self.key(1)] == nil)
    }
}
