/// Why there is no answer, or not the one that was asked for.
package enum ClientError: Error, Sendable {
    /// Nothing was sent: no daemon listens there.
    case unreachable(String)
    /// The daemon's certificate, or the way to it, is not trusted. Nothing was sent.
    case notTrusted(String)
    /// The connection was lost before the answer was whole: what was asked for may have been done.
    case lost(String)
    /// The file of certificates to trust cannot be used.
    case badCertificates(path: String, reason: String)
    /// The answer is not what the contract says.
    case notUnderstood(String)
    case problem(ProblemDocument)

    /// Whether asking again may help: the daemon is away, or says so itself.
    package var mayPass: Bool {
        switch self {
        case .unreachable, .lost: true
        case .notTrusted, .badCertificates, .notUnderstood: false
        case .problem(let problem): problem.status >= 500 || problem.status == 429
        }
    }

    /// In a few words, for a line that says what is waited for.
    package var reason: String {
        switch self {
        case .unreachable(let reason), .notTrusted(let reason), .lost(let reason), .notUnderstood(let reason): reason
        case .badCertificates(let path, let reason): "\(path): \(reason)"
        case .problem(let problem): problem.title
        }
    }
}
