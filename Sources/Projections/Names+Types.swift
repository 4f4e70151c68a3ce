public import Events

extension Names {
    /// Whether an event of this type gives a name or changes one. Any other may be left out of ``fold(_:)``.
    public static func areGiven(by type: EventType) -> Bool {
        switch type {
        case .accountCreated, .agentChanged, .customerRegistered, .ticketSubmitted: true
        default: false
        }
    }
}
