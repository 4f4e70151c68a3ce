internal import Bytes
internal import CommitLog
internal import Merkle
internal import Storage

/// The format as this code has it, in the terms of `schemas/log/format.json`: a test compares the two, so that
/// neither changes alone.
package enum FormatContract {
    package static let limits: [String: UInt64] = [
        "segmentBytesMax": UInt64(Limits.segmentBytesMax),
        "sealedFileBytesMax": UInt64(Limits.sealedFileBytesMax),
        "sealedSegmentsMax": UInt64(Limits.sealedSegmentsMax),
        "dataKeysMax": UInt64(Limits.dataKeysMax),
        "frameAlignment": UInt64(Limits.frameAlignment),
        "frameRawBytesMax": UInt64(Limits.frameRawBytesMax),
        "expansionMax": UInt64(LZ4.expansionMax),
        "tagBytes": UInt64(FrameCipher.tagBytes),
        "recordBytesMin": UInt64(RecordLimits.encodedBytesMin),
        "recordLengthMax": UInt64(RecordLimits.encodedBytesMax),
        "recordBodyBytesMax": UInt64(RecordLimits.bodyBytesMax),
        "recordTypeMax": UInt64(UInt32.max),
        "subjectsMax": UInt64(RecordLimits.subjectsMax),
        "sequenceMax": UInt64(Int64.max),
        "segmentRecordsMax": Limits.segmentRecordsMax,
        "blockLeaves": LeafBlock.leafCount,
        "blockRootsMax": UInt64(Limits.footerBytesMax / NodeHash.byteCount),
        "indexEveryBytes": UInt64(Limits.indexEveryBytes),
        "filterHashCount": UInt64(Limits.filterHashCount),
        "filterBitsPerSubject": UInt64(Limits.filterBitsPerSubject),
        "filterSubjectsMax": UInt64(Limits.filterSubjectsMax),
    ]

    /// Numbers that stand for something, by group.
    package static let codes: [String: [String: UInt64]] = [
        "versions": [
            "segmentHeader": UInt64(SegmentHeader.version), "manifest": UInt64(Manifest.version),
            "keyring": UInt64(Keyring.version),
        ],
        "kinds": [
            "records": UInt64(FrameHeader.Kind.records.rawValue), "mark": UInt64(FrameHeader.Kind.mark.rawValue),
            "footer": UInt64(FrameHeader.Kind.footer.rawValue),
        ],
        "codecs": [
            "none": UInt64(FrameHeader.Codec.none.rawValue), "lz4": UInt64(FrameHeader.Codec.lz4.rawValue),
        ],
        "ciphers": [
            "none": UInt64(FrameHeader.Cipher.none.rawValue),
            "aes256GCM": UInt64(FrameHeader.Cipher.aes256GCM.rawValue),
        ],
        "recordTypes": ["lost": UInt64(RecordType.lost)],
        "nonceStreams": [
            "append": UInt64(FrameCipher.Stream.append.rawValue),
            "maintenance": UInt64(FrameCipher.Stream.maintenance.rawValue),
        ],
    ]

    /// The required features that this code knows, each as the bits it sets.
    package static let requiredFeatures: [String: UInt64] = [
        "encryption": Features.encryption.rawValue, "noEvidence": Features.noEvidence.rawValue,
    ]
    package static let knownFeatures = Features.known.rawValue

    package static let names: [String: String] = [
        "manifest": Manifest.fileName, "keyring": Keyring.fileName, "lock": LogDirectory.lockName,
        "position": Position.fileName, "torn": LogDirectory.tornName, "keys": LogDirectory.keysName,
        "segmentSuffix": SegmentName.suffix, "temporarySuffix": FileNames.temporarySuffix,
    ]

    package static let masterKeyContext = MasterKey.context
    /// The bytes of a frame's header that encryption authenticates.
    package static let authenticated = FrameHeader.authenticated

    package static func segmentFileName(number: UInt32, generation: UInt32) -> String {
        SegmentName(number: number, generation: generation).fileName
    }

    /// The recovery table, a row a case: letter, header, footer, records, rest, successor, verdict; nil for any.
    package static var recoveryCases: [[String?]] {
        RecoveryCase.table.map { row in
            [
                String(row.letter), row.header.map { "\($0)" }, row.hasFooter.map { "\($0)" },
                row.hasFrames.map { "\($0)" }, row.rest.map { "\($0)" }, row.successor.map { "\($0)" },
                row.verdict.word,
            ]
        }
    }
}

extension RecoveryVerdict {
    fileprivate var word: String {
        switch self {
        case .ready: "ready"
        case .tail: "tail"
        case .complete: "complete"
        case .list: "list"
        case .repair(let then): "repair, \(then)"
        case .discard: "discard"
        case .refuse: "refuse"
        }
    }
}
