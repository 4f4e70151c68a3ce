internal import Threads

// How a test ends processes, cuts the power and makes calls go wrong.
extension SimulatedFileSystem {
    /// The power goes and comes back: of what was not synced any part is left. Every open file, lock and page is
    /// dead: using it throws ``Storage/FileError/Code-swift.enum/simulatedDeadHandle``. Shared pages hold zeros,
    /// what they held, or garbage.
    public func crash() {
        machine.withLock { $0.crash() }
        machine.broadcast()
    }

    /// Every process ends, the machine goes on: whatever was written is there, though not more durable than
    /// before; locks are free; every open file, lock and page is dead.
    public func kill() {
        machine.withLock { $0.endProcesses() }
        machine.broadcast()
    }

    /// Makes the call with that ordinal go wrong. The first call of a file system is number 1.
    public func inject(_ fault: Fault, atCall ordinal: Int) {
        machine.withLock { $0.faults[ordinal] = fault }
    }

    /// How many calls there have been. Giving back (`close`, `release`, `unmap`) and the words of a page are no
    /// calls.
    public var callCount: Int { machine.withLock { $0.callCount } }

    /// How many calls have had their fault: those that came, and could have it.
    public var faultyCallCount: Int { machine.withLock { $0.faultyCalls.count } }

    /// The last 256 calls, one a line: ordinal, operation, path, what else was given, fault, outcome.
    public var trace: [String] { machine.withLock { $0.trace.lines } }

    /// How many files, locks and pages are open.
    public var openHandleCount: Int { machine.withLock { $0.openHandleCount } }

    /// Bytes that files may hold in all. Lowering it takes nothing from files.
    public var capacity: Int? {
        get { machine.withLock { $0.volume.capacity } }
        set { machine.withLock { $0.volume.capacity = newValue } }
    }

    /// Bytes that files may still take; `Int.max` without a capacity.
    public var freeByteCount: Int { machine.withLock { $0.volume.freeByteCount } }

    /// What survives a power loss as a whole.
    public var sectorByteCount: Int { machine.withLock { $0.volume.unitByteCount } }
}

extension SimulatedFileSystem {
    /// Lets no call go wrong any more that was to go wrong later.
    public func removeFaults() { machine.withLock { $0.faults.removeAll() } }
}
