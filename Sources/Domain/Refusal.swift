public import Events

/// Why a command is not carried out. Nothing has happened.
public enum Refusal: Error, Hashable, Sendable {
    case unknownTicket(TicketOrdinal)
    case unknownAgent(AgentOrdinal)
    case unknownCustomer(CustomerOrdinal)
    case unknownChannel(String, known: [String])
    case unknownUrgency(String, known: [String])
    case unknownCategory(String, known: [String])
    case unknownStage(String, known: [String])
    /// The ticket's life has not come that far, or is past it.
    case notNow(Command.Kind, LifeCycle, allowed: [Command.Kind])
    /// Another agent has the ticket, or the offer of it.
    case heldBy(AgentOrdinal, not: AgentOrdinal)
    case accountExists(String)
    case identifierTaken(String, by: AgentOrdinal)
    /// The customer's data was erased: nothing new is kept of them.
    case erased(CustomerOrdinal)
    /// The deadline that this command stands for has moved or stopped since.
    case notDue
}
