from checks import dead
from tests.work_tree import WorkTreeTest


class DeadFiles(WorkTreeTest):
    def test_an_empty_file_says_nothing_and_so_do_comments_alone_in_swift(self):
        self.write("Tests/A/empty.txt", "")
        self.write("Sources/A/A.swift", "// nothing yet\n")
        self.write("Tests/A/__init__.py", "")
        self.assert_says(dead.check, "Sources/A/A.swift:1: says nothing", "Tests/A/empty.txt:1: says nothing")

    def test_a_tool_is_alive_when_another_file_names_it(self):
        self.write("README.md", "Run `tools/run`.")
        self.write("tools/run", "#!/usr/bin/env bash\ncat tools/words.txt\n")
        self.write("tools/words.txt", "words")
        self.write("tools/lost", "#!/usr/bin/env bash\n# tools/lost names itself\n")
        self.assert_says(dead.check, "tools/lost:1: no README")

    def test_a_python_module_is_alive_when_it_is_imported(self):
        self.write("README.md", "`tools/check`, and a word like lost")
        self.write("tools/check", "#!/usr/bin/env python3\nfrom parts import used\nimport parts.deep.other\n")
        for name in ["used", "deep/other", "lost"]:
            self.write(f"tools/parts/{name}.py", "value = 1\n")
        self.write("tools/tests/test_used.py", "value = 1\n")
        self.assert_says(dead.check, "tools/parts/lost.py:1: no README")

    def test_a_folder_of_examples_is_named_as_a_whole(self):
        self.write("Tests/A/A.swift", 'let golden = "schemas/log/golden"')
        self.write("schemas/log/golden/one.log", "1")
        self.write("schemas/log/lost.json", "{}")
        self.assert_says(dead.check, "schemas/log/lost.json:1: no README")


class DeadSwift(WorkTreeTest):
    def assert_dead(self, *names: str) -> None:
        self.assert_says(dead.check, *(f"Sources/A/A.swift:1: no other file names {n}" for n in names))

    def test_a_file_is_dead_when_no_other_names_any_of_its_declarations(self):
        self.write("Sources/A/A.swift", "struct Lost { var used = 1 }\nfunc lose() {}\n")
        self.write("Sources/A/B.swift", "@main struct B { func used() {} } // Lost, lose\n")
        self.assert_dead("what this one declares (Lost, lose)")

    def test_one_name_in_a_source_or_a_test_keeps_the_file(self):
        self.write("Sources/A/A.swift", "struct Lost {}\nfunc found() {}\n")
        self.write("Tests/ATests/T.swift", "let a = found()")
        self.assert_dead()

    def test_members_of_an_extension_are_names_and_nested_ones_are_not(self):
        self.write("Sources/A/A.swift", "extension [Int] {\n    func lost() { let found = 1 }\n}\n")
        self.write("Sources/A/B.swift", "@main struct B { let found = 1 }")
        self.assert_dead("what this one declares (lost)")

    def test_what_is_used_without_its_name_is_alive(self):
        for source in [
            "@main struct Lost {}", "extension Int: Lost {}", "extension Int { init(lost: Int) {} }",
            "extension Int { subscript(lost: Int) -> Int { 1 } }", "func <+> (a: Int, b: Int) -> Int { 1 }",
        ]:
            with self.subTest(source):
                self.write("Sources/A/A.swift", source)
                self.assert_dead()
