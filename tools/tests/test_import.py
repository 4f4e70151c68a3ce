"""paidan import: the counts of a recorded log, replayed by a daemon, against those that this file makes of raw rows.

What stands here reads the raw file by rules of its own; it shares nothing with the mapping, or with what goes by it.
"""

import collections
import csv
import datetime
import gzip
import json
import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import jsonschema

from tests.test_simulate import needs, shared

ROOT = Path(__file__).resolve().parents[2]
PAIDAN = ROOT / ".build" / "release" / "paidan"
PAIDAND = ROOT / ".build" / "release" / "paidand"
SCHEMA = json.loads((ROOT / "schemas/cli/import.schema.json").read_text())
TAKE, SOLVE, CLOSE, LIFT, WAIT = ("Take in charge ticket", ("Resolve ticket", "RESOLVED"), "Closed", "Require upgrade",
                                  "Wait")
MAPPING = """
format: 1
name: {zh: 测试, en: test}
file: csv
zone: UTC
case: id
time: {columns: [at], pattern: yyyy-MM-dd H:mm}
columns: {resource: who, category: about, customer: from}
categories: {hardware: 维修}
channelOtherwise: phone
skill: category
steps:
  - {kind: submitted, when: {what: [came]}, by: "-"}
  - {kind: accepted, when: {what: [took]}}
  - {kind: moved, when: {what: [took]}, changes: who}
  - {kind: resolved, when: {what: [solved]}}
"""
RECORD = """id,at,what,who,about,from
a,2026-03-02 8:00,came,,hardware,m1
a,2026-03-02 8:30,took,Li Wei,hardware,m1
a,2026-03-02 9:00,took,王芳,hardware,m1
a,2026-03-02 9:30,solved,王芳,hardware,m1
b,2026-03-02 9:00,came,,network,m2
c,2026-03-02 10:00,came,,投诉,m1
d,2026-03-02 13:00,came
"""


class Counts:
    """Of each kind, by month; and of what people did, by person and month."""

    def __init__(self):
        self.months: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
        self.people: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)

    def add(self, kind: str, month: str, person: str | None = None) -> None:
        self.months[kind][month] += 1
        if person:
            self.people[kind][person, month] += 1

    def plain(self) -> dict:
        return {"months": {kind: dict(counts) for kind, counts in self.months.items()},
                "people": {kind: dict(counts) for kind, counts in self.people.items()}}


def raw_counts(path: Path) -> dict:
    """Of the help desk's rows: a case is a ticket; whoever takes what another has takes it from them; whoever takes
    what was solved or closed reopens it; what was solved, or closed, is so unless somebody goes on without that."""
    cases: dict[str, list] = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            at = datetime.datetime.fromisoformat(row["time"]).astimezone(datetime.UTC)
            cases[row["case"]].append((at, row["activity"], row["resource"]))
    counts = Counts()
    for rows in cases.values():
        rows.sort(key=lambda row: row[0])
        counts.add("tickets", f"{rows[0][0]:%Y-%m}")
        for begun_anew, rounds in rounds_of(rows):
            count_round(counts, begun_anew, rounds)
    return counts.plain()


def rounds_of(rows: list) -> list[tuple[bool, list]]:
    """The rows of a case between one reopening and the next."""
    rounds: list[tuple[bool, list]] = [(False, [])]
    last = None
    for row in rows:
        if row[1] == TAKE and (last in SOLVE or last == CLOSE):
            rounds.append((True, []))
        rounds[-1][1].append(row)
        if row[1] in (TAKE, CLOSE, WAIT, *SOLVE):
            last = row[1]
    return rounds


def count_round(counts: Counts, begun_anew: bool, rows: list) -> None:
    if begun_anew:
        counts.add("reopenings", f"{rows[0][0]:%Y-%m}")
    holder = None
    taken = max((index for index, row in enumerate(rows) if row[1] == TAKE), default=-1)
    lifted = max((index for index, row in enumerate(rows) if row[1] == LIFT), default=-1)
    is_solved = is_closed = False
    for index, (at, activity, person) in enumerate(rows):
        month = f"{at:%Y-%m}"
        if activity == LIFT:
            counts.add("escalations", month)
        elif activity == TAKE and person != holder:
            if holder is not None:
                counts.add("reassignments", month, holder)
            counts.add("taken", month, person)
            holder = person
        elif activity in SOLVE and index > taken and not is_solved and not is_closed:
            counts.add("solved", month, person)
            is_solved = True
        elif activity == CLOSE and index > max(taken, lifted):
            is_closed = True


def daemon_counts(events: list[dict]) -> dict:
    """The same, of what a daemon tells of its events."""
    kinds = {"ticket-submitted": "tickets", "assignment-withdrawn": "reassignments", "ticket-reopened": "reopenings",
             "ticket-escalated": "escalations", "offer-accepted": "taken", "ticket-resolved": "solved"}
    counts = Counts()
    for event in events:
        if event["type"] in kinds:
            counts.add(kinds[event["type"]], event["occurredAt"][:7], event["data"].get("agentName"))
    return counts.plain()


