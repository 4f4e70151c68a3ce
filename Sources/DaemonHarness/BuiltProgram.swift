internal import Foundation

/// The programs that were built with the tests.
package enum BuiltProgram {
    package struct NotBuilt: Error { package let path: String }

    /// Beside the tests.
    package static func path(of name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name).path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
        return path
    }
}
