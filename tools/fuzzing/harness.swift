// What libFuzzer calls: one recipe, tried by whichever entry of HostileBytes the linker was told to take.

import Glibc

@_silgen_name("paidan_hostile_try")
func attempt(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ object: @convention(c) (UnsafePointer<CChar>) -> Void)

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    attempt(bytes, count) { objection in
        print("promise broken:", String(cString: objection))
        fflush(nil)
        preconditionFailure()
    }
    return 0
}
