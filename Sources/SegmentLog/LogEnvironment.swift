internal import LinuxStorage
public import Storage
internal import Threads

/// What the log takes from the world: files, the time of day, randomness, and a name for itself. Tests replace
/// all of it, so that a run with one seed is one sequence of events.
public struct LogEnvironment: Sendable {
    public var fileSystem: any FileSystem
    /// The time of day in milliseconds since 1970. May jump; the log never lets its own times fall.
    public var wallMilliseconds: @Sendable () -> Int64
    /// 64 bits fit for keys.
    public var random: @Sendable () -> UInt64
    /// Who we are, for whoever finds the lock held: for example "paidand, process 4711".
    public var owner: String

    public init(
        fileSystem: any FileSystem, wallMilliseconds: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable () -> UInt64, owner: String
    ) {
        self.fileSystem = fileSystem
        self.wallMilliseconds = wallMilliseconds
        self.random = random
        self.owner = owner
    }

    /// The real machine.
    public static func system(owner: String) -> LogEnvironment {
        LogEnvironment(
            fileSystem: LinuxFileSystem(), wallMilliseconds: { WallClock.milliseconds },
            random: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            }, owner: owner)
    }

    /// ``random`` in the shape that the standard library wants.
    struct Entropy: RandomNumberGenerator {
        let draw: @Sendable () -> UInt64
        mutating func next() -> UInt64 { draw() }
    }

    var entropy: Entropy { Entropy(draw: random) }
}
