internal import Bytes
internal import SegmentLog
internal import Storage

extension Shell {
    /// What the user names `-`.
    static let standardInput = "-"

    /// A file that the user named, whole.
    /// - Parameter limit: in bytes; a larger file is refused.
    package func readNamed(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        if path == Self.standardInput { return try readInput(limit: limit) }
        do throws(FileError) {
            return try environment.fileSystem.readFile(path, limit: limit)
        } catch { throw Refusal(named: error) }
    }

    func readText(_ path: String, limit: Int) throws(Refusal) -> String {
        String(decoding: try readNamed(path, limit: limit), as: UTF8.self)
    }

    private func readInput(limit: Int) throws(Refusal) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let arrival: Arrival
            do throws(StreamError) {
                arrival = try input.read(into: &buffer, range: 0..<buffer.count)
            } catch { throw Refusal(error) }
            switch arrival {
            case .end: return bytes
            case .stop(let signal): throw Refusal(signal.status, nil)
            case .bytes(let count):
                bytes.append(buffer.bytes.extracting(0..<count))
                guard bytes.count <= limit else {
                    throw .badUse(
                        "标准输入超过 \(limit) 字节，请确认文件是否正确",
                        "standard input has more than \(limit) bytes; is it the right file?")
                }
            }
        }
    }

    /// Said before the work whose result the file is to hold.
    package func refuseToReplace(_ path: String) throws(Refusal) {
        do throws(FileError) {
            guard try environment.fileSystem.exists(path) else { return }
        } catch { throw Refusal(named: error) }
        throw .badUse(
            "\(path) 已经存在，请移走它或另选名称", "\(path) exists already; move it away, or choose another name")
    }

    /// Makes a file that was not there. Durable on return.
    package func createNamed(_ path: String, text: String, isPrivate: Bool) throws(Refusal) {
        let fileSystem = environment.fileSystem
        do throws(FileError) {
            let file = try fileSystem.open(path, isPrivate ? .createPrivate : .create)
            do throws(FileError) {
                defer { file.close() }
                try file.writeAll(Array(text.utf8).bytes, at: 0)
                try file.sync()
            } catch {
                try? fileSystem.remove(path)
                throw error
            }
            try fileSystem.syncDirectory(FileNames.parent(of: path))
        } catch { throw Refusal(named: error) }
    }
}
