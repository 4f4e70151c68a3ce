"""Mutants that believe what they read."""

from .mutant import Mutant
from .watcher import BACKUP, FORMAT, HOSTILE, PROOFS, REPACKING, SUBJECTS, WITNESSES

_SCAN = "SegmentLog/Recovery/SegmentScan.swift"
_READER = "SegmentLog/Reading/SegmentReader.swift"
_SEALED = "SegmentLog/Reading/SealedSegmentReader.swift"
_UNSEALED = "SegmentLog/Recovery/UnsealedSegments.swift"
_OPENING = "SegmentLog/Recovery/Opening.swift"
_MANIFEST = "SegmentLog/Format/Manifest.swift"
_CHECK = "SegmentLog/Maintenance/SegmentCheck.swift"
_FOOTER = "SegmentLog/Maintenance/SegmentCheck+Footer.swift"
_CURSOR = "SegmentLog/Reading/SegmentCursor.swift"

CHECKS = [
    Mutant(
        "a segment header's checksum is not compared", "SegmentLog/Format/SegmentHeader.swift",
        "        guard header.uint32(at: 8) == header.extracting(12..<Self.byteCount).crc32c else"
        " { throw .headerChecksum }\n", watcher=FORMAT),
    Mutant(
        "a frame header's checksum is not compared", "SegmentLog/Format/FrameHeader.swift",
        "        guard header.uint32(at: 4) == header.extracting(8..<Self.byteCount).crc32c else"
        " { throw .headerChecksum }\n", watcher=FORMAT),
    Mutant(
        "a payload's checksum is not compared", "SegmentLog/Format/Frame.swift",
        "        guard payload.crc32c == header.payloadChecksum else { throw .payloadChecksum }\n", watcher=FORMAT),
    Mutant(
        "the padding may be anything", "SegmentLog/Format/Frame.swift",
        "        guard stored.extracting(payload.byteCount..<stored.byteCount).isZero else { throw .padding }\n",
        watcher=FORMAT),
    Mutant(
        "the manifest's checksum is not compared", "SegmentLog/Format/Manifest.swift",
        "        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else"
        " { throw .headerChecksum }\n", watcher=FORMAT),
    Mutant(
        "the keyring's checksum is not compared", "SegmentLog/Format/Keyring.swift",
        "        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else"
        " { throw .headerChecksum }\n", watcher=FORMAT),
    Mutant(
        "a required feature that nobody knows is passed over", "SegmentLog/Format/Manifest.swift",
        "        guard unknown.isEmpty else { throw .requiredFeatures(unknown.rawValue) }\n",
        "        _ = unknown\n", watcher=FORMAT),
    Mutant(
        "a frame of another log is read", _READER,
        "            let header = try FrameHeader(decoding: window.bytes.extracting(start..<windowCount))\n"
        "            guard header.log == log else { throw .log(header.log) }\n",
        "            let header = try FrameHeader(decoding: window.bytes.extracting(start..<windowCount))\n",
        watcher=HOSTILE),
    Mutant(
        "a frame of another segment is read", _READER,
        "            guard header.segment == number else { throw .segment(header.segment) }\n", watcher=HOSTILE),
    Mutant(
        "a frame at another place than its own is read", _READER,
        "            guard UInt64(header.offset) == offset else { throw .offset(header.offset) }\n", watcher=HOSTILE),
    Mutant(
        "a segment under another name is read", _READER,
        "            guard header.number == number else { throw .segment(header.number) }\n", watcher=HOSTILE),
    Mutant(
        "a plain frame in an encrypted log is read", "SegmentLog/Format/Frame.swift",
        "            guard keys.isEmpty else"
        " { throw .field(\"cipher: the frame is plain and the log is encrypted\") }\n", watcher=FORMAT),
    Mutant(
        "the watermark in bytes vouches for nothing", _SCAN,
        "header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence",
        "header.watermark >= nextSequence", watcher=HOSTILE),
    Mutant(
        "the watermark in records vouches for nothing", _SCAN,
        "header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence",
        "header.segment == number && UInt64(header.watermarkOffset) > end", watcher=HOSTILE),
    Mutant(
        "the watermark vouches for one record too few", _SCAN,
        "header.watermark >= nextSequence", "header.watermark > nextSequence", watcher=HOSTILE),
    Mutant(
        "the watermark vouches for one record too many", _SCAN,
        "header.watermark >= nextSequence", "header.watermark + 1 >= nextSequence", watcher=HOSTILE),
    Mutant(
        "no frame behind the damage is looked for", _SCAN,
        "        witness = try walk.findHeader(from: end, to: last) { vouches($0, log: log) }\n",
        "        witness = nil\n        _ = log\n", watcher=HOSTILE),
    Mutant(
        "the sequence of frames is not checked", _SCAN,
        "        guard frame.firstSequence == nextSequence || !holdsFrames else {\n"
        "            throw .sequence(found: frame.firstSequence, expected: nextSequence)\n        }\n",
        watcher=HOSTILE),
    Mutant(
        "the epochs of frames may fall", _SCAN,
        "        guard frame.epoch >= lastEpoch else { throw .epoch(found: frame.epoch, atLeast: lastEpoch) }\n",
        watcher=HOSTILE),
    Mutant(
        "a frame of an epoch that never was is read", "SegmentLog/Recovery/UnsealedSegments.swift",
        "if scan.lastEpoch > manifest.epoch {", "if false {", watcher=HOSTILE),
    Mutant(
        "the log may end before what the manifest says was durable", "SegmentLog/Recovery/UnsealedSegments.swift",
        "max(manifest.durable, witness ?? .zero)", "witness ?? .zero", watcher=HOSTILE),
    Mutant(
        "a footer that says otherwise than the manifest is believed", "SegmentLog/Reading/SealedSegmentReader.swift",
        "guard listed == segment else", "guard listed == segment || true else", watcher=HOSTILE),
    Mutant(
        "a repacked segment is not compared", "SegmentLog/Maintenance/Repacking.swift",
        "        try compare(target)\n", watcher=REPACKING),
    Mutant(
        "the keyring of another log is used", "SegmentLog/LogDirectory.swift",
        "            guard keyring.log == log else { throw .log(keyring.log) }\n", watcher=HOSTILE),
    Mutant(
        "a manifest of another log is read on with", "SegmentLog/Reading/ObservedSource.swift",
        "        guard manifest.log == log else {\n", "        guard manifest.log == log || true else {\n",
        watcher=HOSTILE),
    Mutant(
        "a position of another log is believed", "SegmentLog/Format/Position.swift",
        "            guard log == nil || log == found else { return nil }\n", watcher=FORMAT),
    Mutant(
        "a segment of another log is read", _READER,
        "            let header = try SegmentHeader(decoding: window.bytes.extracting(0..<available))\n"
        "            guard header.log == log else { throw .log(header.log) }\n",
        "            let header = try SegmentHeader(decoding: window.bytes.extracting(0..<available))\n",
        watcher=HOSTILE),
    Mutant(
        "a frame of another log vouches", _SCAN,
        "        guard header.log == log else { return false }\n", watcher=HOSTILE),
    Mutant(
        "an unsealed segment of another generation is read", _SCAN,
        "try reader.readSegmentHeader().generation == generation else",
        "try reader.readSegmentHeader().generation < .max else", watcher=HOSTILE),
    Mutant(
        "a sealed segment of another generation is read", _SEALED,
        "            guard header.generation == segment.generation else"
        " { throw .format(.field(\"generation\"), offset: 0) }\n",
        "            _ = header\n", watcher=HOSTILE),
    Mutant(
        "a sealed segment of another size is read", _SEALED,
        "            guard size == segment.bytes else"
        " { throw .format(.short, offset: min(size, segment.bytes)) }\n",
        "            _ = size\n", watcher=HOSTILE),
    Mutant(
        "bytes behind a footer are passed over", _SEALED,
        "guard reader.offset == segment.bytes else", "guard reader.offset <= segment.bytes else", watcher=HOSTILE),
    Mutant(
        "a frame of records is taken for a footer", _READER,
        "            guard header.kind == .footer else { throw .field(\"kind of frame\") }\n", watcher=HOSTILE),
    Mutant(
        "an unsealed segment may begin anywhere", _UNSEALED,
        "scan.holdsFrames, scan.firstSequence != lastSealed + 1 {", "scan.holdsFrames, false {", watcher=HOSTILE),
    Mutant(
        "unsealed segments need not follow one another", _UNSEALED,
        "later.firstSequence == nextSequence ? .follows : .gap", "later.firstSequence > 0 ? .follows : .gap",
        watcher=HOSTILE),
    Mutant(
        "an unlisted repacked segment is passed over", _UNSEALED,
        "unsealed.first(where: { $0.generation != 0 })", "unsealed.first(where: { $0.generation == .max })",
        watcher=HOSTILE),
    Mutant(
        "a listed segment may be missing", _OPENING,
        "guard names.contains(segment.name) else {", "guard names.contains(segment.name) || true else {",
        watcher=HOSTILE),
    Mutant(
        "the segments in a manifest may be in any order", _MANIFEST,
        "guard entry.number == UInt32(index) + 1, entry.first == (sealed.last?.last ?? .zero).next else {",
        "guard entry.number > 0 else {", watcher=HOSTILE),
    Mutant(
        "the epochs in a manifest may be any", _MANIFEST,
        "guard entry.firstEpoch <= entry.lastEpoch, entry.lastEpoch <= epoch else {", "guard entry.number > 0 else {",
        watcher=HOSTILE),
    Mutant(
        "a manifest's durable position may be any", _MANIFEST,
        "guard durable >= lastSealed, durable.value <= UInt64(Int64.max) else", "guard generation > 0 else",
        watcher=HOSTILE),
    Mutant(
        "a frame may be longer than its records", "SegmentLog/Format/FrameHeader.swift",
        "compressed < rawBytes, UInt64(rawBytes) <= UInt64(compressed) * UInt64(LZ4.expansionMax)",
        "compressed < rawBytes", watcher=FORMAT),
    Mutant(
        "frames need not go on, to verification", _CHECK,
        "        if !isContinued {\n", "        if !isContinued, false {\n", watcher=HOSTILE),
    Mutant(
        "epochs may fall, to verification", _CHECK,
        "        if header.epoch < epoch {\n", "        if header.epoch < epoch, false {\n", watcher=HOSTILE),
    Mutant(
        "times may fall, to verification", _CHECK,
        "        if header.time < time {\n", "        if header.time < time, false {\n", watcher=HOSTILE),
    Mutant(
        "a mark may say anything, to verification", _CHECK,
        "mark.size == tree?.hashed.value && mark.frontier != tree?.frontier {", "false {", watcher=HOSTILE),
    Mutant(
        "a tree is not compared with that of the records", _FOOTER,
        "        tree?.forgetFooter(endingAt: end)\n",
        "        tree?.forgetFooter(endingAt: end)\n        if end > .zero { return }\n", watcher=HOSTILE),
    Mutant(
        "block roots are not compared with those of the records", _FOOTER,
        "        } else if computed != said {\n", "        } else if computed != said, false {\n", watcher=HOSTILE),
    Mutant(
        "a footer is not compared with the manifest, by verification", _FOOTER,
        "        if listed != entry {\n", "        if listed != entry, false {\n", watcher=HOSTILE),
    Mutant(
        "a footer is not compared with the records, by verification", _FOOTER,
        "            if !names.isEmpty {\n", "            if !names.isEmpty, false {\n", watcher=HOSTILE),
    Mutant(
        "a copy is not compared with what was copied", "SegmentLog/Maintenance/Backup.swift",
        "            guard found.isSame(as: scan) else {\n", "            guard found.header == .valid else {\n",
        watcher=BACKUP),
    Mutant(
        "a damaged segment is copied as if it were sound", "SegmentLog/Maintenance/Backup.swift",
        "                try check(scan, entry, reader.path)\n", watcher=BACKUP),
    Mutant(
        "a salvage does not ask the page what is lost at the end", "SegmentLog/Maintenance/Salvage/SalvagePlan.swift",
        "[witness?.value ?? 0]", "[0]", watcher=WITNESSES),
    Mutant(
        "a cursor about several subjects passes over segments that have one of them", _CURSOR,
        "!subjects.contains(where: {", "!subjects.allSatisfy({", watcher=SUBJECTS),
    Mutant(
        "a cursor about subjects passes over nothing", _CURSOR,
        "if let subjects, !subjects", "if let subjects, false, !subjects", watcher=SUBJECTS),
    Mutant(
        "what is encrypted is not authenticated with its header", "SegmentLog/Encryption/FrameCipher.swift",
        "{ Array(header.encoded[FrameHeader.authenticated]) }", "{ [] }", watcher=FORMAT),
    Mutant(
        "a record's root is not compared with the tree's", "Merkle/InclusionProof.swift",
        "        guard try self.root(over: leaf) == root else { throw .inclusionRootMismatch }\n",
        "        _ = try self.root(over: leaf)\n", watcher=PROOFS),
    Mutant(
        "the older root is not compared", "Merkle/ConsistencyProof.swift",
        "        guard roots.old == oldRoot else { throw .oldRootMismatch }\n", watcher=PROOFS),
    Mutant(
        "the newer root is not compared", "Merkle/ConsistencyProof.swift",
        "        guard roots.new == newRoot else { throw .newRootMismatch }\n", watcher=PROOFS),
]
