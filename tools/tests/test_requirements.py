from checks import requirements
from tests.work_tree import WorkTreeTest


class Requirements(WorkTreeTest):
    def test_every_row_names_a_test_that_exists(self):
        self.write(
            "Tests/ATests/OneTests.swift", '@Test("does it")\nfunc a() {}\n@Test(\n    "does more", arguments: [1])')
        self.write("Tests/Requirements.md", "\n".join([
            "| number | what | shown by |", "|---|---|---|",
            "| IN-1 | it | `ATests/OneTests` does it |",
            "| IN-2 | more | `ATests/OneTests` does more |",
            "| IN-3 | less | `ATests/OneTests` does less |",
            "| IN-4 | other | `ATests/TwoTests` does it |",
            "| IN-5 | nothing |",
        ]))
        self.assert_says(
            requirements.check, "Tests/Requirements.md:5: names a test that Tests/ATests/OneTests.swift does not have",
            "Tests/Requirements.md:6: names a test in Tests/ATests/TwoTests.swift, which is not there",
            "Tests/Requirements.md:7: is no row")

    def test_there_may_be_no_table(self):
        self.assert_says(requirements.check)
