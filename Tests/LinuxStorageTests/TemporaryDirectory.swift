import CPlatform
import Glibc
import LinuxStorage
import Storage

/// A new directory that is gone, with all that is in it, when its owner is.
final class TemporaryDirectory {
    let path: String

    init() {
        var template = Array("/tmp/paidan-test-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no directory for the test: errno \(errno)")
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { Self.removeTree(path) }

    private static func removeTree(_ path: String) {
        for name in (try? LinuxFileSystem().list(path)) ?? [] {
            let child = path + "/" + name
            if unlink(child) != 0 { removeTree(child) }
        }
        rmdir(path)
    }
}
