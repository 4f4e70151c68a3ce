package import Engine
package import EventRendering
internal import Events

extension TicketTexts {
    /// What texts are not to tell of the customer, and of who speaks for them.
    package var known: Masking.Known {
        Masking.Known(
            names: [customer.name, content.contactPerson, content.customerName], places: [content.address],
            contacts: [customer.contact, content.contact, customer.memberNumber])
    }
}
