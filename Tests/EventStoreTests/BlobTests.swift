import EventStore
import SimulatedStorage
import Storage
import Testing

@Suite("The blobs")
struct BlobTests {
    let fileSystem: SimulatedFileSystem

    init() throws {
        fileSystem = SimulatedFileSystem(seed: 1)
        try fileSystem.makeDirectory("blobs")
        try fileSystem.syncDirectory("/")
    }

    @Test("come back whole, however many share the first byte of their address")
    func manyInAFolder() async throws {
        let store = BlobStore(in: "blobs", fileSystem: fileSystem)
        var written: [[UInt8]: [UInt8]] = [:]
        // More than there are first bytes.
        for number in 0..<300 {
            let sealed = Array("sealed \(number)".utf8)
            written[try await store.write(sealed)] = sealed
        }
        #expect(written.count == 300)
        for (address, sealed) in written { #expect(try await store.read(address) == sealed) }
        store.close()
    }

    @Test("are kept once where the same bytes come twice, and are there after the power went")
    func twice() async throws {
        let store = BlobStore(in: "blobs", fileSystem: fileSystem)
        let address = try await store.write([1, 2, 3])
        #expect(try await store.write([1, 2, 3]) == address)
        store.close()
        fileSystem.crash()
        let again = BlobStore(in: "blobs", fileSystem: fileSystem)
        #expect(try await again.read(address) == [1, 2, 3])
        await #expect(throws: BlobError.self) { try await again.read(Array(repeating: 7, count: 32)) }
        again.close()
    }
}
