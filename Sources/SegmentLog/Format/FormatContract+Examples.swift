internal import Bytes
internal import CommitLog
internal import Merkle
package import Storage

extension FormatContract {
    /// A structure with a different value in each of its fields, and its bytes as this code writes them.
    package struct Example: Sendable {
        package enum Value: Sendable, Hashable {
            case number(UInt64)
            case bytes([UInt8])
            /// Whatever the contract says that the checksum covers.
            case checksum
        }

        /// As the contract calls it.
        package let structure: String
        package let fields: [(name: String, value: Value)]
        package let bytes: [UInt8]
    }

    package static var examples: [Example] {
        [
            segmentHeader, frameHeader, record, mark, footer, indexEntry, subjectFilter, manifest, manifestEntry,
            keyring, keyringEntry,
        ]
    }

    /// The fields of the structure `position`, as ``publishPosition(on:)`` sets them on a page of zeros.
    package static var positionFields: [(name: String, value: Example.Value)] {
        [
            ("magic", .bytes(Array("PDPOSITN".utf8))), ("log", .bytes(logBytes)), ("version", .number(2)),
            ("epoch", .number(7)), ("durable", .number(8)), ("generation", .number(9)), ("bell", .number(1)),
            ("waiters", .number(0)), ("witnesses", .bytes(witnesses)), ("reserved", .bytes(zeros(3976))),
        ]
    }

    /// The first is written first.
    private static var witnesses: [UInt8] {
        var bytes: [UInt8] = []
        for word in [7, 8, position.witnessChecksum] { bytes.append(littleEndian: word) }
        return bytes + zeros(24)
    }

    package static func publishPosition(on page: any SharedPage) {
        position.publish(on: page)
    }

