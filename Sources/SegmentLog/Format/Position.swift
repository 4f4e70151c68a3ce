internal import Bytes
package import CommitLog
package import Storage

/// How far the log is durable, as the writer publishes it to other processes before it acknowledges.
///
/// A page of 64-bit words in the file `position`, mapped by everybody. Where the log is goes by it only while the
/// writer's lock is held. When the writer is gone the page is a witness: `durable` is stored only after the sync of the
/// frame, so whatever became of the page since (it may be gone, or older, after a power loss), it never says more than
/// was durable. A log of the same epoch that ends before has lost records. Two witnesses are written in turn, so that a
/// writer that is killed in the middle of one leaves the one before, and nothing after that one was acknowledged.
///
/// ```
/// 0  "PDPOSITN"
/// 1  log, first half
/// 2  log, second half
/// 3  version     odd while the writer is changing the words below (a sequence lock)
/// 4  epoch       0 while the writer opens the log
/// 5  durable     the last durable sequence number
/// 6  generation  of the manifest
/// 7  bell        rises with every publication; waiters sleep on it
/// 8  waiters     how many sleep, so that the writer rings only when somebody listens
/// 9  witness     epoch, kept while the next writer opens the log
/// 10 ""          the last durable sequence number
/// 11 ""          CRC-32C of the words 1, 2, 9 and 10: what was caught in change is no witness
/// 12 witness     the other one
/// ```
package struct Position: Hashable, Sendable {
    package static let fileName = "position"
    package static let byteCount = 4096

    package var log: LogIdentifier
    package var epoch: UInt32
    package var durable: SequenceNumber
    package var manifestGeneration: UInt64

    private enum Word: Int {
        case magic, logHigh, logLow, version, epoch, durable, generation, bell, waiters, witness
    }
    private static let wordsOfWitness = 3
    private static let witnesses = 2
    /// As many bytes of the page as hold the witnesses.
    package static let witnessBytes = (Word.witness.rawValue + witnesses * wordsOfWitness) * 8
    private static let magic: UInt64 = 0x4e54_4953_4f50_4450

    /// Makes this position visible to every process, then wakes those that wait. One writer only.
    package func publish(on page: any SharedPage) {
        let version = page.load(Word.version.rawValue) | 1
        page.store(version, at: Word.version.rawValue)
        page.store(Self.magic, at: Word.magic.rawValue)
        page.store(log.high, at: Word.logHigh.rawValue)
        page.store(log.low, at: Word.logLow.rawValue)
        page.store(UInt64(epoch), at: Word.epoch.rawValue)
        page.store(durable.value, at: Word.durable.rawValue)
        page.store(manifestGeneration, at: Word.generation.rawValue)
        let witness = Self.witness(Int(version >> 1) % Self.witnesses)
        page.store(UInt64(epoch), at: witness)
        page.store(durable.value, at: witness + 1)
        page.store(witnessChecksum, at: witness + 2)
        page.store(version &+ 1, at: Word.version.rawValue)
        _ = page.add(1, at: Word.bell.rawValue)
        if page.load(Word.waiters.rawValue) > 0 { page.wake(Word.bell.rawValue) }
    }

    /// The word with which a witness begins.
    private static func witness(_ index: Int) -> Int { Word.witness.rawValue + index * wordsOfWitness }

    package var witnessChecksum: UInt64 {
        var bytes: [UInt8] = []
        for word in [log.high, log.low, UInt64(epoch), durable.value] { bytes.append(littleEndian: word) }
        return UInt64(bytes.bytes.crc32c)
    }

    /// What the page of a writer that is gone says was durable; nil if it says nothing about `epoch` of `log`.
    /// - Parameter bytes: of the file.
    package static func witness(in bytes: RawSpan, of log: LogIdentifier, epoch: UInt32) -> SequenceNumber? {
        guard bytes.byteCount >= witnessBytes else { return nil }
        func word(_ index: Int) -> UInt64 { bytes.uint64(at: index * 8) }
        guard word(Word.logHigh.rawValue) == log.high, word(Word.logLow.rawValue) == log.low else { return nil }
        var found: SequenceNumber?
        for index in 0..<witnesses {
            let at = witness(index)
            let said = Position(log: log, epoch: epoch, durable: SequenceNumber(word(at + 1)), manifestGeneration: 0)
            guard word(at) == UInt64(epoch), word(at + 2) == said.witnessChecksum else { continue }
            found = max(found ?? .zero, said.durable)
        }
        return found
    }

    /// Says that a writer is opening the log, so that the position last published is not believed.
    static func withdraw(on page: any SharedPage) {
        page.store(page.load(Word.version.rawValue) | 1, at: Word.version.rawValue)
        page.store(0, at: Word.epoch.rawValue)
        page.store(page.load(Word.version.rawValue) &+ 1, at: Word.version.rawValue)
    }

    /// The position last published on `page`; nil if there is none of `log`, or of any where that is nil, if its
    /// writer is just opening, or if the page stays in change (its writer died there).
    package init?(on page: any SharedPage, log: LogIdentifier?) {
        for _ in 0..<Limits.pageLooksMax {
            let version = page.load(Word.version.rawValue)
            guard version & 1 == 0 else { continue }
            let words = (0...Word.generation.rawValue).map { page.load($0) }
            guard page.load(Word.version.rawValue) == version else { continue }
            guard words[Word.magic.rawValue] == Self.magic, words[Word.epoch.rawValue] > 0,
                let epoch = UInt32(exactly: words[Word.epoch.rawValue])
            else { return nil }
            let found = LogIdentifier(high: words[Word.logHigh.rawValue], low: words[Word.logLow.rawValue])
            guard log == nil || log == found else { return nil }
            self.init(
                log: found, epoch: epoch, durable: SequenceNumber(words[Word.durable.rawValue]),
                manifestGeneration: words[Word.generation.rawValue])
            return
        }
        return nil
    }

    package init(log: LogIdentifier, epoch: UInt32, durable: SequenceNumber, manifestGeneration: UInt64) {
        self.log = log
        self.epoch = epoch
        self.durable = durable
        self.manifestGeneration = manifestGeneration
    }

    /// The bell now; taken before a position is read, it tells ``wait(on:bell:atMost:)`` what has been seen.
    package static func bell(on page: any SharedPage) -> UInt64 { page.load(Word.bell.rawValue) }

    /// How often whoever may not write looks.
    private static let lookMilliseconds: Int64 = 20

    /// Sleeps until something is published after `bell` was taken, or the time is up. The writer rings for those who
    /// are counted; whoever may not write cannot be, and looks again and again.
    package static func wait(on page: any SharedPage, bell: UInt64, atMost: Duration) {
        guard page.isWritable else {
            var rest = atMost
            while rest > .zero, Self.bell(on: page) == bell {
                let pause = min(rest, .milliseconds(lookMilliseconds))
                page.wait(at: Word.bell.rawValue, while: bell, atMost: pause)
                rest -= pause
            }
            return
        }
        _ = page.add(1, at: Word.waiters.rawValue)
        page.wait(at: Word.bell.rawValue, while: bell, atMost: atMost)
        _ = page.add(.max, at: Word.waiters.rawValue)
    }
}
