"""paidan simulate: a small record whose figures are known, and a slice of each record of others where it is."""

import csv
import gzip
import itertools
import json
import os
import subprocess
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
PAIDAN = ROOT / ".build" / "release" / "paidan"
SCHEMA = json.loads((ROOT / "schemas/cli/simulate.schema.json").read_text())
# Of each set: the mapping, the file, and how many rows a slice has.
SETS = {
    "helpdesk": ("eventlogs/helpdesk.csv.gz", 2_000),
    "vinst": ("eventlogs/vinst.csv.gz", 1_500),
    "servicedesk": ("eventlogs/servicedesk.csv.gz", 2_000),
    "callcentre": ("eventlogs/callcentre.csv.gz", 1_500),
    "citizen": ("text/citizen-arrivals.jsonl.gz", 200),
}
MAPPING = """
format: 1
name: {zh: 测试, en: test}
file: csv
zone: UTC
case: id
time: {columns: [at], pattern: yyyy-MM-dd H:mm}
columns: {resource: who, category: about}
channelOtherwise: phone
skill: category
steps:
  - {kind: submitted, when: {what: [came]}, by: "-"}
  - {kind: accepted, when: {what: [took]}}
  - {kind: resolved, when: {what: [solved]}}
"""
# Li takes a in the morning and is there until noon; b comes then and waits for an hour although Li was free; c waits
# for two hours for Wu, who alone can take it and comes only then.
RECORD = """id,at,what,who,about
a,2026-03-02 8:00,took,li,x
a,2026-03-02 8:00,came,,x
b,2026-03-02 9:00,came,,x
a,2026-03-02 9:30,solved,li,x
b,2026-03-02 10:00,took,li,x
c,2026-03-02 10:00,came,,y
b,2026-03-02 12:00,solved,li,x
c,2026-03-02 12:00,took,wu,y
c,2026-03-02 13:00,solved,wu,y
d,2026-03-02 13:00,oops,wu
"""


def shared(name: str) -> Path:
    """A record of others, which may not be there."""
    return Path(os.environ.get("PAIDAN_RECORDS", ROOT.parent / "shared" / "data")) / name


