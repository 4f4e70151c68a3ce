import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".build/release/paidan-bench"
SCHEMA = json.loads((ROOT / "schemas/cli/bench.schema.json").read_text())
TICKETS = 300


class BenchDay(unittest.TestCase):
    """A small day against a real daemon: nothing drifts, nothing is lost, and it is reported as its contract says."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            command = [
                str(BENCH), "day", "--quick", "--json", "--tickets", str(TICKETS), "--speed", "4000", "--seed", "7",
                "--directory", f"{folder}/bench"]
            cls.result = subprocess.run(command, capture_output=True, text=True)
            cls.left = list(Path(folder).iterdir())
        cls.lines = [json.loads(line) for line in cls.result.stdout.splitlines()]
        cls.figures = {line["row"]: line["figure"]["median"] for line in cls.lines if line["type"] == "row"}

    def test_nothing_drifts_and_nothing_is_lost(self):
        self.assertEqual([line["text"] for line in self.lines if line["type"] == "finding"], [])
        self.assertEqual((self.result.returncode, self.result.stderr), (0, ""))
        self.assertEqual(self.figures["day.faults"], 0)

    def test_it_leaves_nothing_behind(self):
        self.assertEqual(self.left, [])

    def test_every_line_is_as_its_schema_says(self):
        validator = Draft202012Validator(SCHEMA)
        for line in self.lines:
            self.assertEqual([error.message for error in validator.iter_errors(line)], [], line)

    def test_all_that_people_do_on_a_day_was_done(self):
        for kind in ["submit", "accept", "progress", "resolve", "rate", "presence", "queue", "workloads", "list"]:
            self.assertIn(f"day.{kind}.p99", self.figures)
        # Each ticket is submitted, offered, accepted and resolved, with all that follows from each.
        self.assertGreater(self.figures["day.events.count"], 10 * TICKETS)
