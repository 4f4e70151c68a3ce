internal import Foundation

/// The records of others that tests are run on, where they are.
package enum SharedRecords {
    /// `PAIDAN_DATA`, then `../shared/data` beside the repository; nil, after a line that says so, where neither is.
    package static func bytes(_ name: String) -> [UInt8]? {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folders = [
            ProcessInfo.processInfo.environment["PAIDAN_DATA"].map(URL.init(fileURLWithPath:)),
            repository.deletingLastPathComponent().appendingPathComponent("shared/data"),
        ]
        let found = folders.compactMap { $0 }.lazy.compactMap { try? Data(contentsOf: $0.appendingPathComponent(name)) }
        if let data = found.first { return Array(data) }
        print("skipped: no \(name) in PAIDAN_DATA or ../shared/data")
        return nil
    }

    package static let files = [
        "helpdesk": "eventlogs/helpdesk.csv.gz", "vinst": "eventlogs/vinst.csv.gz",
        "servicedesk": "eventlogs/servicedesk.csv.gz", "callcentre": "eventlogs/callcentre.csv.gz",
        "citizen": "text/citizen-arrivals.jsonl.gz",
    ]
}
