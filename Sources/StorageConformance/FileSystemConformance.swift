public import Conformance
public import Storage

/// What every ``Storage/FileSystem`` must do, as checks that name themselves when they fail.
///
/// ```swift
/// @Test(arguments: FileSystemConformance.checks)
/// func conforms(_ check: FileSystemConformance.Check) throws {
///     try check.run(on: myFileSystem, in: "/an/empty/directory")
/// }
/// ```
///
/// The checks only ask for what holds without a power loss; what a power loss may leave cannot be asked of a real
/// disk.
public struct FileSystemConformance: ConformanceSuite, Sendable {
    let fileSystem: any FileSystem
    let directory: String

    /// One thing that must hold.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        private let body: @Sendable (FileSystemConformance) throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (FileSystemConformance) throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// - Parameter directory: exists, is empty, and may be left with anything in it.
        /// - Throws: ``ConformanceFailure`` if it does not hold.
        public func run(on fileSystem: any FileSystem, in directory: String) throws(ConformanceFailure) {
            let suite = FileSystemConformance(fileSystem: fileSystem, directory: directory)
            do { try body(suite) } catch { throw ConformanceFailure(name, error) }
        }
    }

    public static let checks: [Check] = fileChecks + nameChecks + lockChecks + pageChecks
}

// What the checks are written with.
extension FileSystemConformance {
    func path(_ name: String) -> String { directory + "/" + name }

    /// Expects `body` to be refused with this code, and the error to name this operation and path.
    func expectRefusal<Result>(
        _ code: FileError.Code?, _ operation: FileError.Operation, _ path: String, line: Int = #line,
        _ body: () throws(FileError) -> Result
    ) throws {
        do {
            _ = try body()
        } catch {
            try expect(error.operation, is: operation, "an error names its operation", line: line)
            try expect(error.path, is: path, "an error names its path", line: line)
            if let code { try expect(error.code, is: code, "an error says why", line: line) }
            return
        }
        throw Broken("\(operation) of \(path) should have been refused", line: line)
    }

    /// Opens, lets `body` use it, and closes whatever happens.
    func withFile<Result>(_ name: String, _ mode: OpenMode, _ body: (any File) throws -> Result) throws -> Result {
        let file = try fileSystem.open(path(name), mode)
        defer { file.close() }
        return try body(file)
    }

    func make(_ name: String, _ text: String = "") throws {
        try withFile(name, .create) { file in try write(text, to: file, at: 0) }
    }

    func write(_ text: String, to file: any File, at offset: UInt64) throws {
        try file.writeAll(Array(text.utf8).rawSpan, at: offset)
    }

    func text(of file: any File) throws -> String {
        String(decoding: try file.readAll(Int(try file.size()), at: 0), as: UTF8.self)
    }

    func text(_ name: String) throws -> String { try withFile(name, .read, text(of:)) }

    func names() throws -> [String] { try fileSystem.list(directory).sorted() }
}

extension [UInt8] {
    /// These bytes as a span, without a copy.
    var rawSpan: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }
}
