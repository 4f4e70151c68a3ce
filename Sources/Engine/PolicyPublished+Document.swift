internal import Events
internal import Policies

extension PolicyPublished {
    /// Without the version where the domain gives it.
    init(_ document: PolicyDocument) {
        self.init()
        version = document.policy.version
        profile = document.policy.profile
        source = document.source
        canonical = document.canonical
    }
}

extension PublishedPolicy {
    /// A policy as it lies in the log.
    init(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        let published = try PolicyPublished(decoding: event.payload).lifted
        version = published.version
        profile = published.profile
        canonical = published.canonical
        // A policy that lay in the program has no file: its canonical form is one, too.
        source = published.source.isEmpty ? published.canonical : published.source
        publishedAt = event.recordedAt
        self.sequence = sequence
    }
}
