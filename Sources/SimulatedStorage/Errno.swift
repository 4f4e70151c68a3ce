internal import Storage

/// The numbers Linux gives for refusals that have no case of their own in ``FileError/Code``.
enum Errno {
    static let badDescriptor: Int32 = 9
    static let busy: Int32 = 16
    static let notDirectory: Int32 = 20
    static let isDirectory: Int32 = 21
    static let invalid: Int32 = 22
    static let tooLarge: Int32 = 27
    static let notEmpty: Int32 = 39
}

extension Int {
    /// As much as the simulated file system, like Linux, lets a file's size be.
    static let fileByteCountMax = Int(Int64.max)

    /// An end of a write, or a size, as a number that fits.
    init(fitting byteCount: UInt64, _ operation: FileError.Operation, _ path: String) throws(FileError) {
        guard let value = Int(exactly: byteCount), value < Self.fileByteCountMax / 2 else {
            throw FileError(operation, path, .other(Errno.tooLarge))
        }
        self = value
    }
}
