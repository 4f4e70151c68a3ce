import Foundation

/// `schemas/log/format.json`, as far as a test can hold the code to it.
struct Contract: Decodable {
    struct Field: Decodable {
        var name: String
        var type: String
        var offset: Int?
        var size: Int?
        var of: String?
        var count: String?
        var meaning: String
    }

    struct Checksum: Decodable {
        var field: String
        var covers: [Int?]
    }

    struct Structure: Decodable {
        var meaning: String
        var size: Int?
        var magic: String?
        var checksum: Checksum?
        var authenticated: [Int]?
        var fields: [Field]
    }

    struct Limit: Decodable {
        var value: UInt64
        var meaning: String
    }
    struct Feature: Decodable { var bit: Int }

    struct Features: Decodable {
        var required: [String: Feature]
        var optional: [String: Feature]
    }

    /// A cell of the recovery table: a word, a yes or no, or null for anything; read as words.
    struct Cell: Decodable {
        var word: String?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                word = nil
            } else if let truth = try? value.decode(Bool.self) {
                word = "\(truth)"
            } else {
                word = try value.decode(String.self)
            }
        }
    }

    struct Recovery: Decodable {
        var columns: [String]
        var cases: [[Cell]]
    }

    /// A name, or a number among names.
    struct Name: Decodable, Equatable {
        var text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int.self) {
                text = "\(number)"
            } else {
                text = try value.decode(String.self)
            }
        }
    }

    var versions: [String: UInt64]
    var names: [String: Name]
    var features: Features
    var kinds: [String: UInt64]
    var codecs: [String: UInt64]
    var ciphers: [String: UInt64]
    var frameFlags: [String: Int]
    var nonceStreams: [String: UInt64]
    var recordTypes: [String: UInt64]
    var limits: [String: Limit]
    var structures: [String: Structure]
    var masterKeyContext: String
    var recovery: Recovery

    static func load() throws -> Contract {
        try JSONDecoder().decode(Contract.self, from: Data(contentsOf: Repository.file("schemas/log/format.json")))
    }
}

/// Where this repository is.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func file(_ path: String) -> URL { root.appending(path: path) }
}
