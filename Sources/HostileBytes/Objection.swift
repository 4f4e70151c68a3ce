/// A promise about hostile bytes that did not hold. Traps, reads outside and memory without bound are for the
/// sanitizers and for the limits of whoever runs this.
package struct Objection: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) { self.description = description }
}

func expect(_ condition: Bool, _ promise: @autoclosure () -> String) throws(Objection) {
    if !condition { throw Objection(promise()) }
}
