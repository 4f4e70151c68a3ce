"""Mutants that do things in another order, twice, or not at all."""

from .mutant import Mutant
from .watcher import HOSTILE, LOST_POWER, OPENINGS, READER, WITNESSES, WORDS

_APPENDER = "SegmentLog/Writing/Appender.swift"
_FLUSHER = "SegmentLog/Writing/Flusher.swift"
_OPENING = "SegmentLog/Recovery/Opening.swift"
_CORE = "SegmentLog/Writing/LogCore.swift"

ORDERS = [
    Mutant(
        "the end is published before it is synced", _FLUSHER,
        "        let header: FrameHeader\n        do throws(FileError) {\n",
        "        let header: FrameHeader\n"
        "        core.publish { map in map.durable = first.advanced(by: frame.count - 1) }\n"
        "        do throws(FileError) {\n"),
    Mutant(
        "an append is answered before the end is published", _FLUSHER,
        "        core.publish { map in\n            map.durable = last\n",
        "        for member in frame.members { member.append.answer(.success(member.sequences)) }\n"
        "        if last > .zero { return noteRoom() }\n"
        "        core.publish { map in\n            map.durable = last\n"),
    Mutant(
        "an append is answered first and then published", _FLUSHER,
        "        core.publish { map in\n            map.durable = last\n            left = map.ring.append(chunk)\n"
        "            map.unsealed[map.unsealed.count - 1].index.note(header)\n        }\n"
        "        willAnswer(frame.members.count, frame.byteCount)\n"
        "        for member in frame.members { member.append.answer(.success(member.sequences)) }\n",
        "        willAnswer(frame.members.count, frame.byteCount)\n"
        "        for member in frame.members { member.append.answer(.success(member.sequences)) }\n"
        "        core.publish { map in\n            map.durable = last\n            left = map.ring.append(chunk)\n"
        "            map.unsealed[map.unsealed.count - 1].index.note(header)\n        }\n",
        watcher=WORDS),
    Mutant(
        "writing goes on after a failed write", _FLUSHER,
        "            core.halt(reason)\n            throw reason\n", "            throw reason\n"),
    Mutant(
        "a stale expectation is not refused", _FLUSHER,
        "        if let expected = append.expecting, expected != end"
        " { return .stale(expected: expected, end: end) }\n"),
    Mutant(
        "the watermark runs ahead of the sync", _APPENDER,
        "firstSequence: next, watermark: durable,", "firstSequence: next, watermark: next,"),
    Mutant(
        "the watermark stays behind", _APPENDER,
        "        offset += UInt32(buffer.count)\n        durable = next - 1\n",
        "        offset += UInt32(buffer.count)\n",
        watcher=WORDS),
    Mutant(
        "the watermark in bytes runs ahead of the sync", _APPENDER,
        "offset: position, watermarkOffset: offset,", "offset: position, watermarkOffset: position,",
        watcher=WORDS),
    Mutant(
        "times may fall", _APPENDER,
        "        lastTime = max(lastTime, wallMilliseconds)\n        var header = frameHeader(.records, at: offset)\n",
        "        lastTime = wallMilliseconds\n        var header = frameHeader(.records, at: offset)\n",
        watcher=WORDS),
    Mutant(
        "the nonce is the same in every frame", _APPENDER,
        "        nonceCounter += 1\n"),
    Mutant(
        "sealing and repacking use one nonce", _CORE,
        "            counter += 1\n"),
    Mutant(
        "sealing counts its nonces with the appends", "SegmentLog/Writing/Sealing.swift",
        "nonceStream: FrameCipher.Stream.maintenance.rawValue", "nonceStream: FrameCipher.Stream.append.rawValue"),
    Mutant(
        "an opening goes on with the last opening's key", "SegmentLog/Encryption/DataKeys.swift",
        "        keys[epoch] = SymmetricKey(data: Self.random(32, &entropy))\n",
        "        keys[epoch] = keys[epoch - 1] ?? SymmetricKey(data: Self.random(32, &entropy))\n"),
    Mutant(
        "an opening drops the keys of segments that are not sealed", _OPENING,
        "                    && !unsealed.contains(entry.epoch)\n", watcher=OPENINGS),
    Mutant(
        "a segment takes records from any number of openings", _APPENDER,
        "        takesRecords && bytesNeeded", "        bytesNeeded", watcher=OPENINGS),
    Mutant(
        "keys are never retired", "SegmentLog/Writing/LogCore+Opening.swift",
        "        Repacker(core: core).retireKeys()\n", watcher=OPENINGS),
    Mutant(
        "the second witness is never written", "SegmentLog/Format/Position.swift",
        "Self.witness(Int(version >> 1) % Self.witnesses)", "Self.witness(0)", watcher=WITNESSES),
    Mutant(
        "an opening begins no epoch", _OPENING,
        "        manifest.epoch += 1\n"),
    Mutant(
        "opening does not say how far the log is durable", _OPENING,
        "        manifest.durable = unsealed.end(after: manifest.lastSealed)\n"),
    Mutant(
        "a replaced manifest does not say how far the log is durable", _CORE,
        "            manifest.durable = map.withLock { $0.durable }\n"),
    Mutant(
        "a replaced manifest does not count on", _CORE,
        "            manifest.generation += 1\n", watcher=READER),
    Mutant(
        "closing does not write the manifest", _FLUSHER,
        "                try core.replaceManifest({ _ in }, publishing: { _ in })\n", watcher=HOSTILE),
    Mutant(
        "opening lets readers believe the last writer's position", _OPENING,
        "                Position.withdraw(on: page)\n", watcher=WITNESSES),
    Mutant(
        "the manifest lists a sealed segment before its footer is written", "SegmentLog/Writing/Sealing.swift",
        "            try file.writeAll(frame.bytes, at: UInt64(end))\n",
        "            try core.replaceManifest({ $0.sealed.append(entry) }, publishing: { $0.unsealed.removeFirst() })\n"
        "            try file.writeAll(frame.bytes, at: UInt64(end))\n            if end > 0 { return }\n"),
    Mutant(
        "the old file goes before the manifest lists the repacked one", "SegmentLog/Maintenance/Repacking.swift",
        "            try core.replaceManifest({ $0.sealed[Int(number) - 1] = entry }, publishing: { _ in })\n",
        "            try? core.directory.fileSystem.remove(core.directory.path(segment.fileName))\n"
        "            try core.replaceManifest({ $0.sealed[Int(number) - 1] = entry }, publishing: { _ in })\n",
        watcher=LOST_POWER),
    Mutant(
        "a mark is believed that goes past its own place", "SegmentLog/Recovery/SegmentScan.swift",
        ", mark.size < header.firstSequence { marks.append(mark) }", " { marks.append(mark) }", watcher=HOSTILE),
    Mutant(
        "the footers are not compared before anything is changed", "SegmentLog/Recovery/Opening+Footers.swift",
        "        guard footer.first.value == scan.firstSequence, footer.count == scan.records,\n"
        "            footer.firstEpoch <= footer.lastEpoch, footer.lastEpoch <= manifest.epoch\n"
        "        else"
        " { throw corruption(name, at: offset, \"the footer says otherwise than the frames before it\") }\n",
        watcher=HOSTILE),
]
