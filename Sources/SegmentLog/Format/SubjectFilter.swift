package import Bytes

/// A Bloom filter (Bloom 1970) of the subjects of a segment's records: says "certainly not here" or "perhaps".
///
/// With 10 bits a subject and 7 hashes, one subject in 120 that is not there looks as if it were. The bit numbers
/// of a subject s are (a + i·b) mod m for i = 0 to 6, in 64-bit wrapping arithmetic, where m is the number of
/// bits, a = mix(s), b = mix(a) | 1, and mix is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
///
/// ```
///  0  1  hash count       7
///  1  4  word count       m = 64 × words; 0 means that no record has a subject
///  5  8 each              words, bit n in word n / 64 at n mod 64
/// ```
package struct SubjectFilter: Hashable, Sendable {
    private var words: [UInt64]

    /// The filter of a set of subjects. Past ``Limits/filterSubjectsMax`` it loses accuracy, never correctness.
    package init(_ subjects: Set<UInt64>) {
        let bits = min(subjects.count, Limits.filterSubjectsMax) * Limits.filterBitsPerSubject
        words = [UInt64](repeating: 0, count: (bits + 63) / 64)
        for subject in subjects {
            forEachBit(of: subject) { word, mask in
                words[word] |= mask
                return true
            }
        }
    }

    package func mayContain(_ subject: UInt64) -> Bool {
        var all = !words.isEmpty
        if all {
            forEachBit(of: subject) { word, mask in
                all = words[word] & mask != 0
                return all
            }
        }
        return all
    }

    private func forEachBit(of subject: UInt64, _ body: (Int, UInt64) -> Bool) {
        let first = Self.mix(subject)
        let step = Self.mix(first) | 1
        var hash = first
        for _ in 0..<Limits.filterHashCount {
            let bit = Int(hash % UInt64(words.count * 64))
            guard body(bit / 64, 1 << UInt64(bit % 64)) else { return }
            hash &+= step
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(Limits.filterHashCount))
        bytes.append(littleEndian: UInt32(words.count))
        for word in words { bytes.append(littleEndian: word) }
    }

    package init(decoding reader: inout ByteReader) throws(FormatError) {
        guard let hashes = reader.uint8(), Int(hashes) == Limits.filterHashCount, let count = reader.uint32(),
            Int(count) * 8 <= reader.remaining
        else { throw .field("subject filter") }
        words = []
        words.reserveCapacity(Int(count))
        for _ in 0..<count { words.append(reader.uint64() ?? 0) }
    }
}
