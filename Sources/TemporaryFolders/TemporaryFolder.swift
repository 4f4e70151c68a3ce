public import Foundation

/// A folder of a test's own, gone with all that is in it when its owner is.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paidan-test-\(UUID().uuidString)")
        // Refused if there is one: nobody else's folder is taken.
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public subscript(_ name: String) -> String { "\(path)/\(name)" }

    public func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

    public func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: self[name])) }

    /// A file's text without the line break at its end.
    public func text(_ name: String) throws -> String {
        try String(contentsOfFile: self[name], encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    public func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
    }

    public func copy(_ name: String, to copy: String) throws {
        try FileManager.default.copyItem(atPath: self[name], toPath: self[copy])
    }

    /// What lies in a folder, sorted.
    public func names(of name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self[name]).sorted()
    }
}
