import Policies
import PolicyFiles
import Testing

/// A change to the shipped profile, and where a fault should be told: at the marks `§`, which are taken out.
struct Alteration: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var notice = Self.surveyNotice
    /// Path and beginning of the English text of each fault, in their order.
    var faults: [(path: String, text: String)]

    init(_ old: String, _ new: String, _ faults: (path: String, text: String)...) {
        (self.old, self.new, self.faults) = (old, new, faults)
    }

    /// With another line, or none, where the profile tells customers of a survey.
    init(_ old: String, _ new: String, notice: String, _ faults: (path: String, text: String)...) {
        (self.old, self.new, self.notice, self.faults) = (old, new, notice, faults)
    }

    static let surveyNotice = "  - {on: [surveyed], tell: [customer], template: survey}\n"

    var testDescription: String { "\(old) → \(new)" }

    static let profile = String(decoding: PolicyFiles.source(ofProfile: "smart-dispatch") ?? [], as: UTF8.self)

    /// The changed file and the places of the marks.
    func made() throws -> (source: [UInt8], marks: [PolicyNode.Position]) {
        let place = try #require(Self.profile.firstRange(of: old), "the profile does not say \(old)")
        let changed = Self.profile.replacingCharacters(in: place, with: new)
        return Self.unmarked(changed.replacing(Self.surveyNotice, with: notice))
    }

    static func unmarked(_ text: String) -> (source: [UInt8], marks: [PolicyNode.Position]) {
        var position = PolicyNode.Position.start
        var marks: [PolicyNode.Position] = []
        var rest = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "§" {
                marks.append(position)
                continue
            }
            rest.append(scalar)
            position.column += 1
            if scalar == "\n" { position = PolicyNode.Position(line: position.line + 1, column: 1) }
        }
        return (Array(String(rest).utf8), marks)
    }

    /// What is told of a file; nothing where it is a policy.
    static func faults(_ source: [UInt8], isZone: ((String) -> Bool)? = nil) -> [PolicyFault] {
        do throws(PolicyRefusal) {
            _ = try PolicyFiles.read(source, isZone: isZone)
            return []
        } catch { return error.faults }
    }
}

extension String {
    func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
