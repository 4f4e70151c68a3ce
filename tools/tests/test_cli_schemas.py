"""What the command prints with --json is what schemas/cli says, and what the schemas say is all used."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
PAIDAN = ROOT / ".build" / "release" / "paidan"
SCHEMAS = ROOT / "schemas" / "cli"
# One for each command that reports, named schemas/cli/NAME.schema.json.
REPORTS = {
    "append": "append.schema.json",
    "backup": "backup.schema.json",
    "cat": "cat.schema.json",
    "check-proof": "check-proof.schema.json",
    "checkpoint": "checkpoint.schema.json",
    "prove": "prove.schema.json",
    "salvage": "salvage.schema.json",
    "seal": "seal.schema.json",
    "stat": "stat.schema.json",
    "verify": "verify.schema.json",
}


# The same for paidan policy.
POLICY_REPORTS = {
    "check": "policy-check.schema.json",
    "diff": "policy-diff.schema.json",
    "show": "policy-show.schema.json",
}
# And for paidan audit verify.
AUDIT_REPORT = "audit-verify.schema.json"


class CommandLineSchemas(unittest.TestCase):
    def setUp(self):
        self.assertTrue(PAIDAN.exists(), "the Swift tests build paidan first: swift build -c release --product paidan")
        folder = tempfile.TemporaryDirectory(prefix="paidan-schemas-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.log = self.folder / "log"
        self.validated: set[str] = set()

    def paidan(self, command: str, *arguments: object, input: bytes = b"", status: int = 0) -> str:
        run = subprocess.run(
            [PAIDAN, "log", command, *map(str, arguments)], input=input, capture_output=True, cwd=self.folder)
        self.assertEqual(run.returncode, status, f"{command} {arguments}: {run.stderr.decode()}")
        return run.stdout.decode()

    def report(self, command: str, *arguments: object, input: bytes = b"", status: int = 0) -> list[dict]:
        """What it prints with --json, line by line, each valid."""
        schema = json.loads((SCHEMAS / REPORTS[command]).read_text())
        validator = jsonschema.Draft202012Validator(schema)
        lines = self.paidan(command, *arguments, "--json", input=input, status=status).splitlines()
        objects = [json.loads(line) for line in lines]
        for value in objects:
            validator.validate(value)
        self.assertTrue(objects, f"{command} {arguments} printed nothing")
        self.validated.add(command)
        return objects

    def append(self, lines: bytes, *options: object) -> dict:
        return self.report("append", self.log, "--segment-bytes", 131072, *options, input=lines)[-1]

    def test_every_schema_is_one_and_belongs_to_a_command(self):
        # The bench, the simulation and the import have their schemas here too, and their own tests; for the events of
        # tail the Swift tests write a log, and for show they start a daemon. Those of policy need no log.
        own = ["bench", "simulate", "import"]
        others = {f"{name}.schema.json" for name in [*own, "tail", "show"]}
        others |= {AUDIT_REPORT, *POLICY_REPORTS.values()}
        self.assertEqual({path.name for path in SCHEMAS.iterdir()} - others, set(REPORTS.values()))
        for name in others | set(REPORTS.values()):
            jsonschema.Draft202012Validator.check_schema(json.loads((SCHEMAS / name).read_text()))

    def test_every_report_is_valid(self):
        self.append(b"")
        self.report("stat", self.log)
        self.report("verify", self.log)
        self.report("seal", self.log)
        self.append(b"a\n\xff\xfe\n\xe5\xb7\xa5\xe5\x8d\x95 \"\\\x01\n")
        self.append(b"".join(b"%d %d\n" % (n, n * 2862933555777941757 % 2**64) for n in range(9000)))
        bodies = self.report("cat", self.log, "--to", 4)
        self.assertEqual([record.get("body") for record in bodies[:3]], ["a", None, "工单 \"\\\x01"])
        self.assertEqual(bodies[1]["bodyBase64"], "//4=")
        (self.folder / "old").write_text(self.report("checkpoint", self.log)[0]["note"])
        self.append(b"z\n")
        self.proofs()
        public = ["--checkpoint", "old", "--public-key", self.log / "keys" / "checkpoint.pub"]
        self.assertTrue(self.report("verify", self.log, *public)[0]["checkpoint"]["isExtended"])
        self.report("seal", self.log)
        self.report("stat", self.log)
        self.report("backup", self.log, "copy")
        self.damage()
        self.assertEqual(self.validated, set(REPORTS))

    def proofs(self):
        key = ["--public-key", self.log / "keys" / "checkpoint.pub"]
        for arguments in [[2], [9004], ["--consistency", "old"]]:
            proof = self.report("prove", self.log, *arguments)[0]
            self.report("check-proof", "-", *key, input=proof["proof"].encode())

    def damage(self):
        """A torn tail, then corruption, then what salvage makes of it."""
        self.append(b"last\n")
        open_segment = self.report("stat", self.log)[0]["segments"][-1]
        with open(self.log / open_segment["file"], "r+b") as file:
            file.seek(open_segment["bytes"] + 8)
            file.write(b"torn")
        self.assertEqual(len(self.report("verify", self.log)[0]["tornTails"]), 1)
        self.assertIsNone(self.report("stat", self.log)[0]["tornTails"][0]["copy"])
        self.assertIsNotNone(self.append(b"after\n")["tornTails"][0]["copy"])
        sealed = sorted(self.log.glob("*.segment"))[0]
        with open(sealed, "r+b") as file:
            file.seek(4500)
            file.write(b"damage")
        self.assertEqual(len(self.report("verify", self.log, status=2)[0]["corruptions"]), 1)
        self.assertEqual(len(self.report("salvage", self.log, "saved", status=2)[0]["lost"]), 1)
        self.assertEqual(self.report("cat", "saved", "--to", 1)[0]["type"], 2**32 - 1)
        missing = self.report("verify", "saved", "--checkpoint", "old", "--public-key",
                              self.log / "keys" / "checkpoint.pub", status=2)
        self.assertFalse(missing[0]["checkpoint"]["isExtended"])

    def audit(self, data: Path, status: int) -> dict:
        run = subprocess.run([PAIDAN, "audit", "verify", "--data", data, "--json"], capture_output=True)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        value = json.loads(run.stdout)
        jsonschema.Draft202012Validator(json.loads((SCHEMAS / AUDIT_REPORT).read_text())).validate(value)
        return value

    def test_every_report_of_an_audit_is_valid(self):
        data = self.folder / "data"
        daemon = subprocess.Popen(
            [PAIDAN.with_name("paidand"), "--data", data, "--listen", "127.0.0.1:0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(daemon.kill)
        while b'"listening"' not in daemon.stderr.readline():
            self.assertIsNone(daemon.poll(), "the daemon starts")
        daemon.terminate()
        daemon.communicate()
        report = self.audit(data, 0)
        self.assertTrue(report["isSound"] and report["rules"]["events"] >= 1)
        codes = {invariant["code"] for invariant in report["rules"]["invariants"]}
        schema = json.loads((SCHEMAS / AUDIT_REPORT).read_text())
        self.assertEqual(codes, set(schema["$defs"]["code"]["enum"]))
        with open(sorted((data / "log").glob("*.segment"))[0], "r+b") as file:
            file.seek(4110)
            file.write(b"damage")
        self.assertIsNone(self.audit(data, 2)["rules"])

    def policy(self, command: str, *arguments: object, status: int = 0) -> dict:
        schema = json.loads((SCHEMAS / POLICY_REPORTS[command]).read_text())
        run = subprocess.run(
            [PAIDAN, "policy", command, *map(str, arguments), "--json"], capture_output=True, cwd=self.folder)
        self.assertEqual(run.returncode, status, f"{command} {arguments}: {run.stderr.decode()}")
        value = json.loads(run.stdout)
        jsonschema.Draft202012Validator(schema).validate(value)
        return value

    def test_every_report_on_policies_is_valid(self):
        shown = self.policy("show", "--profile", "smart-dispatch")
        (self.folder / "same.yaml").write_text(shown["source"])
        (self.folder / "other.yaml").write_text(shown["source"].replace("capacity: 3", "capacity: 4", 1))
        (self.folder / "wrong.yaml").write_text(shown["source"].replace("capacity: 3", "capacity: 0", 1))
        self.assertTrue(self.policy("check", "same.yaml")["valid"])
        fault = self.policy("check", "wrong.yaml", status=1)["faults"][0]
        self.assertEqual(fault["path"], "/dispatch/capacity")
        line = (self.folder / "wrong.yaml").read_text().splitlines()[fault["line"] - 1]
        self.assertEqual(line[fault["column"] - 1:], "0")
        self.assertEqual(self.policy("diff", "profile:smart-dispatch", "same.yaml")["differences"], [])
        self.assertEqual(
            self.policy("diff", "profile:smart-dispatch", "other.yaml")["differences"],
            [{"path": "/dispatch/capacity", "before": 3, "after": 4}])
