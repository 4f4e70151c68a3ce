import Bytes
import CommitLog
import Merkle
import Seeds
import SegmentLog
import SimulatedStorage
import Testing

@Suite("The tree, gone on with from footers and marks,")
struct TreeKeeperTests {
    /// A log of many tiny records: chunks, and the sequence numbers after which segments end and marks are taken.
    private struct History {
        var chunks: [RecordChunk] = []
        var ends: Set<UInt64> = []
        var marks: Set<UInt64> = []

        init(_ random: inout SplitMix64) throws {
            var next: UInt64 = 1
            for _ in 0..<random.number(in: 20...60) {
                var batch = RecordBatch()
                for _ in 0..<random.number(in: 1...random.pick([3, 500, 5000])) {
                    try batch.append(random.bytes(random.below(4)))
                }
                chunks.append(
                    RecordChunk(
                        trusted: batch.bytes, start: 0, first: SequenceNumber(next), count: batch.count, time: 0))
                next += UInt64(batch.count)
                if random.chance(1, in: 6) { ends.insert(next - 1) }
                if random.chance(1, in: 3) { marks.insert(next - 1) }
            }
        }
    }

    /// What is on the disk of a tree that hashed some of a history: the last footer, and the marks after it.
    private struct Remains {
        var footer: TreeProgress?
        var marks: [TreeProgress] = []
        var frontier = Frontier()
        var footers: [UInt64: TreeProgress] = [:]
    }

    private func hash(
        _ history: History, into tree: inout TreeKeeper, through last: UInt64
    ) throws -> Remains {
        var remains = Remains()
        for chunk in history.chunks where chunk.first > tree.hashed && chunk.last.value <= last {
            tree.hash(chunk)
            if history.marks.contains(chunk.last.value), let mark = tree.takeMark(after: 1) {
                remains.marks.append(mark)
            }
            if history.ends.contains(chunk.last.value) {
                let passed = tree.footer(endingAt: chunk.last)
                let footer = try #require(passed)
                remains.footers[chunk.last.value] = footer
                remains.footer = footer
                remains.marks = []
            }
        }
        remains.frontier = tree.frontier
        return remains
    }

    @Test("is the tree hashed from the beginning", arguments: 0..<24)
    func resumed(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let history = try History(&random)
        let end = try #require(history.chunks.last).last.value
        var scratch = TreeKeeper(from: nil)
        let whole = try hash(history, into: &scratch, through: end)
        var expected = Frontier()
        for chunk in history.chunks { chunk.forEach { expected.append(leaf: NodeHash.leaf($0.encoded)) } }
        #expect(whole.frontier == expected)

        let stop = random.pick(history.chunks).last.value
        var stopped = TreeKeeper(from: nil)
        let remains = try hash(history, into: &stopped, through: stop)
        var resumed = TreeKeeper(from: remains.footer)
        var marks = remains.marks
        // A torn tail takes the last marks; one that did not fit was never written.
        if !marks.isEmpty, random.coin() { marks.remove(at: random.below(marks.count)) }
        var adopted = remains.footer?.size ?? 0
        for mark in marks where resumed.adopt(mark) { adopted = mark.size }
        #expect(resumed.hashed.value == adopted, "seed \(seed)")
        #expect(marks.count < remains.marks.count || adopted == max(marks.last?.size ?? 0, adopted))
        let rest = try hash(history, into: &resumed, through: end)
        #expect(rest.frontier == whole.frontier, "seed \(seed)")
        for (last, footer) in rest.footers { #expect(footer == whole.footers[last], "seed \(seed)") }
    }

    @Test("takes over no mark that leaves something out or goes back")
    func foreignMarks() throws {
        var random = SplitMix64(seed: 5)
        let history = try History(&random)
        var tree = TreeKeeper(from: nil)
        var marks: [TreeProgress] = []
        for chunk in history.chunks {
            tree.hash(chunk)
            if let mark = tree.takeMark(after: 5000) { marks.append(mark) }
        }
        try #require(marks.count > 2)
        var other = TreeKeeper(from: nil)
        // The blocks of the first mark are missing; then all is well; then it would go back.
        let adopted = [1, 0, 1, 0].map { other.adopt(marks[$0]) }
        #expect(adopted == [false, true, true, false])
        #expect(other.hashed.value == marks[1].size)
    }
}
