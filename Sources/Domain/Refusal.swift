public import Events
public import Policies

/// Why a command is not carried out. Nothing has happened.
public enum Refusal: Error, Hashable, Sendable {
    case unknownTicket(TicketOrdinal)
    case unknownAgent(AgentOrdinal)
    case unknownCustomer(CustomerOrdinal)
    case unknownChannel(String, known: [String])
    case unknownUrgency(String, known: [String])
    case unknownCategory(String, known: [String])
    case unknownType(String, known: [String])
    case unknownTier(String, known: [String])
    /// Members of a submission that the policy asks for, as the HTTP contract names them.
    case missing([String])
    case unknownStage(String, known: [String])
    /// The policy has these stages in another order.
    case stageOutOfOrder(String, after: String, next: [String])
    case unknownGrade(Grade, known: [Grade])
    case unknownReason(String, known: [String])
    case unknownNotification(UInt64)
    /// The ticket's life has not come that far, or is past it.
    case notNow(Command.Kind, LifeCycle, allowed: [Command.Kind])
    /// Another agent has the ticket, or the offer of it.
    case heldBy(AgentOrdinal, not: AgentOrdinal)
    case heldAlready(AgentOrdinal)
    /// Nothing was proposed that could be confirmed.
    case notProposed
    case notACandidate(AgentOrdinal, candidates: [AgentOrdinal])
    /// The agent is not eligible, or no longer.
    case cannotTake(AgentOrdinal, LeftOut)
    /// Nobody asked for an agent.
    case notRequested
    /// The policy wants somebody with this role to decide.
    case takesRole(Policy.Recipient)
    case reasonMissing
    /// The customer rated this cycle.
    case ratedAlready
    case cyclesUsedUp(limit: UInt64)
    case accountExists(String)
    case unknownAccount(AccountOrdinal)
    case accountDisabled(AccountOrdinal)
    /// Nobody could manage accounts any more.
    case lastAdministrator(AccountOrdinal)
    case roleMissing
    case unknownRole(String, known: [String])
    case unknownSkill(String, known: [String])
    case unknownPool(String, known: [String])
    case unknownDepartment(String, known: [String])
    /// Another account acts as this agent.
    case agentTaken(AgentOrdinal, by: AccountOrdinal)
    /// The role of a customer takes one whose account it is.
    case customerMissing
    /// A customer's account has that role alone, and is no agent's.
    case customersAlone
    /// The customer has an account.
    case customerTaken(CustomerOrdinal, by: AccountOrdinal)
    /// The password is another since it was checked.
    case passwordChanged(AccountOrdinal)
    case tooManyTokens(limit: Int)
    case unknownToken
    case identifierTaken(String, by: AgentOrdinal)
    /// The customer's data was erased: nothing new is kept of them.
    case erased(CustomerOrdinal)
    /// The deadline that this command stands for has moved or stopped since.
    case notDue
    /// A ticket's record tells what cannot be: at the step, from 0, or at its submission.
    case impossiblePast(step: Int?, PastFault)
}
