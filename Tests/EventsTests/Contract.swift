import Foundation

/// `schemas/events/events.proto`, as far as a test can hold the code to it: what it declares, without the comments.
struct Contract {
    static let file = Repository.file("schemas/events/events.proto")

    /// The lines of each message and enumeration, as `FieldLister` writes them; a oneof's are its message's own.
    var messages: [String: [String]] = [:]
    var enumerations: [String: [String]] = [:]
    var package = ""
    /// From the comments: `name = value`.
    var limits: [String: Int] = [:]
    /// Lines that are none of this.
    var others: [String] = []

    init() throws {
        /// The declarations that are open, the innermost last.
        var open: [(keyword: String, name: String)] = []
        for line in try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { readLimit(parts[1]) }
            let code = parts[0].trimmingCharacters(in: .whitespaces)
            let words = code.split(separator: " ").map(String.init)
            if code.isEmpty { continue }
            if words.last == "{" {
                open.append((words[0], words[1]))
                if words[0] == "message" { messages[words[1]] = [] }
                if words[0] == "enum" { enumerations[words[1]] = [] }
            } else if code == "}" {
                open.removeLast()
            } else {
                add(code, to: open.last { $0.keyword != "oneof" })
            }
        }
    }

    private mutating func add(_ line: String, to declaration: (keyword: String, name: String)?) {
        switch declaration?.keyword {
        case "message": messages[declaration?.name ?? ""]?.append(line)
        case "enum": enumerations[declaration?.name ?? ""]?.append(line)
        default:
            if line.hasPrefix("package ") {
                package = String(line.dropFirst(8).dropLast())
            } else {
                others.append(line)
            }
        }
    }

    private mutating func readLimit(_ comment: Substring) {
        let words = comment.split(separator: " ")
        if words.count > 2, words[1] == "=", let value = Int(words[2]) { limits[String(words[0])] = value }
    }
}

/// Where this repository is.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func file(_ path: String) -> URL { root.appending(path: path) }
}
