import tempfile
import unittest
from pathlib import Path

from fuzzing.coverage import limits, parsed, work
from fuzzing.linking import ENTRIES, objects

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "Tests" / "HostileBytesTests" / "Corpus"
# What is replayed with every run of the tests, and read by whoever clones this, stays small.
CORPUS_BYTES_MAX = 200_000


class Fuzz(unittest.TestCase):
    """What tools/fuzz asks of libFuzzer. The recipes themselves are replayed by HostileBytesTests."""

    def asked(self, *arguments: str) -> list[str]:
        return work(parsed(["reader", *arguments]), Path("committed"), Path("found"))

    def test_what_is_found_goes_to_the_first_folder(self):
        self.assertEqual(self.asked("--seconds", "5")[-2:], ["found", "committed"])
        self.assertIn("-max_total_time=5", self.asked("--seconds", "5"))

    def test_what_is_kept_goes_to_the_committed_corpus(self):
        self.assertEqual(self.asked("--keep")[-2:], ["committed", "found"])

    def test_one_recipe_is_replayed_by_itself(self):
        self.assertEqual(self.asked("--replay", "recipe"), ["recipe"])

    def test_memory_and_time_are_limited(self):
        names = {limit.split("=")[0] for limit in limits()}
        self.assertLessEqual({"-rss_limit_mb", "-malloc_limit_mb", "-timeout", "-max_len"}, names)

    def test_what_runs_while_building_is_not_linked(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path in ["Log.build/a.o", "Log.build/C/b.o", "gyb-tool.build/c.o", "Log.build/d.swift"]:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).touch()
            self.assertEqual(objects(folder), [f"{folder}/Log.build/C/b.o", f"{folder}/Log.build/a.o"])

    def test_each_fuzzer_has_an_entry_and_a_small_corpus(self):
        entries = (ROOT / "Sources" / "HostileBytes" / "Entries.swift").read_text()
        self.assertEqual({folder.name for folder in CORPUS.iterdir()}, set(ENTRIES))
        for entry in ENTRIES.values():
            self.assertIn(f'@_cdecl("{entry}")', entries)
        total = sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file())
        self.assertLess(total, CORPUS_BYTES_MAX)
