internal import CivilTime
internal import Foundation
internal import JSONText
internal import Logging

/// Tells what happens on standard error, one JSON object a line.
struct JSONLogHandler: LogHandler {
    let label: String
    let wallMilliseconds: @Sendable () -> Int64
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members: [(name: String, value: JSON)] = [
            ("time", .string(Timestamp(milliseconds: wallMilliseconds()).text)),
            ("level", .string(event.level.rawValue)), ("message", .string("\(event.message)")),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { members.append((key, .string("\(value)"))) }
        FileHandle.standardError.write(Data((JSON.object(members).text + "\n").utf8))
    }
}
