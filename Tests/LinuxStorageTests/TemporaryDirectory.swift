import Foundation

/// A new directory that is gone, with all that is in it, when its owner is.
final class TemporaryDirectory {
    let path: String

    init() {
        var template = (FileManager.default.temporaryDirectory.path + "/paidan-test-XXXXXX").utf8CString
        path = template.withUnsafeMutableBufferPointer { template in
            precondition(mkdtemp(template.baseAddress!) != nil, "no directory for a test: errno \(errno)")
            return String(cString: template.baseAddress!)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
