internal import Foundation

/// Waits for connections to the microsecond, which `poll` cannot and a due time needs.
struct Readiness {
    /// Of descriptors that can be waited for: what the system's sets hold.
    static let descriptorsMax = 1_024

    private var reading = Set()
    private var writing = Set()
    private var last: Int32 = -1

    mutating func add(_ stream: Stream) {
        reading.insert(stream.descriptor)
        if stream.hasUnsent { writing.insert(stream.descriptor) }
        last = max(last, stream.descriptor)
    }

    /// Leaves those in it with which something can be done.
    mutating func wait(nanoseconds: Int64) {
        let microseconds = max(0, nanoseconds / 1_000)
        var time = timeval(tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
        let count = unsafe select(last + 1, &reading.set, &writing.set, nil, &time)
        if count <= 0 { (reading, writing) = (Set(), Set()) }
    }

    func canRead(_ stream: Stream) -> Bool { reading.contains(stream.descriptor) }
    func canWrite(_ stream: Stream) -> Bool { writing.contains(stream.descriptor) }

    private struct Set {
        var set = fd_set()

        mutating func insert(_ descriptor: Int32) {
            unsafe withUnsafeMutableBytes(of: &set) { bytes in
                unsafe bytes[Int(descriptor) / 8] |= 1 << UInt8(descriptor % 8)
            }
        }

        func contains(_ descriptor: Int32) -> Bool {
            unsafe withUnsafeBytes(of: set) { bytes in
                unsafe bytes[Int(descriptor) / 8] & 1 << UInt8(descriptor % 8) != 0
            }
        }
    }
}
