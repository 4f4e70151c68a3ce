internal import Bytes
internal import CommitLog
internal import SegmentLog

/// A log's files in the hands of somebody who knows the format.
struct Mutation {
    /// By name. Directories below the log's own are left alone.
    private(set) var files: [String: [UInt8]]
    private let manifest: Manifest?

    init(_ files: [String: [UInt8]]) {
        self.files = files
        manifest = files[Manifest.fileName].flatMap { try? Manifest(decoding: $0.bytes) }
    }

    /// The largest file it makes: above a template's, and small enough to be read at once.
    static let fileBytesMax = 64 << 10

    mutating func step(_ choices: inout Choices) {
        switch choices.below(14) {
        case 0: changeBytes(&choices)
        case 1: changeFrame(&choices)
        case 2: changePayload(&choices)
        case 3: copyFrame(&choices)
        case 4: forge(&choices)
        case 5: resize(&choices)
        case 6: clear(&choices)
        case 7: move(&choices)
        case 8, 9: changeManifest(&choices)
        case 10: changeKeyring(&choices)
        case 11: changeSegmentHeader(&choices)
        case 12: changeFooter(&choices)
        default: forge(&choices)
        }
    }

    private func pickSegment(_ choices: inout Choices) -> String? {
        let names = files.keys.filter { $0.hasSuffix(SegmentName.suffix) }.sorted()
        return names.isEmpty ? nil : names[choices.below(names.count)]
    }

    private func pickFile(_ choices: inout Choices) -> String? {
        let names = files.keys.sorted()
        return names.isEmpty ? nil : names[choices.below(names.count)]
    }

    /// A frame of a segment; nil if it has none.
    private func pickFrame(_ choices: inout Choices) -> (name: String, offset: Int)? {
        guard let name = pickSegment(&choices), let bytes = files[name] else { return nil }
        let offsets = FrameOffsets.all(in: bytes)
        return offsets.isEmpty ? nil : (name, offsets[choices.below(offsets.count)])
    }

    private mutating func changeBytes(_ choices: inout Choices) {
        guard let name = pickFile(&choices), var bytes = files[name], !bytes.isEmpty else { return }
        let start = choices.below(min(bytes.count, 1 << 16))
        for (index, byte) in choices.array(1 + choices.below(16)).enumerated() where start + index < bytes.count {
            bytes[start + index] = byte
        }
        files[name] = bytes
    }

    /// One field of a frame's header, with the header's checksum made right.
    private mutating func changeFrame(_ choices: inout Choices) {
        guard let (name, offset) = pickFrame(&choices), var bytes = files[name] else { return }
        let fields = [
            (8, 4), (12, 4), (16, 4), (20, 4), (24, 8), (32, 8), (56, 4), (60, 4), (64, 4), (68, 4), (72, 8), (80, 8),
            (88, 1), (89, 1), (90, 1), (91, 1), (92, 4),
        ]
        let (field, width) = fields[choices.below(fields.count)]
        Self.changeField(&bytes, at: offset + field, width: width, &choices)
        let fix = choices.flag() ? Checksums.fixFrame : Checksums.fixFrameHeader
        fix(&bytes, offset)
        files[name] = bytes
    }

    private mutating func changePayload(_ choices: inout Choices) {
        guard let (name, offset) = pickFrame(&choices), var bytes = files[name] else { return }
        let size = min(Int(bytes.bytes.uint32(at: offset + 12)), bytes.count - offset - FrameHeader.byteCount)
        guard size > 0 else { return }
        bytes[offset + FrameHeader.byteCount + choices.below(size)] = choices.byte()
        Checksums.fixFrame(&bytes, at: offset)
        files[name] = bytes
    }

