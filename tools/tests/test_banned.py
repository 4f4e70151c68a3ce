from checks import banned, package
from checks.architecture import ADAPTERS, DOORS
from tests.work_tree import WorkTreeTest

TARGETS = package.parsed({
    "targets": [
        {"name": name, "type": kind, "dependencies": []}
        for name, kind in [("A", "regular"), ("tool", "executable"), ("ATests", "test")]
    ]
})
LIBRARY, TOOL, TEST = "Sources/A", "Sources/tool", "Tests/ATests"


def check(repository):
    return banned.findings(repository, TARGETS)


class BannedCallsAndWords(WorkTreeTest):
    def test_each_ban_holds_where_it_should_and_nowhere_else(self):
        everywhere = {LIBRARY, TOOL, TEST}
        for code, places in [
            ("let a = Date()", {LIBRARY, TEST}),
            ("let a = ContinuousClock.now", {LIBRARY, TEST}),
            ("let a = UUID()", {LIBRARY, TEST}),
            ("var a = SystemRandomNumberGenerator()", {LIBRARY, TEST}),
            ("let a = Int.random(in: 0..<(2))", {LIBRARY, TEST}),
            ("let a = Int.random(in: 0..<f(2), using: &generator)", set()),
            ("let a = f(b.shuffled(), using: c)", {LIBRARY, TEST}),
            ("let a = Self.random(32, &generator)", set()),
            ("print(1)", {LIBRARY}),
            ("writer.print(1); fingerprint(2)", set()),
            ("struct A { func print(_ a: Int) {}; func b() { print(1) } }", set()),
            ("fatalError()", everywhere),
            ("try! f()", everywhere),
            ("do {} catch where a {}", everywhere),
            ("@testable import A", everywhere),
            ("@_exported import A", everywhere),
            ("try await Task.sleep(for: a)", {TEST}),
            ("usleep(1)", {TEST}),
            ("@Test(.dis" "abled()) func a() {}", {TEST}),
            ("final class FileManager {}", everywhere),
            ("struct TimeUtils {}", everywhere),
            ("struct Metadata {}", set()),
            ("let a = 1 // Date() try! print(", set()),
            ('let a = "Date() try! fatalError("', set()),
            (r'let a = "\(Date())"', {LIBRARY, TEST}),
        ]:
            for folder in [LIBRARY, TOOL, TEST]:
                with self.subTest(f"{code} in {folder}"):
                    self.write(f"{folder}/A.swift", f"\n{code}\n")
                    expected = [f"{folder}/A.swift:2: "] if folder in places else []
                    self.assert_says(check, *expected)
                    (self.root / folder / "A.swift").unlink()

    def test_a_library_among_the_adapters_knows_the_world(self):
        adapter = next(iter(ADAPTERS))
        targets = package.parsed({"targets": [{"name": adapter, "type": "regular", "dependencies": []}]})
        self.write(f"Sources/{adapter}/A.swift", "print(Date())")
        self.assert_says(lambda repository: banned.findings(repository, targets))

    def test_the_world_comes_in_by_its_doors(self):
        door = next(iter(DOORS))
        self.write(door, "var a = SystemRandomNumberGenerator()\nfatalError()\n")
        self.assert_says(check, f"{door}:2: 'fatalError('")

    def test_a_promise_to_the_compiler_needs_its_proof_in_a_plain_comment_near_by(self):
        promise = "final class A: @unchecked Sendable {\n"
        for rest, proved in [
            ("    // Sendable: nothing changes after init.\n", True),
            ("    let a = 1\n    // Sendable: nothing changes after init.\n", True),
            ("    /// What a is.\n    let a = 1\n", False),
            ("    let a = 1\n    let b = 1\n    // Too late.\n", False),
        ]:
            with self.subTest(rest):
                self.write("Sources/A/A.swift", promise + rest + "}\n")
                self.assert_says(check, *([] if proved else ["Sources/A/A.swift:1: '@unchecked Sendable'"]))

    def test_no_text_file_says_that_something_is_left_undone(self):
        for path in ["README.md", "tools/a.py", "Sources/A/A.swift"]:
            self.write(path, "one\n// TO" "DO: two\n")
        self.assert_says(check, "README.md:2: ", "Sources/A/A.swift:2: ", "tools/a.py:2: ")
