internal import Bytes
public import CommitLog
internal import Events

extension BlobStore {
    /// Removes those of some marked files that no event of a log names, and the marks of the others.
    ///
    /// Files marked since `addresses` were asked for are left alone. Cost: nothing without addresses; else the log is
    /// read once.
    /// - Returns: how many files were removed.
    public func removeUnnamed(_ addresses: [[UInt8]], in log: some CommitLog) async throws -> Int {
        guard !addresses.isEmpty else { return 0 }
        var unnamed = Set(addresses)
        let cursor = try log.read(from: .first)
        while !unnamed.isEmpty, let chunk = try await cursor.next() {
            try Task.checkCancellation()
            try chunk.forEach { record throws(EventStoreError) in
                guard record.type == EventType.attachmentAdded.rawValue else { return }
                let event = try record.event()
                do throws(WireError) {
                    unnamed.remove(try event.fields(AttachmentAdded.self).bytes(.address).array)
                } catch { throw .notAnEvent(record.sequence, error) }
            }
        }
        for address in addresses {
            if unnamed.contains(address) { try await remove(address) } else { try await settle(address) }
        }
        return unnamed.count
    }
}
