"""Mutants that believe what they read."""

from .mutant import Mutant

_SCAN = "SegmentLog/Recovery/SegmentScan.swift"
_READER = "SegmentLog/Reading/SegmentReader.swift"

CHECKS = [
    Mutant(
        "a segment header's checksum is not compared", "SegmentLog/Format/SegmentHeader.swift",
        "        guard header.uint32(at: 8) == header.extracting(12..<Self.byteCount).crc32c else"
        " { throw .headerChecksum }\n"),
    Mutant(
        "a frame header's checksum is not compared", "SegmentLog/Format/FrameHeader.swift",
        "        guard header.uint32(at: 4) == header.extracting(8..<Self.byteCount).crc32c else"
        " { throw .headerChecksum }\n"),
    Mutant(
        "a payload's checksum is not compared", "SegmentLog/Format/Frame.swift",
        "        guard payload.crc32c == header.payloadChecksum else { throw .payloadChecksum }\n"),
    Mutant(
        "the padding may be anything", "SegmentLog/Format/Frame.swift",
        "        guard stored.extracting(payload.byteCount..<stored.byteCount).isZero else { throw .padding }\n"),
    Mutant(
        "the manifest's checksum is not compared", "SegmentLog/Format/Manifest.swift",
        "        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else"
        " { throw .headerChecksum }\n"),
    Mutant(
        "the keyring's checksum is not compared", "SegmentLog/Format/Keyring.swift",
        "        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else"
        " { throw .headerChecksum }\n"),
    Mutant(
        "a required feature that nobody knows is passed over", "SegmentLog/Format/Manifest.swift",
        "        guard unknown.isEmpty else { throw .requiredFeatures(unknown.rawValue) }\n",
        "        _ = unknown\n"),
    Mutant(
        "a frame of another log is read", _READER,
        "            let header = try FrameHeader(decoding: window.bytes.extracting(start..<windowCount))\n"
        "            guard header.log == log else { throw .log(header.log) }\n",
        "            let header = try FrameHeader(decoding: window.bytes.extracting(start..<windowCount))\n"),
    Mutant(
        "a frame of another segment is read", _READER,
        "            guard header.segment == number else { throw .segment(header.segment) }\n"),
    Mutant(
        "a frame at another place than its own is read", _READER,
        "            guard UInt64(header.offset) == offset else { throw .offset(header.offset) }\n"),
    Mutant(
        "a segment under another name is read", _READER,
        "            guard header.number == number else { throw .segment(header.number) }\n"),
    Mutant(
        "a plain frame in an encrypted log is read", "SegmentLog/Format/Frame.swift",
        "            guard keys.isEmpty else"
        " { throw .field(\"cipher: the frame is plain and the log is encrypted\") }\n"),
    Mutant(
        "the watermark in bytes vouches for nothing", _SCAN,
        "header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence",
        "header.watermark >= nextSequence"),
    Mutant(
        "the watermark in records vouches for nothing", _SCAN,
        "header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence",
        "header.segment == number && UInt64(header.watermarkOffset) > end"),
    Mutant(
        "the watermark vouches for one record too few", _SCAN,
        "header.watermark >= nextSequence", "header.watermark > nextSequence"),
    Mutant(
        "the watermark vouches for one record too many", _SCAN,
        "header.watermark >= nextSequence", "header.watermark + 1 >= nextSequence"),
    Mutant(
        "no frame behind the damage is looked for", _SCAN,
        "        witness = try walk.findHeader(from: end, to: last) { vouches($0, log: log) }\n",
        "        witness = nil\n        _ = log\n"),
    Mutant(
        "the sequence of frames is not checked", _SCAN,
        "        guard frame.firstSequence == nextSequence || !holdsFrames else {\n"
        "            throw .sequence(found: frame.firstSequence, expected: nextSequence)\n        }\n"),
    Mutant(
        "the epochs of frames may fall", _SCAN,
        "        guard frame.epoch >= lastEpoch else { throw .epoch(found: frame.epoch, atLeast: lastEpoch) }\n"),
    Mutant(
        "a frame of an epoch that never was is read", "SegmentLog/Recovery/UnsealedSegments.swift",
        "if scan.lastEpoch > manifest.epoch {", "if false {"),
    Mutant(
        "the log may end before what the manifest says was durable", "SegmentLog/Recovery/UnsealedSegments.swift",
        "end < manifest.durable", "end < .zero"),
    Mutant(
        "a footer that says otherwise than the manifest is believed", "SegmentLog/Reading/SealedSegmentReader.swift",
        "guard listed == segment else", "guard listed == segment || true else"),
    Mutant(
        "a repacked segment is not compared", "SegmentLog/Maintenance/Repacking.swift",
        "        try compare(target)\n"),
]
