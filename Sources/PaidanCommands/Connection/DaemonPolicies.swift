internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Synchronization

/// What a daemon's policies call things. Each policy is asked for once, when somebody is to read of something under it.
final class DaemonPolicies: Sendable {
    private let client: DaemonClient
    /// By version; 0 is the one in force.
    private let known = Mutex<[UInt64: PolicyNames]>([:])

    init(client: DaemonClient) { self.client = client }

    /// Of the policy that an event goes by. Programs read codes.
    func names(for event: RenderedEvent, in printer: borrowing EventPrinter) -> PolicyNames {
        printer.isForPeople ? names(version: event.policyVersion) : PolicyNames()
    }

    /// The codes stay what they are for whoever may not read policies, and while the daemon does not answer.
    func names(version: UInt64?) -> PolicyNames {
        let key = version ?? 0
        if let names = known.withLock({ $0[key] }) { return names }
        do throws(ClientError) {
            let names = PolicyNames(try client.send(request(version)))
            known.withLock { $0[key] = names }
            return names
        } catch {
            // What was refused is not asked for again; whatever else is in the way may pass.
            if case .problem = error { known.withLock { $0[key] = PolicyNames() } }
            return PolicyNames()
        }
    }

    private func request(_ version: UInt64?) -> ClientRequest {
        ClientRequest(.get, ["v1", "policy"], query: version.map { [("version", "\($0)")] } ?? [])
    }
}

extension PolicyNames {
    fileprivate init(_ answer: Answer) {
        var canonical: [UInt8] = []
        let json = JSON(parsing: answer.body)
        json?["policy"]?.append(to: &canonical)
        self.init(canonical: canonical, version: json?["version"]?.asUnsigned ?? 1)
    }
}
