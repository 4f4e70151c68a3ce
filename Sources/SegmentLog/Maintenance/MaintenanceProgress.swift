/// How far a long operation has come.
public struct MaintenanceProgress: Sendable, Hashable {
    public var bytesDone: UInt64
    /// As expected when it began; a log that is being written may turn out larger.
    public var bytesTotal: UInt64
    /// Records read so far.
    public var records: UInt64

    package init(bytesTotal: UInt64) {
        bytesDone = 0
        self.bytesTotal = bytesTotal
        records = 0
    }
}

/// Counts for a caller who wants to know, and tells it after every few mebibytes.
struct ProgressCount {
    private(set) var progress: MaintenanceProgress
    private var bytesTold: UInt64 = 0
    private static let bytesBetween: UInt64 = 4 << 20

    init(bytesTotal: UInt64) { progress = MaintenanceProgress(bytesTotal: bytesTotal) }

    mutating func add(bytes: UInt64, records: UInt64 = 0, _ tell: (MaintenanceProgress) -> Void) {
        progress.bytesDone += bytes
        progress.bytesTotal = max(progress.bytesTotal, progress.bytesDone)
        progress.records += records
        guard progress.bytesDone - bytesTold >= Self.bytesBetween else { return }
        bytesTold = progress.bytesDone
        tell(progress)
    }

    /// Says that everything is done.
    mutating func finish(_ tell: (MaintenanceProgress) -> Void) {
        progress.bytesDone = progress.bytesTotal
        tell(progress)
    }
}
