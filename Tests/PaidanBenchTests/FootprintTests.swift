import Foundation
import PaidanBench
import TemporaryFolders
import Testing

@Suite("A footprint")
struct FootprintTests {
    @Test("on the disk is what the files take, in folders within too")
    func disk() throws {
        let folder = try TemporaryFolder()
        #expect(ProcessFootprint.diskBytes(below: folder["a"]) == 0)
        try FileManager.default.createDirectory(atPath: folder["a/b"], withIntermediateDirectories: true)
        try folder.write("a/b/large", String(repeating: "派单", count: 100_000))
        try folder.write("a/small", "派单")
        // A file system that packs or sets aside takes another figure than the length, but not another magnitude.
        #expect((600_000..<1_200_000).contains(ProcessFootprint.diskBytes(below: folder["a"])))
    }
}