class Import(unittest.TestCase):
    def setUp(self):
        for program in (PAIDAN, PAIDAND):
            self.assertTrue(program.exists(), "the Swift tests build it first: swift build -c release")
        folder = tempfile.TemporaryDirectory(prefix="paidan-import-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"

    def start(self) -> subprocess.Popen:
        (self.data / "address").unlink(missing_ok=True)
        log = (self.folder / "paidand.log").open("ab")
        daemon = subprocess.Popen([PAIDAND, "--data", self.data, "--listen", "127.0.0.1:0"], stderr=log, stdout=log)
        log.close()
        self.addCleanup(self.stop, daemon)
        for _ in range(600):
            if (self.data / "address").exists() and daemon.poll() is None:
                run = subprocess.run(
                    [PAIDAN, "queue", "--data", self.data], capture_output=True, check=False)
                if run.returncode == 0:
                    return daemon
            time.sleep(0.1)
        self.fail((self.folder / "paidand.log").read_text())

    def stop(self, daemon: subprocess.Popen) -> None:
        daemon.terminate()
        daemon.wait(30)

    def paidan(self, *arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            [PAIDAN, *map(str, arguments), "--data", str(self.data)], capture_output=True, text=True, cwd=self.folder,
            env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)
        self.assertEqual(run.returncode, status, f"{arguments}: {run.stderr}")
        return run

    def bring(self, record: Path, mapping: object, *options: object, status: int = 0) -> dict:
        run = self.paidan("import", "--arrivals", record, "--mapping", mapping, "--json", *options, status=status)
        report = json.loads(run.stdout)
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
        return report

    def events(self) -> list[dict]:
        lines = self.paidan("tail", "--from", 1, "--json").stdout.splitlines()
        return [json.loads(line) for line in lines]

    @needs("eventlogs/helpdesk.csv.gz")
    def test_a_recorded_log_replayed_has_the_counts_of_its_raw_file(self):
        path = shared("eventlogs/helpdesk.csv.gz")
        daemon = self.start()
        report = self.bring(path, "helpdesk", "--first", 1_000)
        self.assertEqual((report["made"], report["existing"], report["refused"]), (1_000, 0, 0))
        whole = self.bring(path, "helpdesk")
        self.assertEqual((whole["existing"], whole["refused"]), (1_000, 0))
        self.assertEqual(whole["made"] + 1_000, whole["cases"])
        before = self.events()
        self.stop(daemon)
        self.start()
        events = self.events()
        self.assertEqual([event for event in events if event["sequence"] <= before[-1]["sequence"]], before)
        counts, raw = daemon_counts(events), raw_counts(path)
        for group, kinds in raw.items():
            self.assertEqual(set(counts[group]), set(kinds))
            for kind in kinds:
                self.assertEqual(counts[group][kind], kinds[kind], f"{kind} by {group}")
        for kind, step in {"reassignments": "reassigned", "reopenings": "reopened", "escalations": "escalated"}.items():
            self.assertEqual(sum(raw["months"][kind].values()), whole["steps"][step])
            self.assertGreater(whole["steps"][step], 0)
        tickets = self.listed()
        months = collections.Counter(ticket["submittedAt"][:7] for ticket in tickets)
        self.assertEqual(dict(months), raw["months"]["tickets"])
        self.assertEqual({ticket["lifeCycle"] for ticket in tickets}, {"closed"})
        again = self.bring(path, "helpdesk")
        self.assertEqual((again["made"], again["existing"]), (0, whole["cases"]))
        self.paidan_verifies()

    def listed(self) -> list[dict]:
        pages = self.paidan("list", "--json", "--limit", 100_000).stdout.splitlines()
        return [ticket for page in pages for ticket in json.loads(page)["items"]]

    def paidan_verifies(self) -> None:
        self.paidan("audit", "verify")

    def test_what_the_policy_does_not_know_is_named_and_can_be_added(self):
        (self.folder / "mapping.yaml").write_text(MAPPING)
        record = self.folder / "record.csv"
        record.write_text(RECORD)
        self.start()
        run = self.paidan("import", "--arrivals", record, "--mapping", "mapping.yaml", status=1)
        self.assertIn("network", run.stderr)
        self.assertIn("--write-policy", run.stderr)
        self.paidan("import", "--arrivals", record, "--mapping", "mapping.yaml", "--write-policy", "policy.yaml")
        self.paidan("policy", "publish", "policy.yaml")
        run = self.paidan(
            "import", "--arrivals", record, "--mapping", "mapping.yaml", "--write-policy", "other.yaml", status=1)
        self.assertIn("other.yaml was not written", run.stderr)
        report = self.bring(record, "mapping.yaml")
        self.assertEqual((report["source"], report["made"], report["leftOpen"]), ("mapping", 3, 2))
        self.assertEqual((report["agents"], report["steps"]["reassigned"]), (2, 1))
        self.assertEqual(report["blemishes"]["field-count"], 1)
        tickets = {ticket["submittedAt"]: ticket for ticket in self.listed()}
        self.assertEqual(
            [tickets[f"2026-03-02T{hour}:00:00.000Z"]["category"] for hour in ("08", "09", "10")],
            ["维修", "network", "投诉"])
        agents = json.loads(self.paidan("agents", "list", "--json").stdout)["items"]
        self.assertEqual([agent["name"] for agent in agents], ["Li Wei", "王芳"])
        self.assertEqual(agents[0]["id"], "Li-Wei")
        other = self.bring(record, "mapping.yaml", "--source", "other", "--otherwise", "咨询")
        self.assertEqual((other["made"], other["existing"]), (3, 0))
        text = self.paidan("import", "--arrivals", record, "--mapping", "mapping.yaml").stdout
        self.assertIn("3 there already", text)
        self.paidan_verifies()


if __name__ == "__main__":
    unittest.main()
