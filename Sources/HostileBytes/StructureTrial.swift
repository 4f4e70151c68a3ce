internal import Bytes
internal import CommitLog
internal import Merkle
internal import SegmentLog

/// Reads bytes as one of the structures of the format, with the checksum as it came or made right.
enum StructureTrial {
    static func run(_ choices: inout Choices) throws(Objection) {
        let kind = choices.below(8)
        let isFixed = choices.flag()
        switch kind {
        case 0: try frameHeader(&choices, isFixed)
        case 1: try manifest(&choices, isFixed)
        case 2: try keyring(&choices, isFixed)
        case 3: try segmentHeader(&choices, isFixed)
        case 4: try footer(choices.rest())
        case 5: try mark(choices.rest())
        case 6: try records(&choices)
        default: try name(choices.rest())
        }
    }

    private static func frameHeader(_ choices: inout Choices, _ isFixed: Bool) throws(Objection) {
        var bytes = choices.rest()
        if isFixed, bytes.count >= FrameHeader.byteCount {
            bytes.replace(at: 0, littleEndian: FrameHeader.magic)
            Checksums.fixFrameHeader(&bytes, at: 0)
        }
        guard let header = try? FrameHeader(decoding: bytes.bytes) else { return }
        try expect(header.encoded == Array(bytes.prefix(FrameHeader.byteCount)), "a header is encoded as it was read")
        try expect(header.nextSequence >= header.firstSequence, "the records of a frame can be counted")
        let end = UInt64(header.offset) + UInt64(header.frameBytes)
        try expect(end < UInt64(UInt32.max), "a frame ends where an offset can say so")
        let stored = [UInt8](repeating: 0, count: min(header.frameBytes - FrameHeader.byteCount, 1 << 20))
        if stored.count == header.frameBytes - FrameHeader.byteCount {
            try? Frame.checkStored(stored.bytes, header)
            var spare: [UInt8] = []
            _ = try? Frame.records(stored.bytes, header, keys: DataKeys(), spare: &spare)
        }
    }

    private static func manifest(_ choices: inout Choices, _ isFixed: Bool) throws(Objection) {
        var bytes = choices.rest()
        if isFixed { fix(&bytes, magic: Manifest.magic, version: Manifest.version) }
        guard let manifest = try? Manifest(decoding: bytes.bytes) else { return }
        let encoded = manifest.encoded
        let again = try? Manifest(decoding: encoded.bytes)
        try expect(again == manifest, "a manifest that was read can be written and read again")
        _ = (manifest.lastSealed.next, manifest.nextSegment)
        for segment in manifest.sealed {
            try expect(manifest.segment(of: segment.first) == segment, "a record is found in its segment")
            try expect(manifest.segment(of: segment.last) == segment, "a record is found in its segment")
        }
    }

    private static func keyring(_ choices: inout Choices, _ isFixed: Bool) throws(Objection) {
        var bytes = choices.rest()
        if isFixed { fix(&bytes, magic: Keyring.magic, version: Keyring.version) }
        guard let keyring = try? Keyring(decoding: bytes.bytes) else { return }
        let encoded = keyring.encoded
        try expect((try? Keyring(decoding: encoded.bytes)) == keyring, "a keyring is encoded as it was read")
        _ = try? DataKeys(keyring, master: Templates.masterKey)
    }

    private static func segmentHeader(_ choices: inout Choices, _ isFixed: Bool) throws(Objection) {
        var bytes = choices.rest()
        if isFixed {
            bytes += [UInt8](repeating: 0, count: max(0, SegmentHeader.byteCount - bytes.count))
            fix(&bytes, magic: SegmentHeader.magic, version: SegmentHeader.version)
            Checksums.fixSegmentHeader(&bytes)
        }
        guard let header = try? SegmentHeader(decoding: bytes.bytes) else { return }
        let encoded = header.encoded
        try expect((try? SegmentHeader(decoding: encoded.bytes)) == header, "a header is encoded as it was read")
    }

    private static func fix(_ bytes: inout [UInt8], magic: [UInt8], version: UInt32) {
        guard bytes.count >= 16 else { return }
        bytes.replaceSubrange(0..<magic.count, with: magic)
        bytes.replace(at: 12, littleEndian: version)
        Checksums.fixFile(&bytes)
    }

    private static func footer(_ bytes: [UInt8]) throws(Objection) {
        guard let footer = try? Footer(decoding: bytes.bytes) else { return }
        try expect(footer.encoded == bytes, "a footer is encoded as it was read")
        _ = footer.tree.frontier.root()
        _ = footer.index.offset(before: footer.first)
        _ = footer.filter.mayContain(footer.count)
        try expect(footer.last >= footer.first, "a segment ends behind its beginning")
    }

    private static func mark(_ bytes: [UInt8]) throws(Objection) {
        var reader = ByteReader(bytes.bytes)
        guard let progress = try? TreeProgress(decoding: &reader) else { return }
        var encoded: [UInt8] = []
        progress.append(to: &encoded)
        try expect(encoded == Array(bytes.prefix(encoded.count)), "a mark is encoded as it was read")
        _ = progress.frontier.root()
    }

    private static func records(_ choices: inout Choices) throws(Objection) {
        let first: UInt64 = choices.value(usual: 1)
        let count = choices.below(300)
        guard first > 0, first <= UInt64(Int64.max) - UInt64(count),
            let chunk = RecordChunk(choices.rest(), first: SequenceNumber(first), count: count, time: 0)
        else { return }
        var next = first
        chunk.forEach { record in
            _ = record.subjects
            _ = record.concerns(next)
            _ = record.body.byteCount
            next += 1
        }
        try expect(next == first + UInt64(chunk.count), "a chunk has the records that it says")
        let middle = chunk.first.advanced(by: chunk.count / 2)
        let kept = chunk.keeping(through: middle)
        let dropped = chunk.dropping(before: middle)
        try expect(kept.last == middle && dropped?.first == middle, "a chunk is cut at a record")
        try expect(
            kept.count + (dropped?.count ?? 0) == chunk.count + 1, "a chunk that is cut keeps its records")
    }

    private static func name(_ bytes: [UInt8]) throws(Objection) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let name = SegmentName(fileName: text) else { return }
        try expect(name.fileName == text, "a segment has one name")
    }
}
