// What a fuzzer calls, which knows C and none of this package's modules: `tools/fuzzing/harness`. It is told of a
// promise that did not hold, and had better end there.

public typealias Objecting = @convention(c) (UnsafePointer<CChar>) -> Void

@_cdecl("paidan_hostile_read")
public func paidanHostileRead(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ object: Objecting) {
    unsafe attempt(bytes, count, object) { recipe throws(Objection) in try HostileBytes.read(recipe) }
}

@_cdecl("paidan_hostile_recover")
public func paidanHostileRecover(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ object: Objecting) {
    unsafe attempt(bytes, count, object) { recipe throws(Objection) in try HostileBytes.recover(recipe) }
}

private func attempt(
    _ bytes: UnsafePointer<UInt8>?, _ count: Int, _ object: Objecting, _ trial: ([UInt8]) throws(Objection) -> Void
) {
    let recipe = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    do throws(Objection) {
        try trial(recipe)
    } catch {
        unsafe error.description.withCString { text in unsafe object(text) }
    }
}