def needs(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The test runs where the record is, and is skipped with a word where it is not."""
    return unittest.skipUnless(shared(name).exists(), f"no {name} in PAIDAN_RECORDS or ../shared/data")


class Simulate(unittest.TestCase):
    def setUp(self):
        self.assertTrue(PAIDAN.exists(), "the Swift tests build paidan first: swift build -c release --product paidan")
        folder = tempfile.TemporaryDirectory(prefix="paidan-simulate-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def paidan(self, *arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            [PAIDAN, *map(str, arguments)], capture_output=True, text=True, cwd=self.folder,
            env=os.environ | {"LC_ALL": "C.UTF-8"})
        self.assertEqual(run.returncode, status, f"{arguments}: {run.stderr}")
        return run

    def simulate(self, arrivals: Path, mapping: object, out: str, *options: object) -> dict:
        run = self.paidan("simulate", "--arrivals", arrivals, "--mapping", mapping, "--out", out, "--json", *options)
        report = json.loads(run.stdout)
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
        self.assertEqual(json.loads((self.folder / out / "report.json").read_text()), report)
        self.paidan("log", "verify", f"{out}/log")
        # What is reckoned again is what the log says, and nothing that somebody could take was late.
        self.assertEqual((report["promptness"]["scoresUnlike"], report["promptness"]["late"]), (0, 0))
        page = (self.folder / out / "report.html").read_text()
        self.assertNotIn("<script", page)
        self.assertNotIn("http", page)
        return report

    def small(self) -> Path:
        (self.folder / "mapping.yaml").write_text(MAPPING)
        record = self.folder / "record.csv"
        record.write_text(RECORD)
        return record

    def test_a_small_record_gives_the_figures_that_follow_from_it(self):
        record = self.small()
        report = self.simulate(record, "mapping.yaml", "run", "--seeds", 1)
        facts = report["record"]
        self.assertEqual((facts["rows"], facts["cases"], facts["agents"], facts["skills"]), (10, 3, 2, 2))
        self.assertEqual(facts["blemishes"], {"field-count": 1})
        values = {measure["code"]: measure["values"] for measure in report["measures"]}
        waits = values["waitMean"]
        # Recorded: 0, 60 and 120 minutes. Li has room for b at 9:30, when a is done; Wu counts as there from 11:00 on,
        # an hour before the first thing that Wu did, as pauses have 90 minutes in the middle and count for 60 at most.
        self.assertEqual(waits["recorded"]["mean"], 3_600_000)
        self.assertEqual(waits["paidan"]["mean"], 1_800_000)
        rows = list(csv.DictReader((self.folder / "run/blemishes.csv").read_text().splitlines()))
        self.assertEqual([(row["kind"], row["row"]) for row in rows], [("field-count", "11")])
        tail = self.paidan("tail", "--data", "run", "--from", 1, "--type", "ticket-resolved", "--json").stdout
        self.assertEqual(len(tail.splitlines()), 3)

    def test_a_seed_gives_the_same_again(self):
        record = self.small()
        first = self.simulate(record, "mapping.yaml", "first", "--seeds", 3)
        again = self.simulate(record, "mapping.yaml", "again", "--seeds", 3)
        self.assertEqual(first, again)
        cat = [self.paidan("log", "cat", f"{out}/log", "--json").stdout for out in ("first", "again")]
        self.assertEqual(cat[0], cat[1])

    def test_people_can_be_named(self):
        record = self.small()
        agents = self.folder / "agents.yaml"
        agents.write_text('agents: [{code: chen, capacity: 2, skills: [y], days: [monday], hours: ["08:00-18:00"]}]')
        report = self.simulate(record, "mapping.yaml", "run", "--seeds", 1, "--agents", agents)
        self.assertEqual(report["record"]["agents"], 3)
        values = {measure["code"]: measure["values"] for measure in report["measures"]}
        # Chen takes c at once; b waits for Li as before.
        self.assertEqual(values["waitMean"]["paidan"]["mean"], 600_000)
        agents.write_text("agents:\n  - {code: chen, skills: [z]}")
        run = self.paidan(
            "simulate", "--arrivals", record, "--mapping", "mapping.yaml", "--out", "bad", "--agents", agents, status=1)
        self.assertIn("agents.yaml:2:", run.stderr)

    def test_what_is_wrong_is_told_by_its_place(self):
        record = self.small()
        wrong = self.folder / "wrong.yaml"
        wrong.write_text(MAPPING.replace("case: id", "case: number"))
        run = self.paidan("simulate", "--arrivals", record, "--mapping", wrong, "--out", "bad", status=1)
        self.assertIn("wrong.yaml:6:7: /case", run.stderr)
        (self.folder / "taken").mkdir()
        run = self.paidan("simulate", "--arrivals", record, "--mapping", "mapping.yaml", "--out", "taken", status=1)
        self.assertIn("exists already", run.stderr)

    def slice_runs(self, mapping: str) -> None:
        name, rows = SETS[mapping]
        part = self.folder / f"{mapping}.gz"
        with gzip.open(shared(name), "rt", encoding="utf-8") as whole, gzip.open(part, "wt", encoding="utf-8") as slice:
            slice.writelines(itertools.islice(whole, rows + 1))
        report = self.simulate(part, mapping, mapping, "--seeds", 1)
        self.assertGreaterEqual(report["record"]["rows"], rows)
        self.assertGreater(report["promptness"]["offered"], 0)
        unshown = {target["target"] for target in report["targets"] if target["isReached"] is None}
        self.assertEqual(unshown, set(UNSHOWN[mapping]))

    @needs(SETS["helpdesk"][0])
    def test_a_slice_of_helpdesk_runs(self):
        self.slice_runs("helpdesk")

    @needs(SETS["vinst"][0])
    def test_a_slice_of_vinst_runs(self):
        self.slice_runs("vinst")

    @needs(SETS["servicedesk"][0])
    def test_a_slice_of_servicedesk_runs(self):
        self.slice_runs("servicedesk")

    @needs(SETS["callcentre"][0])
    def test_a_slice_of_callcentre_runs(self):
        self.slice_runs("callcentre")

    @needs(SETS["citizen"][0])
    def test_a_slice_of_citizen_runs(self):
        self.slice_runs("citizen")


# What a record cannot show: it names one desk.
UNSHOWN = {mapping: [] for mapping in SETS} | {
    "citizen": [
        "load-below-recorded", "load-below-round-robin", "utilisation-below-recorded", "utilisation-below-round-robin",
        "taken-below-recorded", "taken-below-round-robin", "score",
    ],
}
