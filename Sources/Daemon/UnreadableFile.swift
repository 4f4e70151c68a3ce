internal import Causes
internal import LinuxStorage
internal import Policies
internal import Storage

/// Why a file that a setting names cannot be used, asked of the system after whoever wanted it has failed: a parser of
/// certificates tells neither which file nor why.
enum UnreadableFile {
    /// Certificates, keys and settings have some kilobytes.
    private static let bytesMax = 4 << 20

    /// Nil where the system gives its bytes: then they are what is wrong.
    static func cause(_ path: String) -> LocalText? {
        do throws(FileError) {
            _ = try LinuxFileSystem().readFile(path, limit: bytesMax)
            return nil
        } catch { return error.words }
    }
}
