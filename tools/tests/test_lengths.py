from checks import lengths
from checks.repository import Repository
from tests.work_tree import WorkTreeTest


def function(lines: int, head: str = "func long()") -> str:
    return f"{head} {{\n" + "    work()\n" * (lines - 2) + "}\n"


class Lengths(WorkTreeTest):
    def test_a_file_of_500_lines_is_fine_and_one_of_501_is_not(self):
        self.write("Sources/A/A.swift", "let a = 1\n" * 500)
        self.write("Sources/A/B.swift", "let a = 1\n" * 501)
        self.assert_says(lengths.check, "Sources/A/B.swift:501: 501 lines are more than 500")

    def test_a_script_of_bash_has_50_lines(self):
        self.write("tools/short", "#!/usr/bin/env bash\n" + "true\n" * 49)
        self.write("tools/long", "#!/usr/bin/env bash\n" + "true\n" * 50)
        self.assert_says(lengths.check, "tools/long:51: 51 lines are more than 50")

    def test_a_line_has_120_columns_counted_in_characters(self):
        self.write("Sources/A/A.swift", "// " + "单" * 117 + "\n// " + "x" * 118 + "\n")
        self.assert_says(lengths.check, "Sources/A/A.swift:2: 121 columns")

    def test_a_function_of_61_lines_is_warned_of_and_one_of_60_is_not(self):
        for head in [
            "func long()", "init?(a: Int)", "subscript(i: Int) -> Int", "static func == (a: Int, b: Int) -> Bool",
            "func long(a: () -> Void = { 1 }) throws(E)\n    -> [Int]\n    where A: B", "deinit",
        ]:
            with self.subTest(head):
                self.write("Sources/A/A.swift", function(60 - head.count("\n"), head))
                self.assert_says(lengths.check)
                self.write("Sources/A/A.swift", function(61 - head.count("\n"), head))
                self.assert_says(lengths.check, "Sources/A/A.swift:1: warning: ")

    def test_a_reason_allows_a_long_function(self):
        self.write("Sources/A/A.swift", "// reason: one table of cases, read from top to bottom\n" + function(80))
        self.assert_says(lengths.check)

    def test_a_requirement_of_a_protocol_has_no_body(self):
        body = "".join(f"    func call{number}(\n        _ a: Int\n    ) -> Int\n" for number in range(40))
        self.write("Sources/A/A.swift", f"protocol P {{\n    init(a: Int)\n{body}}}\nstruct S {{\n" + "\n" * 70 + "}\n")
        self.assert_says(lengths.check)

    def test_braces_in_literals_do_not_count(self):
        self.write("Sources/A/A.swift", 'func a() { b("{") }\n' + "let c = 1\n" * 100)
        self.assert_says(lengths.check)

    def test_a_long_function_in_python_is_warned_of(self):
        self.write("tools/a.py", "def long():\n" + "    pass\n" * 60)
        self.assert_says(lengths.check, "tools/a.py:1: warning: long has 61 lines")

    def test_the_median_is_that_of_the_swift_files(self):
        for name, count in [("A", 1), ("B", 2), ("C", 30)]:
            self.write(f"Sources/A/{name}.swift", "let a = 1\n" * count)
        self.assertEqual(lengths.median_lines(Repository(self.root)), (3, 2))
