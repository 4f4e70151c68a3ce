internal import Foundation

/// Finds a member that an object has twice: only one of the two would be read, and nobody says which.
enum RepeatedMember {
    private enum Level {
        case object(Set<String>, member: String, isName: Bool)
        case array(index: Int)

        var step: String {
            switch self {
            case .object(_, let member, _): "/" + Form.escaped(member)
            case .array(let index): "/\(index)"
            }
        }
    }

    /// The JSON Pointer of the first there is; nil for none.
    /// - Parameter text: JSON, in UTF-8.
    static func pointer(in text: Data) -> String? {
        let bytes = [UInt8](text)
        var levels: [Level] = []
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"): levels.append(.object([], member: "", isName: true))
            case UInt8(ascii: "["): levels.append(.array(index: 0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","): next(&levels)
            case UInt8(ascii: "\""):
                let start = place
                skipString(bytes, &place)
                if case .object(var names, _, isName: true)? = levels.last {
                    let name = name(bytes[start...min(place, bytes.count - 1)])
                    let isNew = names.insert(name).inserted
                    levels[levels.count - 1] = .object(names, member: name, isName: false)
                    if !isNew { return levels.map(\.step).joined() }
                }
            default: break
            }
            place += 1
        }
        return nil
    }

    private static func next(_ levels: inout [Level]) {
        switch levels.popLast() {
        case .object(let names, let member, _): levels.append(.object(names, member: member, isName: true))
        case .array(let index): levels.append(.array(index: index + 1))
        case nil: return
        }
    }

    /// To the quotation mark at its end.
    private static func skipString(_ bytes: [UInt8], _ place: inout Int) {
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// - Parameter quoted: with its quotation marks.
    private static func name(_ quoted: ArraySlice<UInt8>) -> String {
        let plain = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        guard quoted.contains(UInt8(ascii: "\\")) else { return plain }
        return (try? JSONDecoder().decode(String.self, from: Data(quoted))) ?? plain
    }
}
