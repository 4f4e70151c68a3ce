internal import Storage
internal import Threads

/// A mapped file. Its words lie in the file's content, so reads of the file see them.
/// A page of an earlier life reads as zeros, and what is stored into it is lost.
final class SimulatedSharedPage: SharedPage {
    private static let wordByteCount = 8

    private let hold: Hold
    private let wordCount: Int
    let isWritable: Bool

    init(_ hold: Hold, byteCount: Int, isWritable: Bool) {
        self.isWritable = isWritable
        self.hold = hold
        wordCount = byteCount / Self.wordByteCount
    }

    func load(_ index: Int) -> UInt64 { hold.system.machine.withLock { machine in word(index, machine) } }

    func store(_ value: UInt64, at index: Int) {
        hold.system.machine.withLock { machine in set(value, index, &machine) }
    }

    func add(_ value: UInt64, at index: Int) -> UInt64 {
        hold.system.machine.withLock { machine in
            let sum = word(index, machine) &+ value
            set(sum, index, &machine)
            return sum
        }
    }

    func wait(at index: Int, while value: UInt64, atMost limit: Duration) {
        let (seconds, attoseconds) = limit.components
        // A day stands for ever; it keeps the sum of instants within 64 bits.
        let nanoseconds = max(0, min(seconds, 86400)) * 1_000_000_000 + max(0, attoseconds / 1_000_000_000)
        let expected = UInt32(truncatingIfNeeded: value)
        var wakeCount: Int?
        let _: Void? = hold.system.machine.wait(deadline: .now.advanced(byNanoseconds: nanoseconds)) { machine in
            let isUnchanged = UInt32(truncatingIfNeeded: word(index, machine)) == expected
            guard isUsable(machine), isUnchanged, wakeCount ?? machine.wakeCount == machine.wakeCount else { return () }
            wakeCount = machine.wakeCount
            return nil
        }
    }

    func wake(_ index: Int) {
        precondition(index >= 0 && index < wordCount, "there is no word \(index)")
        hold.system.machine.withLock { machine in machine.wakeCount += 1 }
        hold.system.machine.broadcast()
    }

    func unmap() { hold.giveBack() }

    private func isUsable(_ machine: Machine) -> Bool {
        guard hold.isAlive(machine) && machine.hasPower else { return false }
        precondition(machine.isOpen(hold.handle), "\(hold.path) was used after it was unmapped")
        return true
    }

    private func word(_ index: Int, _ machine: Machine) -> UInt64 {
        precondition(index >= 0 && index < wordCount, "there is no word \(index)")
        guard isUsable(machine) else { return 0 }
        var bytes = [UInt8](repeating: 0, count: Self.wordByteCount)
        let offset = index * Self.wordByteCount
        machine.volume.files[hold.node]!.content.read(into: &bytes, range: 0..<Self.wordByteCount, at: offset)
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func set(_ value: UInt64, _ index: Int, _ machine: inout Machine) {
        precondition(isWritable, "a page that is only read was stored into")
        precondition(index >= 0 && index < wordCount, "there is no word \(index)")
        guard isUsable(machine) else { return }
        var bytes: [UInt8] = []
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
        machine.volume.files[hold.node]!.poke(bytes.rawSpan, at: index * Self.wordByteCount)
    }
}
