import Policies
import PolicyFiles
import Testing

@Suite("One mistake in a policy file")
struct OneMistakeTests {
    @Test("is told of once, at its place, whatever else hangs on what is wrong")
    func wrongKinds() throws {
        let node = try PolicyFiles.node(Array(Alteration.profile.utf8))
        var count = 0
        Self.wrong(node, path: "") { wrong, path in
            count += 1
            do throws(PolicyRefusal) {
                _ = try Policy(reading: wrong)
                Issue.record("\(path) may be anything")
            } catch { #expect(error.faults.map(\.path) == [path], "\(error.faults)") }
        }
        #expect(count > 500)
    }

    /// Each value of the file in turn as another kind of value. Of a list of words the first will do.
    private static func wrong(_ node: PolicyNode, path: String, _ visit: (PolicyNode, String) -> Void) {
        var wrong = node
        switch node.content {
        case .mapping(let members):
            for (index, member) in members.enumerated() {
                Self.wrong(member.value, path: "\(path)/\(member.name)") { value, path in
                    var members = members
                    members[index].value = value
                    wrong.content = .mapping(members)
                    visit(wrong, path)
                }
            }
        case .sequence(let elements):
            for (index, element) in elements.enumerated() where index == 0 || element.isMapping {
                Self.wrong(element, path: "\(path)/\(index)") { value, path in
                    var elements = elements
                    elements[index] = value
                    wrong.content = .sequence(elements)
                    visit(wrong, path)
                }
            }
        case .text, .number, .bool, .empty:
            wrong.content = .sequence([])
            return visit(wrong, path)
        }
        wrong.content = .bool(true)
        visit(wrong, path)
    }
}

extension PolicyNode {
    fileprivate var isMapping: Bool {
        if case .mapping = content { return true }
        return false
    }
}
