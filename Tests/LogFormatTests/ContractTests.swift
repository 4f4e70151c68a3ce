import Bytes
import Foundation
import SegmentLog
import Storage
import Testing

/// The contract in `schemas/log/format.json` and the code say the same.
@Suite struct ContractTests {
    let contract: Contract

    init() throws { contract = try Contract.load() }

    @Test("Limits, codes, versions and names are those of the code")
    func constants() throws {
        #expect(contract.limits.mapValues(\.value) == FormatContract.limits)
        let codes = [
            "versions": contract.versions, "kinds": contract.kinds, "codecs": contract.codecs,
            "ciphers": contract.ciphers, "nonceStreams": contract.nonceStreams, "recordTypes": contract.recordTypes,
        ]
        #expect(codes == FormatContract.codes)
        #expect(contract.masterKeyContext == FormatContract.masterKeyContext)
        let frame = try #require(contract.structures["frameHeader"]?.authenticated)
        #expect(frame[0]..<frame[1] == FormatContract.authenticated)
        var names = contract.names.mapValues(\.text)
        let digits = Int(names.removeValue(forKey: "segmentNumberDigits") ?? "") ?? 0
        #expect(names == FormatContract.names)
        let padded = String(repeating: "0", count: digits - 2) + "42"
        #expect(
            FormatContract.segmentFileName(number: 42, generation: 7)
                == "\(padded)-7\(names["segmentSuffix"] ?? "")")
    }

    @Test("The required features are those that the code knows, and no optional one exists")
    func features() {
        let bits = contract.features.required.mapValues { UInt64(1) << UInt64($0.bit) }
        #expect(bits == FormatContract.requiredFeatures)
        #expect(bits.values.reduce(0, |) == FormatContract.knownFeatures)
        #expect(contract.features.optional.isEmpty)
    }

    @Test("The recovery table is that of the code")
    func recovery() {
        let rows = contract.recovery.cases.map { row in row.map(\.word) }
        #expect(rows == FormatContract.recoveryCases)
        #expect(rows.allSatisfy { $0.count == contract.recovery.columns.count })
    }

    @Test("Every structure of the contract but the hash has an example")
    func coverage() {
        let examples = FormatContract.examples.map(\.structure) + ["position", "hash"]
        #expect(Set(examples) == Set(contract.structures.keys))
    }

    @Test("An encoded example has every field where the contract says", arguments: FormatContract.examples.indices)
    func examples(_ index: Int) throws {
        let example = FormatContract.examples[index]
        try check(example.bytes, fields: example.fields, against: example.structure)
    }

    @Test("A published position has every field where the contract says")
    func position() throws {
        let folder = try Folder()
        let size = try #require(contract.structures["position"]?.size)
        let page = try World(seed: 1).environment.fileSystem.mapShared(folder.path("position"), byteCount: size)
        FormatContract.publishPosition(on: page)
        page.unmap()
        let bytes = [UInt8](try Data(contentsOf: folder.url("position")))
        try check(bytes, fields: FormatContract.positionFields, against: "position")
    }

    /// Walks the contract's fields along `bytes`: they tile the structure, and each holds the example's value.
    private func check(
        _ bytes: [UInt8], fields: [(name: String, value: FormatContract.Example.Value)], against name: String
    ) throws {
        let structure = try #require(contract.structures[name])
        #expect(structure.fields.map(\.name) == fields.map(\.name))
        if let magic = structure.magic { #expect(bytes.starts(with: magic.utf8)) }
        var offset = 0
        for (field, (_, value)) in zip(structure.fields, fields) {
            if let stated = field.offset { #expect(stated == offset, "\(name).\(field.name)") }
            let expected = try encoded(value, field, of: structure, bytes)
            if let size = field.size { #expect(expected.count == size, "\(name).\(field.name)") }
            let end = offset + expected.count
            try #require(end <= bytes.count, "\(name).\(field.name)")
            #expect(Array(bytes[offset..<end]) == expected, "\(name).\(field.name)")
            offset = end
        }
        #expect(offset == bytes.count)
        if let size = structure.size { #expect(bytes.count == size) }
    }

    private func encoded(
        _ value: FormatContract.Example.Value, _ field: Contract.Field, of structure: Contract.Structure,
        _ bytes: [UInt8]
    ) throws -> [UInt8] {
        switch value {
        case .bytes(let bytes): return bytes
        case .number(let number):
            let width = ["u8": 1, "u32": 4, "u64": 8, "i64": 8][field.type]
            return (0..<(try #require(width))).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
        case .checksum:
            let checksum = try #require(structure.checksum)
            #expect(checksum.field == field.name)
            let first = try #require(checksum.covers[0])
            var sum: [UInt8] = []
            sum.append(littleEndian: bytes.bytes.extracting(first..<(checksum.covers[1] ?? bytes.count)).crc32c)
            return sum
        }
    }
}
