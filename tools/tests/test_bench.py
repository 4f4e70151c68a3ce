import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".build/release/paidan-bench"
SCHEMA = json.loads((ROOT / "schemas/cli/bench.schema.json").read_text())


class Bench(unittest.TestCase):
    """A dry run of tools/bench: that everything runs and is reported as its contract says. Nothing is timed."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            command = [str(BENCH), "log", "--dry", "--json", "--directory", f"{folder}/bench"]
            cls.result = subprocess.run(command, capture_output=True, text=True)
            cls.left = list(Path(folder).iterdir())
        cls.lines = [json.loads(line) for line in cls.result.stdout.splitlines()]

    def rows(self):
        return [line for line in self.lines if line["type"] == "row"]

    def test_it_succeeds_and_leaves_nothing_behind(self):
        self.assertEqual((self.result.returncode, self.result.stderr), (0, ""))
        self.assertEqual(self.left, [])

    def test_every_line_is_as_its_schema_says(self):
        Draft202012Validator.check_schema(SCHEMA)
        validator = Draft202012Validator(SCHEMA)
        for line in self.lines:
            self.assertEqual([error.message for error in validator.iter_errors(line)], [], line)

    def test_the_machine_comes_first_and_every_group_has_rows_of_its_own_names(self):
        self.assertEqual([line["type"] for line in self.lines].index("machine"), 0)
        names = [row["row"] for row in self.rows()]
        self.assertEqual(len(names), len(set(names)))
        groups = {name.split(".")[0] for name in names}
        self.assertLessEqual({"disk", "append", "scan", "audit", "size", "follower", "cost", "opening"}, groups)

    def test_a_target_is_reached_exactly_if_its_margin_is_not_negative(self):
        judged = [row["target"] for row in self.rows() if "target" in row]
        self.assertGreater(len(judged), 10)
        for target in judged:
            self.assertEqual(target["isReached"], target["margin"] >= 0, target)


class SmallRuns(unittest.TestCase):
    """Small runs of tools/bench: that they find what a scan finds, and are reported as their contract says."""

    def names(self, *arguments: str) -> set[str]:
        result = subprocess.run([str(BENCH), *arguments, "--rounds", "1", "--json"], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        validator = Draft202012Validator(SCHEMA)
        for line in lines:
            self.assertEqual([error.message for error in validator.iter_errors(line)], [], line)
        return {line["row"] for line in lines if line["type"] == "row"}

    def test_dispatch_reports_decisions_changes_and_waiting_tickets(self):
        names = self.names("dispatch", "--agents", "300", "--decisions", "150", "--waiting", "500")
        self.assertLessEqual(
            {"dispatch.index.p99", "dispatch.alike.p99", "dispatch.change.p99", "dispatch.first.p99",
             "dispatch.insert.p99"}, names)

    def test_deadlines_reports_memory_and_what_is_due(self):
        names = self.names("deadlines", "--tickets", "2000", "--seconds", "60")
        self.assertEqual(
            {"deadlines.memory", "deadlines.find.p50", "deadlines.find.p99", "deadlines.fire.p50",
             "deadlines.fire.p99"}, names)
