import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from base64 import b64encode
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "schemas/log"))

from reader import Corruption, Log  # noqa: E402
from structures import CONTRACT, Refused  # noqa: E402

GOLDEN = ROOT / "Tests/LogFormatTests/Golden"
MASTER_KEY = bytes(range(32))


def lines_of(directory: Path) -> list[str]:
    log = Log(directory, MASTER_KEY)
    return [
        json.dumps(
            {"sequence": sequence, "type": kind, "subjects": subjects, "body": b64encode(body).decode()},
            separators=(",", ":"))
        for sequence, kind, subjects, body in log.records()]


class SecondReader(unittest.TestCase):
    """The reader in schemas/log/reader.py: what it takes for damage. That it reads what is good, Swift tests show."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name, "log")

    def changed(self, name: str) -> set[str]:
        """Flips one bit of every seventh byte, and of every byte of small files; the files where that did no harm."""
        golden = GOLDEN / name
        expected = (GOLDEN / f"{name}.records").read_text().splitlines()
        shutil.copytree(golden, self.log)
        self.assertEqual(lines_of(self.log), expected)
        harmless = set()
        for file in sorted(golden.iterdir()):
            content = file.read_bytes()
            step = 1 if len(content) < 1024 else 7
            for offset in range(0, len(content), step):
                flipped = bytearray(content)
                flipped[offset] ^= 1 << offset % 8
                (self.log / file.name).write_bytes(flipped)
                try:
                    lines = lines_of(self.log)
                except (Corruption, Refused):
                    continue
                self.assertEqual(lines, expected, f"{name}: bit {offset % 8} of byte {offset} of {file.name}")
                harmless.add(file.name)
            (self.log / file.name).write_bytes(content)
        return harmless

    def test_a_flipped_bit_of_a_sealed_segment_is_always_seen(self):
        self.assertEqual(self.changed("v1-sealed"), {"0000000002-0.segment"})

    def test_a_flipped_bit_of_an_encrypted_log_is_always_seen(self):
        self.assertEqual(self.changed("v1-encrypted"), {"0000000002-0.segment"})

    def test_after_a_clean_close_no_flipped_bit_costs_a_record_unseen(self):
        # What does no harm is the mark of the clean close, behind the last record.
        self.assertEqual(self.changed("v1-unsealed"), {"0000000001-0.segment", "0000000002-0.segment"})

    def test_only_a_killed_log_has_a_torn_tail(self):
        for golden in sorted(path for path in GOLDEN.iterdir() if path.is_dir()):
            with self.subTest(golden.name):
                self.assertEqual(len(Log(golden, MASTER_KEY).torn), int(golden.name.endswith("killed")))

    def test_a_missing_segment_is_seen(self):
        for name in ["v1-sealed", "v1-unsealed"]:
            with self.subTest(name):
                shutil.copytree(GOLDEN / name, self.log)
                (self.log / "0000000001-0.segment").unlink()
                with self.assertRaises(Corruption):
                    lines_of(self.log)
                shutil.rmtree(self.log)

    def test_the_command_tells_its_outcome_by_its_exit_status(self):
        shutil.copytree(GOLDEN / "v1-killed", self.log)
        self.assertEqual(self.run_reader(str(self.log)), (0, "torn tail in 0000000001-0.segment"))
        self.assertEqual(self.run_reader(str(self.log), "--nonsense")[0], 1)
        self.assertEqual(self.run_reader(str(self.log / "nothing")), (1, "reader.py: "))
        manifest = bytearray((self.log / "manifest").read_bytes())
        manifest[40] ^= 1
        (self.log / "manifest").write_bytes(manifest)
        self.assertEqual(self.run_reader(str(self.log)), (2, "reader.py: corruption in manifest"))
        (self.log / "manifest").unlink()
        (self.log / "manifest").mkdir()
        self.assertEqual(self.run_reader(str(self.log)), (3, "reader.py: "))

    def run_reader(self, *arguments: str) -> tuple[int, str]:
        """The exit status, and the beginning of what is said on standard error, as far as it is the same anywhere."""
        command = [sys.executable, "-B", str(ROOT / "schemas/log/reader.py"), *arguments]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace")
        known = ["torn tail in 0000000001-0.segment", "reader.py: corruption in manifest", "reader.py: "]
        return run.returncode, next((start for start in known if run.stderr.startswith(start)), run.stderr)

    def test_exactly_one_case_of_the_recovery_table_matches_whatever_is_found(self):
        facts = [["valid", "unfinished", "foreign"], [True, False], [True, False], ["clean", "torn", "vouched"],
                 ["nothing", "follows", "gap"]]
        found: list[list] = [[]]
        for column in facts:
            found = [row + [value] for row in found for value in column]
        for row in found:
            cases = [
                case[0] for case in CONTRACT["recovery"]["cases"]
                if all(wanted is None or wanted == fact for wanted, fact in zip(case[1:6], row))]
            self.assertEqual(len(cases), 1, row)


if __name__ == "__main__":
    unittest.main()
