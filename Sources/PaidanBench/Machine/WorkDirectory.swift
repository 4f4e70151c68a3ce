internal import Foundation

/// The folder that holds everything the bench writes. Nothing outside it is touched.
struct WorkDirectory {
    let path: String
    private let isOurs: Bool

    /// Makes the folder if there is none. What it holds must be a bench's.
    init(_ path: String) throws {
        self.path = URL(fileURLWithPath: path).path
        isOurs = !FileManager.default.fileExists(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// A path below it where there is nothing.
    func fresh(_ name: String) throws -> String {
        let path = path + "/" + name
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        return path
    }

    /// Removes what `fresh` gave, and waits until nothing of it is on its way to the disk, so that whoever is
    /// measured next finds the disk idle.
    func discard(_ path: String) throws {
        try FileManager.default.removeItem(atPath: path)
        sync()
    }

    /// Removes the folder if the bench made it.
    func remove() {
        if isOurs { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Waits until everything written is on the disk.
    func settle() { sync() }

    /// Makes the kernel forget what it has read.
    /// - Returns: false if it does not let us; only root may ask.
    func dropCaches() -> Bool {
        sync()
        return (try? Data("3\n".utf8).write(to: URL(fileURLWithPath: "/proc/sys/vm/drop_caches"))) != nil
    }
}
