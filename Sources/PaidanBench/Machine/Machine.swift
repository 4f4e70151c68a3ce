internal import Foundation

/// What the figures were measured on.
struct Machine: Encodable {
    let type = "machine"
    var processor: String
    var cores: Int
    var memoryGigabytes: Int
    var kernel: String
    var fileSystem: String
    var device: String
    /// Of the last minute, before the bench began: above a few tenths, somebody else is using the machine.
    var load: String

    /// - Parameter directory: where the bench writes.
    init(directory: String) {
        processor = Self.field("model name", in: "/proc/cpuinfo") ?? "unknown processor"
        cores = ProcessInfo.processInfo.activeProcessorCount
        memoryGigabytes = Int((Double(ProcessInfo.processInfo.physicalMemory) / Double(1 << 30)).rounded())
        kernel = "Linux " + (Self.read("/proc/sys/kernel/osrelease") ?? "of unknown version")
        let mount = Self.mount(of: directory)
        fileSystem = mount?.type ?? "unknown file system"
        device = mount?.device ?? "unknown device"
        load = Self.read("/proc/loadavg")?.split(separator: " ").first.map(String.init) ?? "unknown"
    }

    private static func read(_ path: String) -> String? {
        (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func field(_ name: String, in path: String) -> String? {
        let line = read(path)?.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The mounted file system with the longest path that `directory` is below.
    private static func mount(of directory: String) -> (device: String, type: String)? {
        let path = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path + "/"
        let mounts = (read("/proc/mounts") ?? "").split(separator: "\n").map { $0.split(separator: " ") }
        let above = mounts.filter { fields in
            guard fields.count > 2 else { return false }
            return path.hasPrefix(fields[1] == "/" ? "/" : fields[1] + "/")
        }
        guard let deepest = above.max(by: { $0[1].count < $1[1].count }) else { return nil }
        return (String(deepest[0]), String(deepest[2]))
    }
}
