/// Bytes without an end, zero until written, in units that are shared between copies until one is changed.
///
/// A unit (512 or 4,096 bytes) is what survives a power loss as a whole or not at all. Units that are all zero
/// take no memory where that is cheap to see. Copying the whole costs one retain; the first change after it
/// costs one per 64 KiB in use. All of this module's unsafe code is in this file.
struct SparseBytes: Sendable {
    /// Nil means zeros.
    typealias Unit = [UInt8]?

    private static let groupByteCount = 1 << 16

    let unitByteCount: Int
    private let unitsPerGroup: Int
    private var groups: [Int: [Unit]] = [:]

    init(unitByteCount: Int) {
        precondition(unitByteCount == 512 || unitByteCount == 4096, "disks tear at 512 or at 4,096 bytes")
        self.unitByteCount = unitByteCount
        unitsPerGroup = Self.groupByteCount / unitByteCount
    }

    subscript(index: Int) -> Unit {
        get { groups[index / unitsPerGroup]?[index % unitsPerGroup] ?? nil }
        set {
            let group = index / unitsPerGroup
            if groups[group] == nil {
                if newValue == nil { return }
                groups[group] = [Unit](repeating: nil, count: unitsPerGroup)
            }
            groups[group]![index % unitsPerGroup] = newValue
        }
    }

    /// The units from `first` on that may hold something but zeros, in order.
    func unitsInUse(from first: Int) -> [Int] {
        var found: [Int] = []
        for group in groups.keys.sorted() where (group + 1) * unitsPerGroup > first {
            let units = groups[group]!
            for place in units.indices where units[place] != nil {
                let index = group * unitsPerGroup + place
                if index >= first { found.append(index) }
            }
        }
        return found
    }
}

extension SparseBytes {
    /// Puts `bytes` at `offset` and names each unit that is no longer what it was, with its new content.
    /// - Parameter namesZeros: also each that gets zeros where zeros were. Most of what is filled is of that kind.
    mutating func write(
        _ bytes: RawSpan, at offset: Int, namesZeros: Bool = false, changed: (Int, Unit) -> Void
    ) {
        var done = 0
        while done < bytes.byteCount {
            let index = (offset + done) / unitByteCount
            let start = (offset + done) % unitByteCount
            let count = min(unitByteCount - start, bytes.byteCount - done)
            let piece = bytes.extracting(done..<done + count)
            done += count
            let old = self[index]
            if old == nil && piece.isZero {
                if namesZeros { changed(index, nil) }
                continue
            }
            let new = count == unitByteCount ? piece.unit : Self.merging(piece, into: old, at: start, of: unitByteCount)
            self[index] = new
            changed(index, new)
        }
    }

    private static func merging(_ piece: RawSpan, into old: Unit, at start: Int, of unitByteCount: Int) -> Unit {
        var unit = old ?? [UInt8](repeating: 0, count: unitByteCount)
        unsafe unit.withUnsafeMutableBytes { unit in
            unsafe piece.withUnsafeBytes { piece in
                unsafe UnsafeMutableRawBufferPointer(rebasing: unit[start..<start + piece.count]).copyMemory(
                    from: piece)
            }
        }
        return unit
    }

    /// Makes everything from `offset` on zero and names each unit that is no longer what it was.
    mutating func clear(from offset: Int, changed: (Int, Unit) -> Void) {
        let kept = offset % unitByteCount
        if kept > 0, var unit = self[offset / unitByteCount] {
            for place in kept..<unitByteCount { unit[place] = 0 }
            self[offset / unitByteCount] = unit
            changed(offset / unitByteCount, unit)
        }
        for index in unitsInUse(from: (offset + unitByteCount - 1) / unitByteCount) {
            self[index] = nil
            changed(index, nil)
        }
    }

    /// Copies `range.count` bytes from `offset` to `buffer[range]`.
    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "a read has a place in its buffer")
        unsafe buffer.withUnsafeMutableBytes { buffer in
            var done = 0
            while done < range.count {
                let position = offset + done
                let target = range.lowerBound + done
                guard let group = groups[position / Self.groupByteCount] else {
                    let count = min(Self.groupByteCount - position % Self.groupByteCount, range.count - done)
                    unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[target..<target + count]).fill(with: 0)
                    done += count
                    continue
                }
                let start = position % unitByteCount
                let count = min(unitByteCount - start, range.count - done)
                let place = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[target..<target + count])
                unsafe Self.copy(group[position % Self.groupByteCount / unitByteCount], from: start, to: place)
                done += count
            }
        }
    }

    private static func copy(_ unit: Unit, from start: Int, to place: UnsafeMutableRawBufferPointer) {
        guard let unit else { return unsafe place.fill(with: 0) }
        unsafe unit.withUnsafeBytes { unit in
            unsafe place.copyMemory(from: UnsafeRawBufferPointer(rebasing: unit[start..<start + place.count]))
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func fill(with byte: UInt8) { unsafe _ = initializeMemory(as: UInt8.self, repeating: byte) }
}

extension RawSpan {
    fileprivate var isZero: Bool {
        unsafe withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                if unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) != 0 { return false }
                index += 8
            }
            return unsafe bytes[index...].allSatisfy { $0 == 0 }
        }
    }

    /// A full unit's bytes.
    fileprivate var unit: SparseBytes.Unit { isZero ? nil : unsafe withUnsafeBytes { unsafe [UInt8]($0) } }
}

extension [UInt8] {
    /// These bytes as a span, without a copy.
    var rawSpan: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }
}
