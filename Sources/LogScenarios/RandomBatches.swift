internal import Bytes
package import CommitLog
package import Seeds

extension SplitMix64 {
    /// A batch of any shape: one record or thousands, empty or of several KiB, compressible or not, with types and
    /// subjects.
    /// - Parameter byteCountMax: it takes no more than this.
    package mutating func batch(byteCountMax: Int) -> RecordBatch {
        var batch = RecordBatch()
        let isTiny = chance(1, in: 60)
        let count = isTiny ? number(in: 1000...4500) : pick([1, 1, 1, 2, 3, number(in: 1...40)])
        let largest = isTiny ? 0 : pick([0, 20, 200, 200, 3000, byteCountMax])
        let compresses = coin()
        for index in 0..<count {
            let room = byteCountMax - batch.bytes.count - 64
            if room < 0 { break }
            let size = min(largest == 0 ? 0 : below(largest + 1), room)
            let body = compresses ? text(size) : bytes(size)
            let type = UInt32(truncatingIfNeeded: chance(1, in: 4) ? next() : UInt64(below(100)))
            let subjects = isTiny ? [] : (0..<pick([0, 0, 0, 1, 3])).map { _ in next() >> UInt64(below(64)) }
            guard (try? batch.append(body, type: type, subjects: subjects)) != nil else {
                preconditionFailure("record \(index) is within all limits")
            }
        }
        return batch
    }

    /// Text that says little, as most text does.
    private mutating func text(_ byteCount: Int) -> [UInt8] {
        let words = ["派单", "ticket ", "opened ", "by ", "agent ", "\(below(1000)) ", "…"]
        var text: [UInt8] = []
        while text.count < byteCount { text += Array(pick(words).utf8) }
        text.removeLast(text.count - byteCount)
        return text
    }
}
