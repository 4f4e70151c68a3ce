internal import Foundation

/// The calls of libsqlite3 that the bench needs, found when it runs: the build needs nothing of SQLite, and the
/// bench goes without it where it is not installed. See https://www.sqlite.org/capi3ref.html.
@safe struct SQLiteLibrary {
    static let fileName = "libsqlite3.so.0"

    typealias Statement = OpaquePointer
    typealias Open =
        @convention(c) (
            UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>, Int32, UnsafePointer<CChar>?
        ) -> Int32
    typealias Execute =
        @convention(c) (
            OpaquePointer, UnsafePointer<CChar>, OpaquePointer?, OpaquePointer?, OpaquePointer?
        ) -> Int32
    typealias Prepare =
        @convention(c) (
            OpaquePointer, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<OpaquePointer?>, OpaquePointer?
        ) -> Int32
    typealias Bind = @convention(c) (Statement, Int32, UnsafeRawPointer?, Int32, OpaquePointer?) -> Int32
    typealias OfHandle = @convention(c) (OpaquePointer) -> Int32
    typealias Blob = @convention(c) (Statement, Int32) -> UnsafeRawPointer?
    typealias Bytes = @convention(c) (Statement, Int32) -> Int32
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?

    let open: Open
    let close: OfHandle
    let execute: Execute
    let prepare: Prepare
    let bind: Bind
    let step: OfHandle
    let reset: OfHandle
    let finalize: OfHandle
    let blob: Blob
    let bytes: Bytes
    let version: String

    /// Nil where the library is not installed.
    init?() {
        guard let library = unsafe dlopen(Self.fileName, RTLD_NOW) else { return nil }
        func symbol<Function>(_ name: String, as type: Function.Type) -> Function {
            guard let address = unsafe dlsym(library, name) else {
                preconditionFailure("SQLite has always had \(name)")
            }
            return unsafe unsafeBitCast(address, to: type)
        }
        unsafe open = symbol("sqlite3_open_v2", as: Open.self)
        unsafe close = symbol("sqlite3_close", as: OfHandle.self)
        unsafe execute = symbol("sqlite3_exec", as: Execute.self)
        unsafe prepare = symbol("sqlite3_prepare_v2", as: Prepare.self)
        unsafe bind = symbol("sqlite3_bind_blob", as: Bind.self)
        unsafe step = symbol("sqlite3_step", as: OfHandle.self)
        unsafe reset = symbol("sqlite3_reset", as: OfHandle.self)
        unsafe finalize = symbol("sqlite3_finalize", as: OfHandle.self)
        unsafe blob = symbol("sqlite3_column_blob", as: Blob.self)
        unsafe bytes = symbol("sqlite3_column_bytes", as: Bytes.self)
        let text = unsafe symbol("sqlite3_libversion", as: Version.self)()
        version = unsafe text.map { unsafe String(cString: $0) } ?? "of unknown version"
    }
}
