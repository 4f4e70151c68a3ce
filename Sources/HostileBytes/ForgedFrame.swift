internal import Bytes
internal import SegmentLog

/// A frame that nobody's writer wrote: some of its fields are what they should be, some are not.
enum ForgedFrame {
    /// What an honest frame would say at the place where this one goes.
    struct Place {
        /// An honest frame of the log, from which everything else is taken.
        var model: FrameHeader
        var segment: UInt32
        var offset: Int
        var next: UInt64
    }

    /// The bytes of a frame, all of its checksums right unless the choices say otherwise. Moves `place` behind it.
    static func take(_ choices: inout Choices, at place: inout Place) -> [UInt8] {
        var header = place.model
        header.firstSequence = place.next
        header.watermark = place.next &- 1
        header.segment = place.segment
        header.offset = UInt32(truncatingIfNeeded: place.offset)
        header.watermarkOffset = header.offset
        header.kind = .records
        header.codec = .none
        header.cipher = .none
        header.count = 0
        header.isCleanClose = false
        let payload = takePayload(&choices, &header)
        header.storedBytes = UInt32(payload.count)
        if header.codec == .none { header.rawBytes = header.storedBytes }
        let lies = choices.byte()
        if lies & 1 != 0 { distort(&choices, &header) }
        header.payloadChecksum = payload.bytes.crc32c
        if lies & 2 != 0 { header.payloadChecksum = choices.word() }
        var frame = header.encoded
        if lies & 4 != 0 { frame[4 + choices.below(92)] = choices.byte() }
        if lies & 8 != 0 {
            frame[8 + choices.below(88)] = choices.byte()
            Checksums.fixFrameHeader(&frame, at: 0)
        }
        frame += payload
        // Bytes of padding are zeros, if nobody says otherwise.
        while frame.count % 8 != 0 { frame.append(lies & 16 != 0 ? choices.byte() : UInt8(0)) }
        place.offset += frame.count
        place.next = header.firstSequence &+ UInt64(header.count)
        return frame
    }

    private static func takePayload(_ choices: inout Choices, _ header: inout FrameHeader) -> [UInt8] {
        switch choices.below(6) {
        case 0: return records(&choices, &header)
        case 1: return bomb(&choices, &header)
        case 2:
            // A block of LZ4 that holds what it says.
            let raw = records(&choices, &header)
            header.rawBytes = UInt32(raw.count)
            var block: [UInt8] = []
            guard LZ4.compress(raw.bytes, to: &block) else { return raw }
            header.codec = .lz4
            return block
        case 3:
            // Any bytes as a block of LZ4, and any size for what comes out.
            header.codec = .lz4
            header.count = choices.value(usual: 1)
            header.rawBytes = choices.value(usual: 300)
            return choices.array(choices.below(512))
        case 4:
            header.kind = choices.flag() ? .mark : .footer
            return choices.array(choices.below(2048))
        default:
            header.count = choices.value(usual: 1)
            return choices.array(choices.below(2048))
        }
    }

    /// Records as they should be: short ones, and some with a type and subjects.
    private static func records(_ choices: inout Choices, _ header: inout FrameHeader) -> [UInt8] {
        var payload: [UInt8] = []
        let count = 1 + choices.below(20)
        for _ in 0..<count {
            let subjects = choices.below(4)
            let body = [UInt8](repeating: choices.byte(), count: choices.below(64))
            payload += [UInt8(2 + subjects + body.count), 7, UInt8(subjects)] + (0..<UInt8(subjects)) + body
        }
        header.count = UInt32(count)
        return payload
    }

    /// A block of LZ4 that grows to 255 times its size; the header says how far, or says otherwise.
    private static func bomb(_ choices: inout Choices, _ header: inout FrameHeader) -> [UInt8] {
        let growth = choices.below(1 << 14)
        let byte = choices.byte()
        // One literal, a match of 19 bytes and 255 more for each byte of growth, and the five literals of an end.
        var block: [UInt8] = [0x1f, byte, 1, 0]
        block += [UInt8](repeating: 255, count: growth)
        block += [0, 0x50] + [UInt8](repeating: byte, count: 5)
        header.codec = .lz4
        header.count = choices.value(usual: 1)
        header.rawBytes = choices.value(usual: UInt32(1 + 19 + 255 * growth + 5))
        return block
    }

    private static func distort(_ choices: inout Choices, _ header: inout FrameHeader) {
        switch choices.below(14) {
        case 0: header.firstSequence = choices.value(usual: header.firstSequence)
        case 1: header.watermark = choices.value(usual: header.watermark)
        case 2: header.watermarkOffset = choices.value(usual: header.offset)
        case 3: header.offset = choices.value(usual: header.offset)
        case 4: header.segment = choices.value(usual: header.segment)
        case 5: header.epoch = choices.value(usual: header.epoch)
        case 6: header.time = choices.value(usual: header.time)
        case 7: header.count = choices.value(usual: header.count)
        case 8: header.rawBytes = choices.value(usual: header.rawBytes)
        case 9: header.storedBytes = choices.value(usual: header.storedBytes)
        case 10: header.nonceCounter = choices.value(usual: 1)
        case 11: header.cipher = .aes256GCM
        case 12: header.isCleanClose = true
        default: header.codec = .lz4
        }
    }
}
