import Bytes
import SimulatedStorage
import Storage
import Testing

@Suite struct FaultTests {
    static let codes: [FileError.Code] = [.io, .noSpace, .interrupted, .permissionDenied, .notFound, .other(99)]

    @Test("Every kind of call can be refused with any code, and then nothing happens", arguments: codes)
    func refusedCalls(_ code: FileError.Code) throws {
        func system() -> SimulatedFileSystem {
            let system = SimulatedFileSystem(seed: 3)
            system.plant("/file", "0123456789")
            return system
        }
        let calls: [(FileError.Operation, (SimulatedFileSystem) throws -> Void)] = [
            (.open, { try $0.open("/file", .read).close() }),
            (.list, { _ = try $0.list("/file") }),
            (.makeDirectory, { try $0.makeDirectory("/file") }),
            (.rename, { try $0.rename("/file", to: "/other") }),
            (.remove, { try $0.remove("/file") }),
            (.syncDirectory, { try $0.syncDirectory("/file") }),
            (.lock, { try $0.lock("/file", owner: "owner").release() }),
            (.lock, { _ = try $0.isLocked("/file") }),
            (.map, { try $0.mapShared("/file", byteCount: 64).unmap() }),
        ]
        for (operation, call) in calls {
            let system = system()
            system.inject(.refuse(code), atCall: 1)
            #expect(throws: FileError(operation, "/file", code)) { try call(system) }
            #expect(system.paths == ["/file"] && system.text("/file") == "0123456789", "\(operation)")
            #expect(system.faultyCallCount == 1)
        }
        let fileCalls: [(FileError.Operation, (any File) throws -> Void)] = [
            (.read, { file in _ = try file.readAll(1, at: 0) }),
            (.sync, { file in try file.sync() }),
            (.allocate, { file in try file.allocate(100) }),
            (.truncate, { file in try file.truncate(to: 2) }),
            (.size, { file in _ = try file.size() }),
        ]
        for (operation, call) in fileCalls where !(operation == .read && code == .interrupted) {
            let system = system()
            system.inject(.refuse(code), atCall: 2)
            try system.withFile("/file", .readWrite) { file in
                #expect(throws: FileError(operation, "/file", code)) { try call(file) }
            }
            #expect(system.text("/file") == "0123456789", "\(operation)")
        }
    }

