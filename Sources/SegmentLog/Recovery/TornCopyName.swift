/// How the copy of a torn tail is called: by its segment, where in that it stood, and the epoch that began then.
struct TornCopyName {
    var segment: UInt32
    var offset: UInt64
    var epoch: UInt32

    var fileName: String { "segment-\(segment)-offset-\(offset)-epoch-\(epoch)" }

    init(segment: UInt32, offset: UInt64, epoch: UInt32) {
        self.segment = segment
        self.offset = offset
        self.epoch = epoch
    }

    /// Nil for any other file's name.
    init?(fileName: String) {
        let parts = fileName.split(separator: "-")
        guard parts.count == 6, let segment = UInt32(parts[1]), let offset = UInt64(parts[3]),
            let epoch = UInt32(parts[5])
        else { return nil }
        self.init(segment: segment, offset: offset, epoch: epoch)
        guard self.fileName == fileName else { return nil }
    }
}
