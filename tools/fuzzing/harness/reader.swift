import Glibc

@_silgen_name("paidan_hostile_read")
func tryRecipe(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ object: @convention(c) (UnsafePointer<CChar>) -> Void)

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    tryRecipe(bytes, count) { objection in
        print("promise broken:", String(cString: objection))
        fflush(nil)
        preconditionFailure()
    }
    return 0
}
