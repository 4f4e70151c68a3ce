internal import Storage

final class SimulatedFileLock: FileLock {
    private let hold: Hold

    init(_ hold: Hold) { self.hold = hold }

    func release() { hold.giveBack() }
}
