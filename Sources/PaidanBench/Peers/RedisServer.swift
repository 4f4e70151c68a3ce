internal import Foundation
internal import Threads

/// A Redis of our own in a folder of its own, on a Unix socket: append-only file, synced before every answer.
final class RedisServer {
    private let process = Process()
    private let folder: String

    /// Where the program is; nil where Redis is not installed.
    static var program: String? {
        ["/usr/bin/redis-server", "/usr/local/bin/redis-server"].first(where: FileManager.default.isExecutableFile)
    }

    init(program: String, folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: program)
        // The folder is the working directory, because the path of a socket must be short.
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.arguments = [
            "--port", "0", "--unixsocket", "redis.socket", "--dir", ".", "--save", "", "--appendonly", "yes",
            "--appendfsync", "always", "--auto-aof-rewrite-percentage", "0", "--loglevel", "warning",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Waits until the server answers, for at most some seconds.
    func connect() throws -> UnixSocket {
        let path = Self.shortest(folder + "/redis.socket")
        let pause = Monitor(())
        for _ in 0..<500 {
            if let socket = UnixSocket(path: path) { return socket }
            guard process.isRunning else { throw BenchError.redis("the server ended at once") }
            let deadline = MonotonicInstant.now.advanced(byNanoseconds: 10_000_000)
            _ = pause.wait(deadline: deadline) { _ -> Bool? in nil }
        }
        throw BenchError.redis("the server does not answer")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Relative to the working directory if that is shorter.
    private static func shortest(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
