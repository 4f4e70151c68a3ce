package import Policies

/// Why recorded work could not be read at all. What is wrong with single rows is a ``Blemish`` and stops nothing.
package enum RecordedWorkError: Error, Hashable, Sendable {
    /// The mapping is none, or names columns that the file does not have: everything that is wrong with it.
    case mapping(PolicyRefusal)
    /// The compressed bytes are damaged at or before so many of them.
    case compression(bytesRead: Int)
    case tooManyRows(limit: Int)
    case tooManyCases(limit: Int)
    /// There is no row in it that a case begins with.
    case nothing
}
