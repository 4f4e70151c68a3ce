/// A TZif file, to be spoiled.
struct TZifBytes {
    var magic = "TZif"
    var version = UInt8(ascii: "2")
    var leapCount: UInt32 = 0
    var times: [Int64] = []
    var types: [UInt8] = []
    var offsets: [Int32] = [0]
    var rule: String

    /// Without transitions where there is daylight saving, and with two where there is not.
    init(rule: String) {
        self.rule = rule
        guard rule == "CST-8" else { return }
        times = [-576_460_752_303_423_488, 1000]
        types = [0, 1]
        offsets = [29_143, 28_800]
    }

    var bytes: [UInt8] {
        var bytes = header(times: 0, types: 1, names: 1)
        bytes += [0, 0, 0, 0, 0, 0, 0]
        bytes += header(times: times.count, types: offsets.count, names: 4)
        for time in times { add(UInt64(bitPattern: time), 8, to: &bytes) }
        bytes += types
        for offset in offsets {
            add(UInt64(UInt32(bitPattern: offset)), 4, to: &bytes)
            bytes += [0, 0]
        }
        bytes += Array("CST\0".utf8)
        bytes += Array(repeating: 0, count: Int(leapCount) * 12)
        return bytes + Array("\n\(rule)\n".utf8)
    }

    private func header(times: Int, types: Int, names: Int) -> [UInt8] {
        var header = Array(magic.utf8) + [version] + Array(repeating: 0, count: 15)
        for count in [0, 0, Int(leapCount), times, types, names] { add(UInt64(count), 4, to: &header) }
        // The first block has no leap seconds; its header is the only one with one local time and one byte of names.
        if names == 1 { header.replaceSubrange(28..<32, with: [0, 0, 0, 0]) }
        return header
    }

    private func add(_ number: UInt64, _ byteCount: Int, to bytes: inout [UInt8]) {
        for index in (0..<byteCount).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
