internal import Glibc
package import Storage

extension FileError {
    /// The one place where an errno becomes an error.
    package init(_ operation: Operation, _ path: String, errno number: Int32) {
        self.init(operation, path, Self.code(number))
    }

    private static func code(_ number: Int32) -> Code {
        switch number {
        case ENOENT: .notFound
        case EEXIST: .exists
        case ENOSPC, EDQUOT: .noSpace
        case EACCES, EPERM: .permissionDenied
        case EROFS: .readOnly
        case EINTR: .interrupted
        case EIO: .io
        default: .other(number)
        }
    }

    /// Throws unless `number` is 0.
    static func check(_ number: Int32, _ operation: Operation, _ path: String) throws(FileError) {
        if number != 0 { throw FileError(operation, path, errno: number) }
    }
}
