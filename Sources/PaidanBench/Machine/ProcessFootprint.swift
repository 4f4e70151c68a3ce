internal import Foundation

/// What a process has taken of the machine, as `/proc` tells it.
package struct ProcessFootprint: Sendable {
    /// Pages in memory, shared ones and those of files counted.
    var residentBytes: Double
    /// The most there ever were.
    var residentBytesMax: Double
    /// Without those of files: heap and stacks.
    var anonymousBytes: Double
    var cpuSeconds: Double

    init(of process: Int32) throws {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let times = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { throw BenchError.unexpected("process \(process) has ended") }
        func bytes(_ field: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
            return 1_024 * (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0)
        }
        residentBytes = bytes("VmRSS")
        residentBytesMax = bytes("VmHWM")
        anonymousBytes = bytes("RssAnon")
        // Behind the name, which may hold anything, the times are the twelfth and thirteenth field, in hundredths.
        let fields = times.split(separator: ")").last?.split(separator: " ") ?? []
        cpuSeconds = fields.count > 12 ? ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / 100 : 0
    }

    /// Processor seconds that everybody together has used since the machine began, with what other machines on the same
    /// processors took.
    static var machineSeconds: Double {
        let times = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8))?.split(separator: "\n").first
        // In hundredths: user, nice, system, idle, waiting for the disk, interrupts of two kinds, stolen.
        let fields = (times?.split(separator: " ") ?? []).dropFirst().prefix(8).map { Double($0) ?? 0 }
        guard fields.count == 8 else { return 0 }
        return (fields.reduce(0, +) - fields[3] - fields[4]) / 100
    }

    /// Of what lies below a directory, as much as it takes on the disk.
    package static func diskBytes(below path: String) -> Double {
        let names = FileManager.default.enumerator(atPath: path)
        var blocks = 0
        while let name = names?.nextObject() as? String {
            var status = stat()
            if unsafe lstat("\(path)/\(name)", &status) == 0 { blocks += Int(status.st_blocks) }
        }
        // Of 512 bytes, whatever those of the file system have.
        return Double(blocks * 512)
    }
}
