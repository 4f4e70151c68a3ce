internal import Events

/// What may happen to a ticket at each point of its life.
enum TicketLife {
    /// ```
    ///             waiting  offered  accepted  inProgress  resolved  closed
    /// accept                  x
    /// decline                 x
    /// expireOffer             x
    /// dispatch       x
    /// confirm        x
    /// assign         x        x         x          x
    /// approve        x        x         x          x
    /// reject         x        x         x          x
    /// reassign       x        x         x          x
    /// progress                          x          x
    /// resolve                           x          x
    /// rate                                                    x
    /// reopen                                                  x
    /// close                                                   x
    /// survey                                                  x
    /// classify       x        x         x          x
    /// prioritise     x        x         x          x
    /// review         x        x         x          x         x
    /// contact        x        x         x          x         x
    /// escalate       x        x         x          x         x
    /// attach         x        x         x          x         x
    /// ```
    static func allowed(in lifeCycle: LifeCycle) -> [Command.Kind] {
        switch lifeCycle {
        case .waiting: [.dispatch, .confirm, .reassign] + naming + triaging + always
        case .offered: [.accept, .decline, .expireOffer, .reassign] + naming + triaging + always
        case .accepted, .inProgress: [.progress, .resolve, .reassign] + naming + triaging + always
        case .resolved: [.rate, .reopen, .close, .survey] + always
        case .closed: []
        }
    }

    private static let naming: [Command.Kind] = [.assign, .approve, .reject]
    private static let triaging: [Command.Kind] = [.classify, .prioritise]
    private static let always: [Command.Kind] = [.review, .contact, .escalate, .attach]

    /// - Parameter ticket: nil for one that is closed.
    static func check(_ kind: Command.Kind, in lifeCycle: LifeCycle, _ ticket: TicketState?) throws(Refusal) {
        let allowed = allowed(in: lifeCycle)
        guard !allowed.contains(kind) else { return }
        // Nobody is told to confirm what was not proposed, or to approve what nobody asked for.
        let possible = allowed.filter { kind in
            switch kind {
            case .confirm: ticket?.proposed.isEmpty == false
            case .approve, .reject: ticket?.requested != nil
            default: true
            }
        }
        throw .notNow(kind, lifeCycle, allowed: possible)
    }
}
