internal import Bytes
internal import CommitLog
internal import SegmentLog
internal import SimulatedStorage

/// The log in the hands of somebody who knows its format: any bytes are taken as a recipe for hostile ones.
///
/// What may not happen: a trap, a read outside, memory or time without bound, and what ``Objection`` tells. Coverage
/// guides whoever finds the recipes (`tools/fuzz reader` and `tools/fuzz recovery`); those worth keeping are in
/// `Tests/HostileBytesTests/Corpus` and are tried in every test run.
package enum HostileBytes {
    /// Structures of the format by themselves, and a log of one segment with forged frames, read in every way.
    package static func read(_ recipe: [UInt8]) throws(Objection) {
        var choices = Choices(recipe)
        if choices.flag() { return try StructureTrial.run(&choices) }
        let template = Templates.all.templates[3]
        let disk = SimulatedFileSystem(snapshot: template.disk)
        guard let path = disk.paths.last(where: { $0.hasSuffix(SegmentName.suffix) }),
            var bytes = disk.contents(of: path), let end = FrameOffsets.end(of: bytes),
            let last = FrameOffsets.all(in: bytes).last,
            let header = try? FrameHeader(decoding: bytes.bytes.extracting(last..<bytes.count))
        else { preconditionFailure("the template has frames") }
        var place = ForgedFrame.Place(
            model: header, segment: header.segment, offset: end, next: header.nextSequence)
        if choices.flag() {
            place.offset = SegmentHeader.byteCount
            place.next = 1
            bytes.removeLast(bytes.count - place.offset)
        } else {
            bytes.removeLast(bytes.count - end)
        }
        while !choices.isOver, bytes.count < Mutation.fileBytesMax { bytes += ForgedFrame.take(&choices, at: &place) }
        disk.replaceContents(of: path, with: bytes)
        try LogTrial(disk: disk, isEncrypted: false).read()
    }

    /// A sound log that is changed step by step and then read, or opened for writing.
    package static func recover(_ recipe: [UInt8]) throws(Objection) {
        var choices = Choices(recipe)
        let templates = Templates.all.templates
        let template = templates[choices.below(templates.count)]
        let isWritten = choices.below(3) > 0
        let disk = SimulatedFileSystem(snapshot: template.disk)
        var files: [String: [UInt8]] = [:]
        let prefix = Templates.directory + "/"
        for path in disk.paths {
            let name = String(path.dropFirst(prefix.count))
            if !["lock", "position"].contains(name) { files[name] = disk.contents(of: path) }
        }
        var mutation = Mutation(files)
        while !choices.isOver { mutation.step(&choices) }
        for (name, bytes) in mutation.files where files[name] != bytes {
            disk.replaceContents(of: prefix + name, with: bytes)
        }
        for name in files.keys.sorted() where mutation.files[name] == nil {
            do { try disk.remove(prefix + name) } catch { preconditionFailure("a file can be removed: \(error)") }
        }
        let trial = LogTrial(disk: disk, isEncrypted: template.isEncrypted)
        if isWritten { try trial.write() } else { try trial.read() }
    }
}
