import Foundation

/// A new directory that is gone, with all that is in it, when its owner is.
final class TemporaryDirectory {
    let path: String

    init() throws {
        let place = FileManager.default.temporaryDirectory
        path = try FileManager.default.url(
            for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: place, create: true
        ).path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
