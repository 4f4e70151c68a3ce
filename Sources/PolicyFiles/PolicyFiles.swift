public import Policies

/// Policies as people write them, in YAML, and the profiles that ship with the product.
public enum PolicyFiles {
    /// The policy that a file says. JSON is read too: it is YAML.
    /// - Parameter isZone: whether there is a time zone of this name; nil where nobody can say.
    /// - Throws: everything that is wrong with it; where it is not even YAML, the first thing.
    public static func read(
        _ source: [UInt8], isZone: ((String) -> Bool)? = nil
    ) throws(PolicyRefusal) -> PolicyDocument {
        try PolicyDocument(reading: try node(source), source: source, isZone: isZone)
    }

    /// What a file says, whether or not it is a policy.
    public static func node(_ source: [UInt8]) throws(PolicyRefusal) -> PolicyNode {
        try PolicyNode(yaml: source)
    }

    /// The names of the profiles that ship with the product.
    public static let profiles = ["smart-dispatch"]

    /// A profile that ships with the product; nil if there is none of this name.
    public static func source(ofProfile name: String) -> [UInt8]? {
        name == "smart-dispatch" ? PackageResources.smart_dispatch_yaml : nil
    }

    /// A profile that ships with the product. Cost: some milliseconds, once each.
    /// - Precondition: `name` is one of ``profiles``.
    public static func profile(_ name: String) -> PolicyDocument {
        guard let document = shipped[name] else { preconditionFailure("there is no profile \(name)") }
        return document
    }

    private static let shipped: [String: PolicyDocument] = {
        var shipped: [String: PolicyDocument] = [:]
        for name in profiles {
            guard let source = source(ofProfile: name) else { preconditionFailure("\(name) is not embedded") }
            do throws(PolicyRefusal) { shipped[name] = try read(source) } catch {
                preconditionFailure("the profile \(name) is no policy: \(error.faults)")
            }
        }
        return shipped
    }()
}
