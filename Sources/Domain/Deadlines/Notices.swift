internal import Events
internal import Policies

/// Notifications of one command while it is decided: each gets the next number.
struct Notices {
    private let state: DomainState
    private let ticket: TicketState
    /// Where the ticket is in its life when people are told.
    private var lifeCycle: LifeCycle
    private var queued: [NotificationQueued] = []
    var events: [any Event] { queued }

    init(_ state: DomainState, _ ticket: TicketState) {
        self.state = state
        self.ticket = ticket
        lifeCycle = ticket.lifeCycle
    }

    /// Tells whom the policy wants to be told of what happened, each once.
    mutating func tellOf(_ triggers: [Policy.Trigger]) {
        // What is about to be closed is told of as that.
        if triggers.contains(.closed) { lifeCycle = .closed }
        let clock = state.firstClock(of: ticket, startedBy: triggers)
        for notice in state.rules(of: ticket).policy.notices where notice.on.contains(where: triggers.contains) {
            for recipient in notice.tell { tell(recipient, notice.template, clock?.deadline ?? "", clock?.dueAt) }
        }
    }

    /// Tells somebody. A reminder to the assignee of a ticket that nobody holds is left out; what is for the manager of
    /// a department that has none goes to the supervisors.
    mutating func tell(
        _ wanted: Policy.Recipient, _ template: String, _ deadline: String = "", _ dueAt: Instant? = nil
    ) {
        let whom = state.listener(wanted, for: ticket)
        var event = NotificationQueued()
        (event.ticket, event.template, event.deadline) = (ticket.ticket, template, deadline)
        event.dueAt = dueAt
        event.notification = state.notificationCount + UInt64(queued.count) + 1
        event.carrier = state.carrier(for: whom, of: ticket).rawValue
        note(in: &event, for: whom)
        switch whom {
        case .assignee:
            guard let holder = ticket.holder else { return }
            event.agent = holder
        case .customer: event.isCustomer = true
        case .departmentManager:
            event.role = whom.rawValue
            event.department = state.department(of: ticket)
        case .clerk, .dispatcher, .supervisor: event.role = whom.rawValue
        }
        // One who is somebody's stand-in is told once.
        if queued.contains(where: { $0.isSame(as: event) }) { return }
        queued.append(event)
    }

    /// What the text may say of the ticket: as it is now, whatever becomes of it until somebody reads.
    private func note(in event: inout NotificationQueued, for whom: Policy.Recipient) {
        // A customer is told of nobody who has not agreed.
        if whom != .customer || ![.waiting, .offered].contains(lifeCycle) { event.holder = ticket.holder }
        (event.category, event.priority, event.grade) = (ticket.category, ticket.priority, ticket.grade)
        let stages = state.rules(of: ticket).policy.stages
        let last = [.resolved, .closed].contains(lifeCycle) ? stages.last { $0.lifeCycle == lifeCycle }?.code : nil
        event.stage = last ?? ticket.stage
    }
}

extension DomainState {
    /// Who hears what is meant for somebody: the supervisors, where it is for the manager of a department without one.
    func listener(_ wanted: Policy.Recipient, for ticket: TicketState) -> Policy.Recipient {
        wanted == .departmentManager && !isManaged(department(of: ticket)) ? .supervisor : wanted
    }

    /// Of whoever holds it; empty where nobody does, or they have none.
    fileprivate func department(of ticket: TicketState) -> String {
        ticket.holder.map { known($0).profile.department } ?? ""
    }

    /// Whether anybody hears what is said to the manager of this department; where it is empty, to all of them.
    private func isManaged(_ department: String) -> Bool {
        func isThere(_ department: DepartmentState) -> Bool {
            guard let manager = department.manager else { return false }
            let account = accounts[Int(manager.rawValue) - 1]
            return !account.isDisabled && account.roles.contains(Role.departmentManager.code)
        }
        guard !department.isEmpty else { return departments.values.contains(where: isThere) }
        return departments[department].map(isThere) ?? false
    }

    /// The first of the policy's ways to reach these people that there is here; the product's inbox otherwise.
    fileprivate func carrier(for whom: Policy.Recipient, of ticket: TicketState) -> Policy.Carrier {
        rules(of: ticket).policy.carriers[whom]?.first(where: carriers.contains) ?? .inbox
    }
}

extension NotificationQueued {
    /// Whether it tells the same people the same.
    fileprivate func isSame(as other: Self) -> Bool {
        var numbered = other
        numbered.notification = notification
        return self == numbered
    }
}
