package import Engine
package import EventStore
package import Events
package import Policies
package import SegmentLog
package import Storage

/// Why recorded work could not be run.
package enum SimulationError: Error, Sendable {
    /// Nobody is named who ever took anything, and no file says who there is.
    case nobody
    /// The record has no case that asks for somebody.
    case noArrivals
    /// The profile cannot take the record's categories in: what is wrong with the two together.
    case policy(PolicyRefusal)
    /// The mapping names a channel that the profile does not have.
    case unknownChannel(String, known: [String])
    /// The file of agents says something that cannot be.
    case agents(PolicyRefusal)
    case file(FileError)
    case log(LogError)
    case vault(VaultError)
    case engine(EngineError)
    /// What the engine wrote could not be read back: a bug.
    case event(WireError)
}
