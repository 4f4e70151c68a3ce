// Tamper evidence for a log: an RFC 6962 Merkle tree over its records, signed statements of the tree's size and
// root, and proofs that anyone can check with the public key alone.
//
// What it proves. A checkpoint fixes every record before it: to change, drop, insert or reorder one of them and
// keep the root is to find a collision of SHA-256. An inclusion proof shows that a record is at its place in the
// log of a checkpoint; a consistency proof shows that the log of a newer checkpoint begins with the whole log of
// an older one. Both need the checkpoints, the public key and a few dozen hashes; neither needs the log.
//
// What it does not prove. A key kept beside the log proves nothing against whoever holds both: they can write
// another history and sign it. Only a checkpoint that had left their reach before, in a mailbox, on paper, with a
// witness, holds them to what they said then, and only for the records before it. Nor is a record true because
// it is in the log, and nothing shows that two people were given checkpoints of the same log until they compare.
//
// Sources: RFC 6962 section 2.1 (hashes, paths), RFC 9162 sections 2.1.3.2 and 2.1.4.2 (verification), and of
// C2SP signed-note (notes and keys), tlog-checkpoint (their text) and tlog-proof (inclusion proofs as text).
//
// This module computes. It opens no file, reads no clock and draws no random number.

/// The position of a leaf in the tree, from 0. (The record with sequence number `n` is the leaf `n - 1`.)
public struct LeafIndex: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    public let rawValue: UInt64

    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    public init(integerLiteral value: UInt64) { rawValue = value }

    public static func < (left: LeafIndex, right: LeafIndex) -> Bool { left.rawValue < right.rawValue }
    public var description: String { "\(rawValue)" }
}

/// How many leaves a tree has.
public struct TreeSize: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    public let rawValue: UInt64

    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    public init(integerLiteral value: UInt64) { rawValue = value }

    public static func < (left: TreeSize, right: TreeSize) -> Bool { left.rawValue < right.rawValue }
    public var description: String { "\(rawValue)" }
}
