/// The mappings that ship with the product, each named after the record that it reads. The records do not ship.
package enum Mappings {
    package static let names = ["helpdesk", "vinst", "servicedesk", "callcentre", "citizen"]

    /// A mapping file that ships; nil if there is none of this name.
    package static func source(_ name: String) -> [UInt8]? {
        switch name {
        case "helpdesk": PackageResources.helpdesk_yaml
        case "vinst": PackageResources.vinst_yaml
        case "servicedesk": PackageResources.servicedesk_yaml
        case "callcentre": PackageResources.callcentre_yaml
        case "citizen": PackageResources.citizen_yaml
        default: nil
        }
    }
}