    /// A frame once more: at another place, in another segment, over another frame; as it was, or made to fit there.
    private mutating func copyFrame(_ choices: inout Choices) {
        guard let (name, offset) = pickFrame(&choices), let source = files[name],
            var header = try? FrameHeader(decoding: source.bytes.extracting(offset..<source.count)),
            offset + header.frameBytes <= source.count,
            let target = pickSegment(&choices), var bytes = files[target],
            let place = place(in: target, bytes, &choices)
        else { return }
        var frame = Array(source[offset..<offset + header.frameBytes])
        if choices.flag() {
            header.offset = UInt32(place.offset)
            header.segment = place.segment
            header.watermarkOffset = min(header.watermarkOffset, header.offset)
            if choices.flag() { header.firstSequence = place.next }
            frame.replaceSubrange(0..<FrameHeader.byteCount, with: header.encoded)
        }
        Self.overwrite(&bytes, at: place.offset, with: frame)
        files[target] = bytes
    }

    private mutating func forge(_ choices: inout Choices) {
        guard let name = pickSegment(&choices), var bytes = files[name],
            var place = place(in: name, bytes, &choices)
        else { return }
        for _ in 0...choices.below(3) {
            let start = place.offset
            Self.overwrite(&bytes, at: start, with: ForgedFrame.take(&choices, at: &place))
        }
        files[name] = bytes
    }

    /// Behind the last frame, at a frame's beginning, or anywhere in the segment.
    private func place(in name: String, _ bytes: [UInt8], _ choices: inout Choices) -> ForgedFrame.Place? {
        let offsets = FrameOffsets.all(in: bytes)
        let headers = offsets.compactMap { try? FrameHeader(decoding: bytes.bytes.extracting($0..<bytes.count)) }
        guard let model = headers.last ?? model else { return nil }
        var place = ForgedFrame.Place(
            model: model, segment: SegmentName(fileName: name)?.number ?? 1, offset: SegmentHeader.byteCount,
            next: (manifest?.lastSealed.value ?? 0) + 1)
        let which = choices.below(3)
        if which == 2 {
            place.offset = SegmentHeader.byteCount + choices.below(1 << 16) % max(8, bytes.count) / 8 * 8
            place.next = headers.last?.nextSequence ?? place.next
        } else if !headers.isEmpty {
            let index = which == 0 ? headers.count - 1 : choices.below(headers.count)
            place.offset = offsets[index] + headers[index].frameBytes
            place.next = headers[index].nextSequence
        }
        return place
    }

