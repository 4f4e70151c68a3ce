import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

from testing import suite, swift_tests
from testing.tally import Tally

REPORT = """<testsuites><testsuite name="TestResults" tests="3" failures="1">
  <testcase classname="A" name="one()"/>
  <testcase classname="A" name="two()"><failure message="1 == 2"/></testcase>
  <testcase classname="A" name="three()"><skipped>no data</skipped></testcase>
</testsuite></testsuites>"""


class Tallies(unittest.TestCase):
    def test_tallies_add_up_and_speak_of_skips_only_when_there_are_some(self):
        self.assertEqual(str(Tally(1, 2) + Tally(3, 0)), "4 passed, 2 failed")
        self.assertEqual(str(Tally(1, 0, 1)), "1 passed, 0 failed, 1 skipped")


class SwiftRuns(unittest.TestCase):
    def judged(self, status: int, tally: Tally) -> tuple[Tally, str]:
        with redirect_stdout(StringIO()) as said:
            return swift_tests.judged(status, tally), said.getvalue()

    def test_the_report_is_counted_case_by_case(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "swift.xml").write_text(REPORT)
            self.assertEqual(swift_tests.counted(Path(folder)), Tally(1, 1, 1))

    def test_a_report_that_breaks_off_is_a_failure(self):
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()) as said:
            Path(folder, "swift.xml").write_text(REPORT[:-40])
            self.assertEqual(swift_tests.counted(Path(folder)), Tally(failed=1))
        self.assertIn("swift.xml breaks off", said.getvalue())

    def test_bytes_that_a_failed_test_printed_do_not_break_a_report(self):
        with tempfile.TemporaryDirectory() as folder:
            broken = REPORT.replace("<failure", "\x00\x1b\x05<failure").encode() + b"<!-- \xff -->"
            Path(folder, "swift.xml").write_bytes(broken)
            self.assertEqual(swift_tests.counted(Path(folder)), Tally(1, 1, 1))

    def test_tests_that_begin_and_do_not_end_are_known(self):
        running = Counter()
        lines = [
            '◇ Test "a (b)" started.', "◇ Test c(_:d:) started.", "◇ Test e() started.", '◇ Test "hangs" started.',
            '✔ Test "a (b)" with 3 test cases passed after 0.1 seconds.', '✘ Test e() recorded an issue at A.swift:1:1',
            "✘ Test c(_:d:) failed after 0.2 seconds with 1 issue.",
        ]
        self.assertEqual(list(swift_tests.followed(iter(lines), running)), lines)
        self.assertEqual(set(+running), {"e()", '"hangs"'})

    def test_a_run_that_ends_badly_fails_though_no_case_did(self):
        self.assertEqual(self.judged(0, Tally(5)), (Tally(5), ""))
        self.assertEqual(self.judged(1, Tally(4, 1)), (Tally(4, 1), ""))
        for status, tally, why in [
            (1, Tally(5), "did not run to their end"), (134, Tally(), "exited with 134"),
            (124, Tally(5), "did not end within"), (0, Tally(), "No Swift test matched"),
        ]:
            with self.subTest(why):
                found, said = self.judged(status, tally)
                self.assertEqual(found, tally + Tally(failed=1))
                self.assertIn(why, said)

    def test_failures_and_errors_of_the_compiler_are_shown_and_success_is_not(self):
        lines = [
            "Fetching a package", "Computed it at 1.2.3", "Building for production...", "[1/9] Compiling A A.swift",
            "A.swift:1:1: error: no such thing",
            "◇ Test case passing a", "b to one() started.",
            "✔ Test one() passed.", "✘ Test two() recorded an issue", "↳ seed 42",
            "✔ Test run with 1 test passed.",
            "✘ Test run with 2 tests failed.",
        ]
        self.assertEqual(
            list(swift_tests.told(iter(lines))),
            ["A.swift:1:1: error: no such thing", "✘ Test two() recorded an issue", "↳ seed 42",
             "✘ Test run with 2 tests failed."])


class PythonRuns(unittest.TestCase):
    def test_a_run_is_counted_test_by_test(self):
        with tempfile.TemporaryDirectory() as folder:
            tests = Path(folder, "tools", "tests")
            tests.mkdir(parents=True)
            (tests / "test_a.py").write_text(
                "import unittest\nclass A(unittest.TestCase):\n"
                "    def test_good(self): pass\n"
                "    def test_bad(self): self.fail()\n"
                "    def test_broken(self): undefined\n"
                "    @unittest.skip('no data')\n    def test_left_out(self): pass\n")
            (tests / "__init__.py").touch()
            program = "import pathlib, sys, testing.python_tests as t; print(t.run(pathlib.Path(sys.argv[1])))"
            tools = Path(__file__).parent.parent
            said = subprocess.run([sys.executable, "-c", program, folder], cwd=tools, capture_output=True, text=True)
            self.assertEqual(said.stdout.splitlines()[-1], "1 passed, 2 failed, 1 skipped", said.stderr)
            self.assertIn("skipped: tests.test_a.A.test_left_out: no data", said.stdout.splitlines())


class TheWholeRun(unittest.TestCase):
    def run_with(self, *arguments: str, swift: Tally = Tally(2)) -> tuple[int, list[list[str]], list[str]]:
        """Exit status, the arguments of each run of the Swift tests, and the lines printed."""
        asked: list[list[str]] = []
        with redirect_stdout(StringIO()) as said, \
                mock.patch.object(suite, "checked", return_value=Tally(6)), \
                mock.patch.object(suite.python_tests, "run", return_value=Tally(3)), \
                mock.patch.object(suite.swift_tests, "run", side_effect=lambda _, a: asked.append(a) or swift):
            status = suite.main(list(arguments), Path("."))
        return status, asked, said.getvalue().splitlines()

    def test_the_last_line_sums_up_and_is_the_only_one_of_its_form(self):
        status, asked, lines = self.run_with()
        self.assertEqual((status, asked, lines[-1]), (0, [[]], "11 passed, 0 failed"))
        self.assertEqual(len([line for line in lines if " passed, " in line]), 1)

    def test_one_failure_anywhere_fails_the_run(self):
        status, _, lines = self.run_with(swift=Tally(1, 1))
        self.assertEqual((status, lines[-1]), (1, "10 passed, 1 failed"))

    def test_a_filter_runs_the_matching_swift_tests_alone(self):
        _, asked, lines = self.run_with("--filter", "Frame", "--filter", "Varint")
        self.assertEqual((asked, lines[-1]), ([["--filter", "Frame", "--filter", "Varint"]], "2 passed, 0 failed"))

    def test_each_sanitizer_has_a_build_folder_of_its_own(self):
        _, asked, _ = self.run_with("--sanitize")
        self.assertEqual(
            [run[:3] for run in asked],
            [["--sanitize=thread", "--scratch-path", ".build-tsan"],
             ["--sanitize=address", "--scratch-path", ".build-asan"]])
