internal import HTTPTypes
internal import Synchronization

/// Counts of what was answered, for Prometheus.
final class Metrics: Sendable {
    private struct Series: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    fileprivate struct Durations {
        /// Answers up to each of the bounds, and all.
        var counts = [UInt64](repeating: 0, count: bounds.count)
        var count: UInt64 = 0
        var seconds = 0.0
    }

    fileprivate static let bounds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

    /// Sealed texts and files that did not open though nobody erased them.
    let unreadable = Count()

    private let series = Mutex<[Series: Durations]>([:])

    func note(_ method: HTTPRequest.Method, _ route: String, _ status: Int, _ duration: Duration) {
        let seconds = duration / .seconds(1)
        series.withLock { series in
            series[Series(method: method.rawValue, route: route, status: status), default: Durations()].note(seconds)
        }
    }

    /// In the text format, version 0.0.4.
    var text: String {
        let series = series.withLock { $0 }.sorted { left, right in
            (left.key.route, left.key.method, left.key.status) < (right.key.route, right.key.method, right.key.status)
        }
        var lines = [
            "# HELP paidan_http_request_duration_seconds How long answers took.",
            "# TYPE paidan_http_request_duration_seconds histogram",
        ]
        for (key, durations) in series {
            let labels = "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
            let name = "paidan_http_request_duration_seconds"
            for (bound, count) in zip(Self.bounds, durations.counts) {
                lines.append("\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)")
            }
            lines.append("\(name)_bucket{\(labels),le=\"+Inf\"} \(durations.count)")
            lines.append("\(name)_sum{\(labels)} \(durations.seconds)")
            lines.append("\(name)_count{\(labels)} \(durations.count)")
        }
        lines += [
            "# HELP paidan_unreadable_total Sealed texts and files that did not open though nobody erased them.",
            "# TYPE paidan_unreadable_total counter", "paidan_unreadable_total \(unreadable.now)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Goes up only.
final class Count: Sendable {
    private let count = Atomic<UInt64>(0)

    var now: UInt64 { count.load(ordering: .relaxed) }
    func add() { count.add(1, ordering: .relaxed) }
}

extension Metrics.Durations {
    fileprivate mutating func note(_ seconds: Double) {
        for index in Metrics.bounds.indices where seconds <= Metrics.bounds[index] { counts[index] += 1 }
        count += 1
        self.seconds += seconds
    }
}
