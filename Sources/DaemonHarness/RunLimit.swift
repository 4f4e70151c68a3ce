package import Foundation

/// Kills a program that runs longer than any test may, so that whoever waits for it hears of an end and fails, instead
/// of holding up all tests.
package enum RunLimit {
    private static let secondsMax = 5 * 60

    /// - Parameter process: runs already.
    package static func start(for process: Process) {
        Task { [weak process] in
            try await Task.sleep(for: .seconds(secondsMax))
            guard let process, process.isRunning else { return }
            print("process \(process.processIdentifier) of a test ran for \(secondsMax) seconds and is killed")
            kill(process.processIdentifier, SIGKILL)
        }
    }
}
