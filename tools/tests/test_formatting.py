from checks import formatting
from tests.work_tree import WorkTreeTest


class Formatting(WorkTreeTest):
    def test_swift_is_held_to_the_configuration(self):
        self.write(".swift-format", '{"version": 1, "indentation": {"spaces": 4}, "lineLength": 120}')
        self.write("Sources/A/Good.swift", "func a() {\n    b()\n}\n")
        self.write("Sources/A/Bad.swift", "func a() {\n  b();\n}\n")
        said = self.said(formatting.check)
        self.assertTrue(said and all(line.startswith("Sources/A/Bad.swift:2: [") for line in said), said)

    def test_white_space_is_told_of_once_a_file(self):
        self.write(".swift-format", '{"version": 1, "indentation": {"spaces": 4}}')
        self.write("Sources/A/Bad.swift", "func a() {\n  b()\n  c()\n  d()\n}\n")
        self.assert_says(formatting.check, "Sources/A/Bad.swift:2: [Indentation]")

    def test_a_linter_that_cannot_work_is_a_finding(self):
        self.write(".swift-format", "{ no JSON")
        self.write("Sources/A/Good.swift", "let a = 1\n")
        self.assert_says(formatting.check, ".swift-format:1: swift format lint failed")

    def test_scripts_parse(self):
        self.write("tools/good", "#!/usr/bin/env python3\nvalue = 1\n")
        self.write("tools/bad.py", "\nvalue = = 1\n")
        self.write("tools/worse", "#!/usr/bin/env bash\nif true\n")
        self.assert_says(formatting.check, "tools/bad.py:2: is not Python", "tools/worse:1: is not bash")