    @Test("Of a write refused with an input/output error a part may be there, of another one nothing")
    func refusedWrite() throws {
        func left(_ code: FileError.Code) throws -> Set<String?> {
            let seen = try tally { seed in
                let system = SimulatedFileSystem(seed: seed)
                system.plant("/file", "----")
                system.inject(.refuse(code), atCall: 2)
                try system.withFile("/file", .readWrite) { file in
                    #expect(throws: FileError(.write, "/file", code)) {
                        _ = try file.write(Array("1234".utf8).bytes, at: 0)
                    }
                }
                return system.text("/file")
            }
            return Set(seen.keys)
        }
        #expect(try left(.noSpace) == ["----"])
        #expect(try left(.io) == ["----", "1---", "12--", "123-"])
    }

    @Test("A short call does a part and says how much")
    func shortCalls() throws {
        let written = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.inject(.short, atCall: 2)
            let count = try system.withFile("/file", .create) { try $0.write([1, 2, 3, 4].bytes, at: 0) }
            #expect(system.contents(of: "/file") == Array([1, 2, 3, 4][..<count]), "seed \(seed)")
            return count
        }
        #expect(Set(written.keys) == [1, 2, 3])
        let read = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "1234")
            system.inject(.short, atCall: 2)
            var buffer = [UInt8](repeating: 0, count: 4)
            return try system.withFile("/file", .read) { try $0.read(into: &buffer, range: 0..<4, at: 0) }
        }
        #expect(Set(read.keys) == [1, 2, 3])
    }

    @Test("Whole reads and writes get past short calls and interruptions")
    func wholeCalls() throws {
        let bytes = [UInt8](0..<200)
        let system = SimulatedFileSystem(seed: 5)
        for call in 2..<40 { system.inject(call.isMultiple(of: 3) ? .refuse(.interrupted) : .short, atCall: call) }
        try system.withFile("/file", .create) { file in
            try file.writeAll(bytes.bytes, at: 0)
            #expect(try file.readAll(300, at: 0) == bytes)
        }
    }

    @Test("A sync that forgets: the next one succeeds, the bytes may be lost all the same")
    func forgettingSync() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "old")
            system.inject(.forgetOnSync, atCall: 3)
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll(Array("new".utf8).bytes, at: 0)
                #expect(throws: FileError(.sync, "/file", .io)) { try file.sync() }
                try file.sync()
            }
            #expect(system.text("/file") == "new", "reads give the new bytes until the crash")
            system.crash()
            return system.text("/file")
        }
        #expect(Set(seen.keys) == ["old", "new"])
    }

    @Test("What a sync forgot is durable when the same sector is written and synced again")
    func forgottenAndWrittenAgain() throws {
        for seed: UInt64 in 0..<200 {
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "old-old")
            system.inject(.forgetOnSync, atCall: 3)
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll(Array("new".utf8).bytes, at: 0)
                #expect(throws: FileError.self) { try file.sync() }
                try file.writeAll(Array("NEW".utf8).bytes, at: 4)
                try file.sync()
            }
            system.crash()
            #expect(system.text("/file") == "new-NEW", "seed \(seed)")
        }
    }

    @Test("Zeros that a sync forgot are durable when they are written and synced again")
    func forgottenZeros() throws {
        for seed: UInt64 in 0..<200 {
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", String(repeating: "x", count: 10_000))
            let zeros = [UInt8](repeating: 0, count: 10_000)
            system.inject(.forgetOnSync, atCall: 3)
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll(zeros.bytes, at: 0)
                #expect(throws: FileError.self) { try file.sync() }
                try file.writeAll(zeros.bytes, at: 0)
                try file.sync()
            }
            system.crash()
            #expect(system.contents(of: "/file") == zeros, "seed \(seed)")
        }
    }

    @Test("A refused sync leaves the bytes to the next one")
    func refusedSync() throws {
        for seed: UInt64 in 0..<100 {
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "old")
            system.inject(.refuse(.interrupted), atCall: 3)
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll(Array("new".utf8).bytes, at: 0)
                #expect(throws: FileError(.sync, "/file", .interrupted)) { try file.sync() }
                try file.sync()
            }
            system.crash()
            #expect(system.text("/file") == "new", "seed \(seed)")
        }
    }

    @Test("A misdirected write reports success and is somewhere else")
    func misdirectedWrite() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            let blank = [UInt8](repeating: 1, count: 2048)
            for path in ["/file", "/other"] { system.replaceContents(of: path, with: blank) }
            system.inject(.misdirect, atCall: 2)
            let count = try system.withFile("/file", .readWrite) { try $0.write([9, 9, 9, 9].bytes, at: 512) }
            #expect(count == 4)
            #expect(system.faultyCallCount == 1)
            let contents = ["/file", "/other"].map { system.contents(of: $0)! }
            #expect(contents[0][512..<516] == [1, 1, 1, 1], "seed \(seed): it is not where it belongs")
            #expect(contents.joined().count { $0 == 9 } == 4, "seed \(seed): it is somewhere")
            return contents[0] == blank
        }
        #expect(seen[true] != nil && seen[false] != nil, "in this file and in another")
    }

    @Test("A flipped bit in a read is gone in the next")
    func flippedRead() throws {
        let system = SimulatedFileSystem(seed: 1)
        system.replaceContents(of: "/file", with: [0, 0, 0, 0])
        system.inject(.flipBit, atCall: 2)
        try system.withFile("/file", .read) { file in
            let first = try file.readAll(4, at: 0)
            #expect(first.reduce(0) { $0 + $1.nonzeroBitCount } == 1)
            #expect(try file.readAll(4, at: 0) == [0, 0, 0, 0])
        }
    }

    @Test("A flipped bit in a write is on the disk")
    func flippedWrite() throws {
        let system = SimulatedFileSystem(seed: 1)
        system.inject(.flipBit, atCall: 2)
        try system.withFile("/file", .create) { try $0.writeAll([0, 0, 0, 0].bytes, at: 0) }
        #expect(system.contents(of: "/file")!.reduce(0) { $0 + $1.nonzeroBitCount } == 1)
    }

    @Test("When the power goes, the call may have done its work, a part or nothing, and later calls are refused")
    func lostPower() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "----")
            system.inject(.losePower, atCall: 2)
            let file = try system.open("/file", .readWrite)
            let refusal = FileError(.write, "/file", .simulatedPowerLoss)
            #expect(throws: refusal) { try file.writeAll(Array("1234".utf8).bytes, at: 0) }
            #expect(throws: FileError(.sync, "/file", .simulatedPowerLoss)) { try file.sync() }
            #expect(throws: FileError(.open, "/file", .simulatedPowerLoss)) { try system.open("/file", .read) }
            file.close()
            let inMemory = system.text("/file")
            system.crash()
            try system.open("/file", .read).close()
            return inMemory
        }
        #expect(Set(seen.keys) == ["----", "1---", "12--", "123-", "1234"])
    }

    @Test("A rename or sync during which the power goes has happened or not")
    func lostPowerInRename() throws {
        let renamed = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "content")
            system.inject(.losePower, atCall: 1)
            #expect(throws: FileError.self) { try system.rename("/file", to: "/other") }
            return system.paths
        }
        #expect(Set(renamed.keys) == [["/file"], ["/other"]])
    }

    @Test(
        "A fault that a call cannot have does nothing", arguments: [Fault.short, .forgetOnSync, .misdirect, .flipBit])
    func inapplicableFault(_ fault: Fault) throws {
        let system = SimulatedFileSystem(seed: 1)
        system.plant("/file", "content")
        system.inject(fault, atCall: 1)
        #expect(try system.list("/") == ["file"])
        #expect(system.faultyCallCount == 0)
    }

    @Test("The trace tells the last calls")
    func trace() throws {
        let system = SimulatedFileSystem(seed: 1)
        system.inject(.refuse(.io), atCall: 3)
        let file = try system.open("/file", .create)
        try file.writeAll([1, 2].bytes, at: 5)
        #expect(throws: FileError.self) { try file.sync() }
        file.close()
        #expect(system.callCount == 3)
        #expect(
            system.trace == [
                "1 open /file create", "2 write /file at 5, 2 bytes = 2", "3 sync /file [refuse io] = io",
            ])
        for _ in 0..<300 { _ = try system.list("/") }
        #expect(system.trace.count == 256)
        #expect(system.trace.last == "303 list /")
    }
}
