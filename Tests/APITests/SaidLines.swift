import Logging
import Synchronization

/// What was said to a logger: level, message and metadata in one line each.
final class SaidLines: Sendable {
    private let lines = Mutex<[String]>([])

    func append(_ line: String) { lines.withLock { $0.append(line) } }
    func all(of level: Logger.Level) -> [String] {
        lines.withLock { lines in lines.filter { $0.hasPrefix("\(level) ") } }
    }
}

struct LineCollector: LogHandler {
    let lines: SaidLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        lines.append(
            "\(event.level) \(event.message)" + all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        )
    }
}
