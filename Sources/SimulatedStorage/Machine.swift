internal import Seeds
internal import Storage

/// The simulated computer: a volume, the processes' hold on it, what shall go wrong, and the draws.
/// Everything happens with the file system's one lock held.
struct Machine: Sendable {
    var volume: Volume
    var random: SplitMix64
    /// Counts crashes and kills. A handle of an earlier life is dead.
    var life = 0
    var hasPower = true
    /// The open handles of this life.
    private var openHandles: [Int: NodeID] = [:]
    private var nextHandle = 0
    private(set) var locks: [NodeID: HeldLock] = [:]
    /// Counts `wake` calls, so that a waiter sees one that came while it was not looking.
    var wakeCount = 0

    private(set) var callCount = 0
    /// The ordinals of the calls that had their fault.
    private(set) var faultyCalls: Set<Int> = []
    var faults: [Int: Fault] = [:]
    private(set) var trace = CallTrace()

    struct HeldLock: Sendable {
        var handle: Int
        var owner: String
    }

    init(volume: Volume, random: SplitMix64) {
        self.volume = volume
        self.random = random
    }
}

// Calls.
extension Machine {
    /// Counts a call, lets go wrong what shall, and otherwise does it.
    mutating func perform<Result: Sendable>(
        _ call: Call, _ body: (inout Machine, Fault?) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        callCount += 1
        var call = call
        call.ordinal = callCount
        call.fault = faults[callCount]
        do {
            let result = try attempt(call, body)
            if let count = result as? Int { call.outcome = .bytes(count) }
            trace.append(call)
            return result
        } catch {
            call.outcome = .refused(error.code)
            trace.append(call)
            throw error
        }
    }

    private mutating func attempt<Result>(
        _ call: Call, _ body: (inout Machine, Fault?) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        guard hasPower else { throw FileError(call.operation, call.path, .simulatedPowerLoss) }
        switch call.fault {
        case .refuse(let code):
            noteFault()
            if call.operation == .write && code == .io && random.coin() { _ = try? body(&self, .short) }
            throw FileError(call.operation, call.path, code)
        case .losePower:
            noteFault()
            let part = random.below(3)
            if part > 0 { _ = try? body(&self, part == 1 ? .short : nil) }
            hasPower = false
            throw FileError(call.operation, call.path, .simulatedPowerLoss)
        case let fault:
            return try body(&self, fault)
        }
    }

    /// Called by whoever carries out a fault that only some calls can have.
    mutating func noteFault() { faultyCalls.insert(callCount) }
}

// Handles.
extension Machine {
    mutating func openHandle(_ node: NodeID) -> Int {
        nextHandle += 1
        openHandles[nextHandle] = node
        volume.openCounts[node, default: 0] += 1
        return nextHandle
    }

    var openHandleCount: Int { openHandles.count }

    mutating func closeHandle(_ handle: Int) {
        guard let node = openHandles.removeValue(forKey: handle) else {
            preconditionFailure("a file, lock or page was closed twice")
        }
        if locks[node]?.handle == handle { locks[node] = nil }
        volume.openCounts[node]! -= 1
        if volume.openCounts[node] == 0 { volume.openCounts[node] = nil }
    }

    func isOpen(_ handle: Int) -> Bool { openHandles[handle] != nil }

    /// The lock is held until the handle is closed.
    mutating func takeLock(_ node: NodeID, owner: String) -> Int {
        let handle = openHandle(node)
        locks[node] = HeldLock(handle: handle, owner: owner)
        return handle
    }

    /// Ends every process: their handles die, their locks are free.
    mutating func endProcesses() {
        life += 1
        openHandles.removeAll()
        volume.openCounts.removeAll()
        locks.removeAll()
        wakeCount += 1
    }

    mutating func crash() {
        volume.crash(&random)
        endProcesses()
        hasPower = true
    }
}
