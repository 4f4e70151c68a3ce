/// What a customer wrote: sealed before it becomes part of ``TicketSubmitted``.
public struct TicketContent: Message {
    public var description = ""
    public var expectedResult = ""
    /// Who is to be asked, if it is not the customer.
    public var contactPerson = ""
    public var contact = ""
    public var address = ""
    public var notes = ""
    public var productModel = ""
    /// The name that a known customer gave this time, where a contact person was named beside it.
    public var customerName = ""

    public init() {}

    public enum Field: Int, FieldNumber {
        case description = 1, expectedResult, contactPerson, contact, address, notes, productModel, customerName
    }
    public static let contractName = "TicketContent"
    public static let textBytesMax = EventLimits.writtenTextBytesMax
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.description, &description)
        try coder.field(.expectedResult, &expectedResult)
        try coder.field(.contactPerson, &contactPerson)
        try coder.field(.contact, &contact)
        try coder.field(.address, &address)
        try coder.field(.notes, &notes)
        try coder.field(.productModel, &productModel)
        try coder.field(.customerName, &customerName)
    }
}

/// Who a customer is: sealed before it becomes part of ``CustomerRegistered``.
public struct CustomerProfile: Message {
    public var name = ""
    public var contact = ""
    public var memberNumber = ""

    public init() {}

    public enum Field: Int, FieldNumber { case name = 1, contact, memberNumber }
    public static let contractName = "CustomerProfile"
    public static let textBytesMax = EventLimits.writtenTextBytesMax
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.name, &name)
        try coder.field(.contact, &contact)
        try coder.field(.memberNumber, &memberNumber)
    }
}