    private static let position = Position(log: log, epoch: 7, durable: 8, manifestGeneration: 9)
    private static let log = LogIdentifier(high: 0x0706_0504_0302_0100, low: 0x0f0e_0d0c_0b0a_0908)
    private static let logBytes = [UInt8](0..<16)
    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    private static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: NodeHash.byteCount) }
    private static func node(_ byte: UInt8) -> NodeHash { NodeHash(hash(byte).bytes, at: 0) }

    private static var segmentHeader: Example {
        let header = SegmentHeader(
            log: log, number: 21, generation: 22, requiredFeatures: .encryption,
            optionalFeatures: Features(rawValue: 1 << 40), createdAt: -23)
        return Example(
            structure: "segmentHeader",
            fields: [
                ("magic", .bytes(Array("PDSEGLOG".utf8))), ("checksum", .checksum), ("version", .number(1)),
                ("requiredFeatures", .number(1)), ("optionalFeatures", .number(1 << 40)), ("log", .bytes(logBytes)),
                ("number", .number(21)), ("generation", .number(22)), ("createdAt", .number(UInt64(bitPattern: -23))),
                ("reserved", .bytes(zeros(4032))),
            ], bytes: header.encoded)
    }

    private static var frameHeader: Example {
        let header = FrameHeader(
            payloadChecksum: 31, storedBytes: 48, rawBytes: 33, count: 4, firstSequence: 35, watermark: 36, log: log,
            segment: 37, offset: 8192, watermarkOffset: 4104, epoch: 38, time: -39, nonceCounter: 40, nonceStream: 1,
            kind: .records, codec: .lz4, cipher: .aes256GCM, isCleanClose: true)
        return Example(
            structure: "frameHeader",
            fields: [
                ("magic", .bytes(Array("PFR1".utf8))), ("headerChecksum", .checksum), ("payloadChecksum", .number(31)),
                ("storedBytes", .number(48)), ("rawBytes", .number(33)), ("count", .number(4)),
                ("firstSequence", .number(35)), ("watermark", .number(36)), ("log", .bytes(logBytes)),
                ("segment", .number(37)), ("offset", .number(8192)), ("watermarkOffset", .number(4104)),
                ("epoch", .number(38)), ("time", .number(UInt64(bitPattern: -39))), ("nonceCounter", .number(40)),
                ("kind", .number(0)), ("codec", .number(1)), ("cipher", .number(1)), ("flags", .number(1)),
                ("nonceStream", .number(1)),
            ], bytes: header.encoded)
    }

    private static var record: Example {
        var batch = RecordBatch()
        // The example is far below every limit.
        try? batch.append(Array("body".utf8), type: 300, subjects: [1, 1 << 63])
        return Example(
            structure: "record",
            fields: [
                ("length", .bytes([18])), ("type", .bytes([0xac, 0x02])), ("subjectCount", .number(2)),
                ("subjects", .bytes([1] + [UInt8](repeating: 0x80, count: 9) + [1])),
                ("body", .bytes(Array("body".utf8))),
            ], bytes: batch.bytes)
    }

    private static var progress: TreeProgress {
        var frontier = Frontier()
        for leaf in [node(51), node(52), node(53)] { frontier.append(leaf: leaf) }
        return TreeProgress(frontier: frontier, firstBlock: 54, blocks: [node(55), node(56), node(57)])
    }

    private static var mark: Example {
        var bytes: [UInt8] = []
        progress.append(to: &bytes)
        return Example(
            structure: "mark",
            fields: [
                ("size", .number(3)), ("frontierCount", .number(2)),
                ("frontier", .bytes(NodeHash.node(node(51), node(52)).bytes + hash(53))),
                ("firstBlock", .number(54)), ("blockCount", .number(3)),
                ("blocks", .bytes(hash(55) + hash(56) + hash(57))),
            ], bytes: bytes)
    }

    private static var index: SparseIndex {
        var index = SparseIndex()
        index.note(
            FrameHeader(
                firstSequence: 61, watermark: 0, log: log, segment: 1, offset: 4096, watermarkOffset: 4096, epoch: 1,
                time: -62, kind: .records))
        return index
    }

    private static var indexEntry: Example {
        var bytes: [UInt8] = []
        index.append(to: &bytes)
        return Example(
            structure: "indexEntry",
            fields: [
                ("sequence", .number(61)), ("offset", .number(4096)), ("time", .number(UInt64(bitPattern: -62))),
            ], bytes: Array(bytes.dropFirst(4)))
    }

    private static let subjects: Set<UInt64> = [71, 1 << 63, 73, 74, 75, 76, 77]

    /// The words are not stated apart: the second reader finds every subject of every log by the formula.
    private static var subjectFilter: Example {
        var bytes: [UInt8] = []
        SubjectFilter(subjects).append(to: &bytes)
        return Example(
            structure: "subjectFilter",
            fields: [
                ("hashCount", .number(7)), ("wordCount", .number(2)), ("words", .bytes(Array(bytes.dropFirst(5)))),
            ], bytes: bytes)
    }

    private static var footer: Example {
        let footer = Footer(
            first: 1, count: 3, rawBytes: 81, timeFirst: -82, timeLast: -81, firstEpoch: 83, lastEpoch: 84,
            tree: progress, index: index, filter: SubjectFilter(subjects))
        return Example(
            structure: "footer",
            fields: [
                ("firstSequence", .number(1)), ("count", .number(3)), ("rawBytes", .number(81)),
                ("timeFirst", .number(UInt64(bitPattern: -82))), ("timeLast", .number(UInt64(bitPattern: -81))),
                ("firstEpoch", .number(83)), ("lastEpoch", .number(84)), ("tree", .bytes(mark.bytes)),
                ("indexCount", .number(1)), ("index", .bytes(indexEntry.bytes)),
                ("filter", .bytes(subjectFilter.bytes)),
            ], bytes: footer.encoded)
    }

    private static let sealed = SealedSegment(
        number: 1, generation: 92, first: 1, count: 93, bytes: 9600, rawBytes: 94, timeFirst: -96, timeLast: -95,
        footerOffset: 9000, firstEpoch: 97, lastEpoch: 98, root: node(99), isIncompressible: true)

    private static var manifestEntry: Example {
        var bytes: [UInt8] = []
        sealed.append(to: &bytes)
        return Example(
            structure: "manifestEntry",
            fields: [
                ("segment", .number(1)), ("generation", .number(92)), ("firstSequence", .number(1)),
                ("count", .number(93)), ("bytes", .number(9600)), ("rawBytes", .number(94)),
                ("timeFirst", .number(UInt64(bitPattern: -96))), ("timeLast", .number(UInt64(bitPattern: -95))),
                ("footerOffset", .number(9000)), ("firstEpoch", .number(97)), ("lastEpoch", .number(98)),
                ("flags", .number(1)), ("root", .bytes(hash(99))),
            ], bytes: bytes)
    }

    private static var manifest: Example {
        var manifest = Manifest(log: log, requiredFeatures: .noEvidence, createdAt: -101)
        manifest.optionalFeatures = Features(rawValue: 1 << 41)
        manifest.generation = 102
        manifest.durable = 103
        manifest.epoch = 104
        manifest.sealed = [sealed]
        return Example(
            structure: "manifest",
            fields: [
                ("magic", .bytes(Array("PDMANIFS".utf8))), ("checksum", .checksum), ("version", .number(1)),
                ("requiredFeatures", .number(2)), ("optionalFeatures", .number(1 << 41)), ("log", .bytes(logBytes)),
                ("createdAt", .number(UInt64(bitPattern: -101))), ("generation", .number(102)),
                ("durable", .number(103)), ("epoch", .number(104)), ("entryCount", .number(1)),
                ("entries", .bytes(manifestEntry.bytes)),
            ], bytes: manifest.encoded)
    }

    private static let wrappedKey = Keyring.Entry(
        epoch: 111, nonce: [UInt8](112..<124), wrapped: [UInt8](130..<178))

    private static var keyringEntry: Example {
        Example(
            structure: "keyringEntry",
            fields: [
                ("epoch", .number(111)), ("nonce", .bytes([UInt8](112..<124))),
                ("wrapped", .bytes([UInt8](130..<178))),
            ], bytes: Array(keyring.bytes.dropFirst(Keyring.headBytes)))
    }

    private static var keyring: Example {
        var keyring = Keyring(log: log, masterKey: 0x0807_0605_0403_0201)
        keyring.entries = [wrappedKey]
        return Example(
            structure: "keyring",
            fields: [
                ("magic", .bytes(Array("PDKEYRNG".utf8))), ("checksum", .checksum), ("version", .number(1)),
                ("log", .bytes(logBytes)), ("masterKey", .bytes([UInt8](1...8))), ("entryCount", .number(1)),
                ("reserved", .number(0)), ("entries", .bytes(Array(keyring.encoded.dropFirst(Keyring.headBytes)))),
            ], bytes: keyring.encoded)
    }
}
