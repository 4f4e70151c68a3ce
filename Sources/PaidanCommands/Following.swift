internal import CommitLog
internal import SegmentLog
internal import Threads

// A cursor as commands read it: what it throws is told to the shell.
extension SegmentCursor {
    func next() throws(Refusal) -> RecordChunk? {
        do throws(CommitLogError) { return try nextChunk() } catch { throw Refusal(error) }
    }

    /// Waits for more records.
    /// - Returns: false when nothing will come that anybody wants.
    func waitForMore(in shell: Shell) throws(Refusal) -> Bool {
        while !shell.output.isClosed {
            if let end, position > end { return false }
            let deadline = shell.now().advanced(byNanoseconds: Self.lookNanoseconds)
            do throws(CommitLogError) {
                if try waitForMore(until: deadline) { return true }
            } catch { throw Refusal(error) }
        }
        return false
    }

    /// How often it looks whether anybody still reads what would be printed.
    private static var lookNanoseconds: Int64 { 1_000_000_000 }
}