    /// The first frame of the first segment that has one.
    private var model: FrameHeader? {
        for (_, bytes) in files.sorted(by: { $0.key < $1.key }) {
            guard let offset = FrameOffsets.all(in: bytes).first else { continue }
            return try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count))
        }
        return nil
    }

    private mutating func resize(_ choices: inout Choices) {
        guard let name = pickFile(&choices), var bytes = files[name] else { return }
        let size = choices.flag() ? choices.below(1 << 16) : min(bytes.count, choices.below(1 << 16))
        if size < bytes.count { bytes.removeLast(bytes.count - size) }
        Self.overwrite(&bytes, at: size, with: [])
        files[name] = bytes
    }

    private mutating func clear(_ choices: inout Choices) {
        guard let name = pickFile(&choices), var bytes = files[name], !bytes.isEmpty else { return }
        let start = choices.below(min(bytes.count, 1 << 16))
        for index in start..<min(bytes.count, start + choices.below(8192)) { bytes[index] = 0 }
        files[name] = bytes
    }

    /// Files change places, vanish, or are there twice.
    private mutating func move(_ choices: inout Choices) {
        guard let name = pickFile(&choices) else { return }
        switch choices.below(4) {
        case 0: files[name] = nil
        case 1:
            guard let other = pickFile(&choices) else { return }
            (files[name], files[other]) = (files[other], files[name])
        case 2:
            let target = SegmentName(number: choices.value(usual: 3) | 1, generation: UInt32(choices.below(3)))
            files[target.fileName] = files[name]
        default:
            let target = SegmentName(number: UInt32(1 + choices.below(6)), generation: UInt32(choices.below(3)))
            files[target.fileName] = files[name]
            files[name] = nil
        }
    }

    /// One field, or an entry more or less; with the checksum made right.
    private mutating func changeManifest(_ choices: inout Choices) {
        guard var bytes = files[Manifest.fileName], bytes.count >= Manifest.headBytes else { return }
        switch choices.below(6) {
        case 0:
            let entry = Array(bytes.suffix(SealedSegment.byteCount))
            bytes += entry
        case 1: bytes.removeLast(min(SealedSegment.byteCount, bytes.count - Manifest.headBytes))
        case 2:
            let fields = [(16, 8), (24, 8), (32, 8), (48, 8), (56, 8), (64, 8), (72, 4), (76, 4)]
            let (field, width) = fields[choices.below(fields.count)]
            Self.changeField(&bytes, at: field, width: width, &choices)
        default:
            let count = (bytes.count - Manifest.headBytes) / SealedSegment.byteCount
            guard count > 0 else { return }
            let fields = [
                (0, 4), (4, 4), (8, 8), (16, 8), (24, 8), (32, 8), (40, 8), (48, 8), (56, 4), (60, 4), (64, 4), (72, 8),
            ]
            let (field, width) = fields[choices.below(fields.count)]
            let entry = Manifest.headBytes + choices.below(count) * SealedSegment.byteCount
            Self.changeField(&bytes, at: entry + field, width: width, &choices)
        }
        if choices.flag() {
            let count = (bytes.count - Manifest.headBytes) / SealedSegment.byteCount
            bytes.replace(at: 76, littleEndian: UInt32(count))
        }
        Checksums.fixFile(&bytes)
        files[Manifest.fileName] = bytes
    }

    private mutating func changeKeyring(_ choices: inout Choices) {
        guard var bytes = files[Keyring.fileName], bytes.count >= Keyring.headBytes else { return }
        let fields = [(16, 8), (32, 8), (40, 4), (48, 4), (52, 8), (64, 8)]
        let (field, width) = fields[choices.below(fields.count)]
        Self.changeField(&bytes, at: field, width: width, &choices)
        Checksums.fixFile(&bytes)
        files[Keyring.fileName] = bytes
    }

    private mutating func changeSegmentHeader(_ choices: inout Choices) {
        guard let name = pickSegment(&choices), var bytes = files[name] else { return }
        let (field, width) = [(12, 4), (16, 8), (24, 8), (32, 8), (48, 4), (52, 4), (56, 8)][choices.below(7)]
        Self.changeField(&bytes, at: field, width: width, &choices)
        Checksums.fixSegmentHeader(&bytes)
        files[name] = bytes
    }

    /// A footer with other content, as long as before or not, all checksums right.
    private mutating func changeFooter(_ choices: inout Choices) {
        guard let name = pickSegment(&choices), var bytes = files[name], let offset = FrameOffsets.all(in: bytes).last,
            var header = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count)),
            offset + header.frameBytes <= bytes.count,
            let payload = try? Frame.open(
                bytes.bytes.extracting(offset + FrameHeader.byteCount..<offset + header.frameBytes), header,
                keys: DataKeys()),
            !payload.isEmpty
        else { return }
        var changed = payload
        Self.changeField(
            &changed, at: choices.below(min(payload.count, 1 << 16)), width: [1, 4, 8][choices.below(3)], &choices)
        let effort: LZ4.Effort? = choices.flag() ? .fast : nil
        bytes.removeLast(bytes.count - offset)
        Frame.append(&header, payload: changed.bytes, effort: effort, cipher: nil, to: &bytes)
        files[name] = bytes
    }

    // MARK: Bytes

    /// Overwrites a number with one near it, or any; fields past the end are left alone.
    private static func changeField(_ bytes: inout [UInt8], at offset: Int, width: Int, _ choices: inout Choices) {
        guard offset + width <= bytes.count else { return }
        switch width {
        case 1: bytes[offset] = choices.value(usual: bytes[offset])
        case 4: bytes.replace(at: offset, littleEndian: choices.value(usual: bytes.bytes.uint32(at: offset)))
        default: bytes.replace(at: offset, littleEndian: choices.value(usual: bytes.bytes.uint64(at: offset)))
        }
    }

    /// Writes `new` at `offset`, extending with zeros.
    private static func overwrite(_ bytes: inout [UInt8], at offset: Int, with new: [UInt8]) {
        let end = min(offset + new.count, fileBytesMax)
        guard offset <= end else { return }
        if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(offset..<end, with: new.prefix(end - offset))
    }
}
