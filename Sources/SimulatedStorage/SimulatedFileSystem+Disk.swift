internal import Storage
internal import Threads

// How a test looks at the disk and damages it, past the seam: no call is counted and none goes wrong.
// Each change is durable at once, and so is whatever else of that file was not synced.
extension SimulatedFileSystem {
    /// The paths of all files, sorted.
    public var paths: [String] { machine.withLock { $0.volume.paths } }

    /// What a read of the whole file would give; nil if there is none.
    public func contents(of path: String) -> [UInt8]? {
        machine.withLock { machine in
            guard let node = machine.volume.existingFile(path) else { return nil }
            return machine.volume.files[node]!.bytes
        }
    }

    /// Makes the file hold `bytes`, and makes the file and its name durable if there is none.
    /// - Precondition: its directory exists.
    public func replaceContents(of path: String, with bytes: [UInt8]) {
        machine.withLock { machine in
            if machine.volume.existingFile(path) == nil { machine.volume.plantFile(path) }
            machine.damage(path) { file in
                file.truncate(to: 0)
                file.write(bytes.rawSpan, at: 0)
            }
        }
    }

    /// Flips one bit. Bit 0 is the lowest of the first byte.
    public func flipBit(at bit: Int, in path: String) {
        change(path, at: bit / 8) { $0 ^ 1 << UInt8(bit % 8) }
    }

    /// Adds one to a byte, wrapping.
    public func incrementByte(at offset: Int, in path: String) {
        change(path, at: offset) { $0 &+ 1 }
    }

    /// Cuts the file.
    /// - Precondition: it is not shorter.
    public func shrink(_ path: String, to byteCount: Int) {
        machine.withLock { machine in
            machine.damage(path) { file in
                precondition(byteCount <= file.size, "\(path) has \(file.size) bytes")
                file.truncate(to: byteCount)
            }
        }
    }

    private func change(_ path: String, at offset: Int, _ change: (UInt8) -> UInt8) {
        machine.withLock { machine in
            machine.damage(path) { file in
                precondition(offset >= 0 && offset < file.size, "\(path) has \(file.size) bytes")
                var byte: [UInt8] = [0]
                file.content.read(into: &byte, range: 0..<1, at: offset)
                byte[0] = change(byte[0])
                file.write(byte.rawSpan, at: offset)
            }
        }
    }
}

extension Machine {
    fileprivate mutating func damage(_ path: String, _ change: (inout FileNode) -> Void) {
        guard let node = volume.existingFile(path) else { preconditionFailure("there is no file \(path)") }
        change(&volume.files[node]!)
        volume.files[node]!.settle()
    }
}

extension Volume {
    fileprivate func existingFile(_ path: String) -> NodeID? { (try? file(path, .open))?.1 }

    fileprivate mutating func plantFile(_ path: String) {
        guard let place = try? file(path, .open).0 else { preconditionFailure("\(path) has no directory to be in") }
        _ = makeFile(at: place)
        directories[place.directory]!.settle(place.name)
    }
}

extension FileNode {
    fileprivate var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        content.read(into: &bytes, range: 0..<size, at: 0)
        return bytes
    }
}
