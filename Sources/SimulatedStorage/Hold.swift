internal import Storage
internal import Threads

/// What one opening of a file, lock or page has of the machine.
struct Hold: Sendable {
    let system: SimulatedFileSystem
    let node: NodeID
    let handle: Int
    let life: Int
    let path: String

    func isAlive(_ machine: Machine) -> Bool { machine.life == life }

    /// - Precondition: it was not closed, unless it is dead anyway.
    func check(_ machine: Machine, _ operation: FileError.Operation) throws(FileError) {
        guard isAlive(machine) else { throw FileError(operation, path, .simulatedDeadHandle) }
        precondition(machine.isOpen(handle), "\(path) was used after it was closed")
    }

    func perform<Result: Sendable>(
        _ operation: FileError.Operation, _ detail: Call.Detail = .none,
        _ body: (inout Machine, Fault?) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        try system.perform(operation, path, detail) { machine, fault throws(FileError) in
            try check(machine, operation)
            return try body(&machine, fault)
        }
    }

    /// Closes the handle, unless it died.
    func giveBack() {
        system.machine.withLock { machine in
            if isAlive(machine) { machine.closeHandle(handle) }
        }
    }
}
