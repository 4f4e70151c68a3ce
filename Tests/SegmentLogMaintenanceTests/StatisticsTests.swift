import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite struct StatisticsTests {
    @Test func aClosedLogIsDescribed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        let found = try sample.reader(on: disk).statistics()
        #expect(found.records == UInt64(records.count))
        #expect(found.epoch == 4)
        #expect(!found.isHeld)
        #expect(found.wasClosedCleanly)
        #expect(found.tornTails == [])
        #expect(found.segments.map(\.isSealed) == [true, true, true, false])
        #expect(found.segments.map(\.generation) == [1, 0, 0, 0])
        #expect(
            found.segments.map(\.file) == [
                "0000000001-1.segment", "0000000002-0.segment", "0000000003-0.segment", "0000000004-0.segment",
            ])
        for part in found.segments where part.isSealed {
            #expect(part.bytes == UInt64(try #require(disk.contents(of: SampleLog.path + "/" + part.file)).count))
        }
        let last = try #require(try frames(segment(4), on: disk).last)
        #expect(found.segments.last?.bytes == UInt64(Int(last.offset) + last.frameBytes))
    }

    @Test func aNewLogHasNoSegments() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        try sample.open(on: disk, life: 1).close()
        let found = try sample.reader(on: disk).statistics()
        #expect(found.records == 0)
        #expect(found.segments == [])
        #expect(found.wasClosedCleanly)
    }
}
