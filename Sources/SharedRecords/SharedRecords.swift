internal import Foundation

/// The records of others that tests are run on, where they are: in `PAIDAN_RECORDS` or, where that is not set, in
/// `../shared/data` beside the repository. A test that needs one says so in a trait, so that a run says what it skips.
package enum SharedRecords {
    /// Nil where it is not there.
    package static func bytes(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map(Array.init)
    }

    /// Why a test that needs this file, or one of these, cannot run; nil where they are there.
    package static func missing(_ names: String...) -> String? { missing(names) }

    package static func missing(_ names: [String]) -> String? {
        let missing = names.first {
            !FileManager.default.isReadableFile(atPath: folder.appendingPathComponent($0).path(percentEncoded: false))
        }
        return missing.map { "no \($0) in PAIDAN_RECORDS or ../shared/data" }
    }

    private static var folder: URL {
        if let named = ProcessInfo.processInfo.environment["PAIDAN_RECORDS"] { return URL(fileURLWithPath: named) }
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return repository.deletingLastPathComponent().appendingPathComponent("shared/data")
    }
}
