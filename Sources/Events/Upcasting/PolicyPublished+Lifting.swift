extension PolicyPublished {
    /// The event as it would be written today. Pure, and the only way in which policies are read from the log.
    ///
    /// Before `canonical` was there, one policy was: smart-dispatch, version 1, which lay in the program. Its canonical
    /// form is kept beside this file and never changes: it is what those tickets ran under.
    public var lifted: PolicyPublished {
        guard canonical.isEmpty else { return self }
        var event = self
        event.canonical = PackageResources.smart_dispatch_0_json
        if event.version == 0 { event.version = 1 }
        if event.profile.isEmpty { event.profile = "smart-dispatch" }
        return event
    }
}
