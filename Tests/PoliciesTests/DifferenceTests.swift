import JSONText
import Policies
import Testing

@Suite("What is otherwise in one policy than in another")
struct DifferenceTests {
    private static func node(_ text: String) throws -> PolicyNode {
        try #require(PolicyNode(canonical: Array(text.utf8)), "\(text)")
    }

    private static func text(_ content: PolicyNode.Content?) -> String {
        content.map { PolicyNode($0, at: .start).json.text } ?? "-"
    }

    @Test(
        "is told with its path, as it was and as it is",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, [String]()), (#"{"a":1}"#, #"{"a":2}"#, ["/a 1 2"]),
            (#"{"a":1}"#, #"{}"#, ["/a 1 -"]), (#"{}"#, #"{"a":{"b":[1]}}"#, [#"/a - {"b":[1]}"#]),
            (#"{"a":"90m"}"#, #"{"a":"1h30m"}"#, []), (#"{"a":"90m"}"#, #"{"a":"1h"}"#, [#"/a "90m" "1h""#]),
            (#"{"a":1}"#, #"{"a":"1"}"#, [#"/a 1 "1""#]),
            (#"[{"code":"x","n":1},{"code":"y"}]"#, #"[{"code":"x","n":2},{"code":"y"}]"#, ["/x/n 1 2"]),
            (#"[{"code":"x"},{"code":"y"}]"#, #"[{"code":"y"},{"code":"x"}]"#, [#" ["x","y"] ["y","x"]"#]),
            (#"[{"code":"x"}]"#, #"[{"code":"z"},{"code":"x"}]"#, [#"/z - {"code":"z"}"#]),
            (#"{"words":["a","b"]}"#, #"{"words":["b","c","a"]}"#, [#"/words - "c""#]),
            (#"{"words":["a","b"]}"#, #"{"words":["b","a"]}"#, []),
            (#"{"conjunctions":["a","b"]}"#, #"{"conjunctions":["b","a"]}"#, []),
            (#"[{"code":"x"}]"#, #"[{"code":"x","negatable":false}]"#, ["/x/negatable - false"]),
            (#"{"sms":["a","b"]}"#, #"{"sms":["b","a"]}"#, [#"/sms ["a","b"] ["b","a"]"#]),
            (#"[{"n":1},{"n":2}]"#, #"[{"n":1},{"n":3},{"n":4}]"#, ["/1/n 2 3", #"/2 - {"n":4}"#]),
            (#"{"a/b":{"c~d":1}}"#, #"{"a/b":{"c~d":2}}"#, ["/a~1b/c~0d 1 2"]),
        ])
    func told(_ before: String, _ after: String, _ expected: [String]) throws {
        let differences = PolicyDifference.between(try Self.node(before), try Self.node(after))
        #expect(differences.map { "\($0.path) \(Self.text($0.before)) \(Self.text($0.after))" } == expected)
    }
}
