public import Storage

/// What goes wrong at one call. A fault that the call cannot have (a short `list`) does nothing.
public enum Fault: Sendable, Hashable {
    /// The call is refused and nothing happens; only a write refused with `.io` may have written a part, and a
    /// sync refused with anything leaves what it should have synced as it was.
    case refuse(FileError.Code)
    /// A read or write of several bytes does a drawn part of them and says so.
    case short
    /// The power goes: the call does all it should, a part, or nothing; it and every later call are refused with
    /// ``Storage/FileError/Code-swift.enum/simulatedPowerLoss`` until ``SimulatedFileSystem/crash()``.
    case losePower
    /// A sync fails with `.io` and, as on Linux, the bytes count as clean from then on: the next sync succeeds
    /// without making them durable.
    case forgetOnSync
    /// A write lands at another place of the disk, in this file or another, and reports success.
    case misdirect
    /// One bit is wrong in what a read gives, or in what a write stores.
    case flipBit
}

extension FileError.Code {
    /// The simulated machine has no power until `crash()` is called.
    public static var simulatedPowerLoss: Self { .other(-1) }

    /// The file, lock or page was opened before the last `crash()` or `kill()`.
    public static var simulatedDeadHandle: Self { .other(-2) }
}
