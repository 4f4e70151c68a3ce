internal import Events

extension DomainState {
    func create(_ account: AccountCreated) throws(Refusal) -> [any Event] {
        guard !accountNames.contains(account.name) else { throw .accountExists(account.name) }
        if let agent = account.agent { _ = try self.agent(agent) }
        var event = account
        event.account = nextAccount
        return [event]
    }
}
