public import Events
public import Projections
internal import Synchronization
public import Policies

/// The codes that a submission may name.
public struct PolicyCodes: Sendable {
    public var channels: [String] = []
    public var categories: [String] = []
    public var urgencies: [String] = []
    /// The one that holds where the customer does not say; empty where none does.
    public var urgencyOtherwise = ""
    public var types: [String] = []
    public var tiers: [String] = []
    /// What must not be empty in a submission.
    public var required: [Policy.Field] = []
    /// Channels on which a clerk enters what was confirmed with the customer.
    public var confirmedChannels: [String] = []
    /// What a ticket's stage is called when its work is done: at these points of its life nobody names another.
    public var lastStages: [LifeCycle: String] = [:]
    /// Deadlines that are the estimate of when the work is done.
    public var estimates: [String] = []
    /// What each deadline waits for, where not anything that stops it is as good.
    public var awaited: [String: EventType] = [:]
    /// Why a customer was not satisfied.
    public var reasons: [String] = []
    /// The policy's own words for grades.
    public var grades: [(code: String, grade: Grade)] = []
    /// What people are told, and what they call what is told.
    public var texts = PolicyTexts()

    public init() {}

    init(_ policy: Policy) {
        channels = policy.intake.channels.map(\.code)
        categories = policy.triage.categories.map(\.code)
        urgencies = policy.intake.urgencies.map(\.code)
        urgencyOtherwise = policy.intake.urgencyOtherwise ?? ""
        types = policy.intake.types.map(\.code)
        tiers = policy.intake.tiers.map(\.code)
        required = policy.intake.required
        confirmedChannels = policy.intake.channels.filter(\.isConfirmed).map(\.code)
        reasons = policy.feedback.reasons.map(\.code)
        grades = policy.feedback.grades.map { ($0.code, $0.grade) }
        estimates = policy.deadlines.filter { $0.length == .estimate }.map(\.code)
        for deadline in policy.deadlines { awaited[deadline.code] = deadline.awaited?.deed }
        texts = PolicyTexts(policy)
        for stage in policy.stages where [.resolved, .closed].contains(stage.lifeCycle) {
            lastStages[stage.lifeCycle] = stage.code
        }
    }
}

extension Policy.Trigger {
    /// The event that it is, of those that a deadline waits for.
    fileprivate var deed: EventType? {
        switch self {
        case .accepted: .offerAccepted
        case .contacted, .calledBack: .customerContacted
        case .resolved: .ticketResolved
        case .rated: .ticketRated
        default: nil
        }
    }
}

/// Names and accounts, which everybody needs at once: read from any thread, without waiting for the engine.
public final class Registry: Sendable {
    private struct Contents {
        var names = Names()
        var accounts = Accounts()
        var codes: PolicyCodes
        /// By version, of every policy that was published.
        var codesByVersion: [UInt64: PolicyCodes] = [:]
    }

    private let contents: Mutex<Contents>

    /// Of the policy that tickets are submitted under now.
    public var codes: PolicyCodes { contents.withLock { $0.codes } }

    /// Of the policy of this version, which a ticket runs under for all its life; of the one in force where there is no
    /// such version.
    public func codes(ofVersion version: some BinaryInteger) -> PolicyCodes {
        contents.withLock { $0.codesByVersion[UInt64(clamping: version)] ?? $0.codes }
    }

    /// Of the one policy that there ever was; nil where tickets may run under different ones.
    var onlyCodes: PolicyCodes? { contents.withLock { $0.codesByVersion.count > 1 ? nil : $0.codes } }

    /// What a ticket's stage is called when its work is done, by the policy of this version; nil for one still at work.
    public func lastStage(_ lifeCycle: LifeCycle, ofVersion version: some BinaryInteger) -> String? {
        contents.withLock { ($0.codesByVersion[UInt64(clamping: version)] ?? $0.codes).lastStages[lifeCycle] }
    }

    package init(codes: PolicyCodes = PolicyCodes()) { contents = Mutex(Contents(codes: codes)) }

    /// Looks at the accounts. `look` must be short: the engine waits for it.
    public func withAccounts<Result: Sendable>(_ look: (Accounts) -> Result) -> Result {
        contents.withLock { look($0.accounts) }
    }

    public var accountCount: Int { contents.withLock { $0.accounts.count } }

    /// Looks at the names. `look` must be short: the engine waits for it.
    public func withNames<Result: Sendable, Failure: Error>(
        _ look: (Names) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try contents.withLock { contents throws(Failure) in try look(contents.names) }
    }

    func write(to form: inout CanonicalBytes) {
        let (names, accounts) = contents.withLock { ($0.names, $0.accounts) }
        names.write(to: &form)
        accounts.write(to: &form)
    }

    package func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .ticketSubmitted, .agentChanged, .customerRegistered, .accountCreated, .accountChanged, .passwordSet,
            .tokenIssued, .tokenRevoked, .departmentChanged:
            break
        case .policyPublished:
            let published = try PolicyPublished(decoding: event.payload).lifted
            guard let policy = try? Policy(canonical: published.canonical, version: published.version) else {
                throw .unreadablePolicy(version: published.version)
            }
            let codes = PolicyCodes(policy)
            return contents.withLock { ($0.codes, $0.codesByVersion[policy.version]) = (codes, codes) }
        default: return
        }
        try contents.withLock { contents throws(WireError) in
            try contents.names.fold(event)
            try contents.accounts.fold(event)
        }
    }
}
