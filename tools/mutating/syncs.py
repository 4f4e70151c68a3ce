"""Mutants without a sync, or without what makes one count."""

from .mutant import Mutant
from .watcher import BACKUP, LOST_POWER, READER, RECOVERY, TRACE, WITNESSES

_PARTIAL = "SegmentLog/Maintenance/PartialDirectory.swift"
_SEGMENTS = "SegmentLog/Recovery/Opening+Segments.swift"

SYNCS = [
    Mutant(
        "an appended frame is not synced", "SegmentLog/Writing/Appender.swift",
        "        try file.sync()\n"),
    Mutant(
        "a prepared segment is not synced", "SegmentLog/Writing/PreparedSegment.swift",
        "            try file.sync()\n", watcher=LOST_POWER),
    Mutant(
        "a prepared segment's name is not synced", "SegmentLog/Writing/PreparedSegment.swift",
        "            try directory.fileSystem.syncDirectory(directory.path)\n"),
    Mutant(
        "a cut segment is not synced before the manifest lists it", "SegmentLog/Writing/Sealing.swift",
        "            try file.truncate(to: entry.bytes)\n            try file.sync()\n",
        "            try file.truncate(to: entry.bytes)\n"),
    Mutant(
        "a sealed segment is not synced at all", "SegmentLog/Writing/Sealing.swift",
        "            try file.sync()\n            try file.truncate(to: entry.bytes)\n            try file.sync()\n",
        "            try file.truncate(to: entry.bytes)\n"),
    Mutant(
        "a replaced file is not synced before it gets its name", "Storage/FileSystem+Whole.swift",
        "            try file.sync()\n"),
    Mutant(
        "a replaced file's name is not synced", "Storage/FileSystem+Whole.swift",
        "        try syncDirectory(directory)\n"),
    Mutant(
        "a repacked segment is not synced", "SegmentLog/Maintenance/Repacking.swift",
        "        try core.directory.attempt { () throws(FileError) in try file.sync() }\n"),
    Mutant(
        "a repacked segment's name is not synced", "SegmentLog/Maintenance/Repacking.swift",
        "            try core.directory.fileSystem.syncDirectory(core.directory.path)\n", watcher=LOST_POWER),
    Mutant(
        "creation does not sync the name of the directory", "SegmentLog/Recovery/LogCreation.swift",
        "            try directory.fileSystem.syncDirectory(FileNames.parent(of: directory.path))\n"),
    Mutant(
        "opening does not sync the names that it found", "SegmentLog/Recovery/Opening.swift",
        "            try directory.fileSystem.syncDirectory(directory.path)\n", watcher=LOST_POWER),
    Mutant(
        "opening does not sync the segments that it found", _SEGMENTS,
        "            try file.truncate(to: size)\n            try file.sync()\n",
        "            try file.truncate(to: size)\n", watcher=LOST_POWER),
    Mutant(
        "opening syncs what it found without writing it again", _SEGMENTS,
        "            try file.writeAll(found.bytes, at: scan.lastWrite)\n", watcher=LOST_POWER),
    Mutant(
        "opening syncs the size that it found without setting it again", _SEGMENTS,
        "            try file.truncate(to: size + UInt64(Limits.segmentHeaderBytes))\n", watcher=LOST_POWER),
    Mutant(
        "a torn tail is left as it is", _SEGMENTS,
        "            try PreparedSegment.fill(file, from: scan.end, to: Int(scan.dirtyEnd))\n", watcher=LOST_POWER),
    Mutant(
        "a torn tail is not copied", _SEGMENTS,
        "                try fileSystem.replaceFile(copy, in: copyDirectory, with: torn)\n", watcher=LOST_POWER),
    Mutant(
        "the folder of torn tails is not synced", _SEGMENTS,
        "            try fileSystem.syncDirectory(directory.path)\n", watcher=LOST_POWER),
    Mutant(
        "a reader without a writer does not sync the tail", "SegmentLog/Reading/ObservedSource.swift",
        "        try file.sync()\n", watcher=READER),
    Mutant(
        "an opening does not ask the page how far the log was durable", "SegmentLog/Recovery/UnsealedSegments.swift",
        "        let durable = max(manifest.durable, witness ?? .zero)\n", "        let durable = manifest.durable\n",
        watcher=WITNESSES),
    Mutant(
        "zeros in place of a torn tail are not written again", _SEGMENTS,
        "                try PreparedSegment.fill(file, from: scan.end, to: Int(min(tornEnd, size)))\n",
        "                _ = tornEnd\n", watcher=RECOVERY),
    Mutant(
        "a file of a backup is not synced", "SegmentLog/Maintenance/Backup.swift",
        "            try file.writeAll(bytes.bytes, at: 0)\n            try file.sync()\n",
        "            try file.writeAll(bytes.bytes, at: 0)\n", watcher=BACKUP),
    Mutant(
        "a segment of a backup is not synced", "SegmentLog/Maintenance/Backup.swift",
        "            try file.sync()\n            var copied", "            var copied", watcher=BACKUP),
    Mutant(
        "the names in a backup are not synced", _PARTIAL,
        "            try fileSystem.syncDirectory(path)\n", watcher=BACKUP),
    Mutant(
        "a finished backup's own name is not synced", _PARTIAL,
        "            try fileSystem.syncDirectory(FileNames.parent(of: destination))\n", watcher=BACKUP),
    Mutant(
        "a file is not synced on Linux", "LinuxStorage/LinuxFile.swift",
        "        try FileError.check(paidan_fdatasync(descriptor.number), .sync, path)\n", watcher=TRACE),
    Mutant(
        "a directory is not synced on Linux", "LinuxStorage/LinuxFileSystem.swift",
        "        let failure = paidan_fsync(descriptor.number)\n", "        let failure: Int32 = 0\n", watcher=TRACE),
]
