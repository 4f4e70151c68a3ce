import subprocess
import tempfile
import unittest
from pathlib import Path

from mutating.main import staleness
from mutating.mutant import Mutant, Stale
from mutating.table import MUTANTS
from mutating.tree import Tree
from mutating.verdict import culprit
from mutating.watcher import BUILT_TARGETS

ROOT = Path(__file__).resolve().parents[2]


class Table(unittest.TestCase):
    def test_each_mutant_fits_the_sources(self):
        for mutant in MUTANTS:
            with self.subTest(mutant.name):
                self.assertIsNone(staleness(mutant, ROOT))
                self.assertNotEqual(mutant.text, mutant.replacement)

    def test_each_name_is_used_once(self):
        names = [mutant.name for mutant in MUTANTS]
        self.assertEqual(len(names), len(set(names)))

    def test_a_text_that_is_not_there_once_is_stale(self):
        mutant = Mutant("no sync", "File.swift", "sync()", "")
        self.assertEqual(mutant.apply("write(); sync()"), "write(); ")
        for source in ["write()", "sync(); sync()"]:
            with self.assertRaises(Stale):
                mutant.apply(source)


class Culprit(unittest.TestCase):
    def test_it_is_the_first_that_failed(self):
        for said, found in [
            ("◇ Test a() started.\n✘ Test b() recorded an issue at F.swift:1:1: No\n", "b()"),
            ("seed 7: what was acknowledged is there\n", "seed 7: what was acknowledged is there"),
            ("crash: order: BROKEN: record 1\n", "crash: order: BROKEN: record 1"),
            ("every promise held\n", None),
        ]:
            self.assertEqual(culprit(said), found)


class Copy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        (self.root / ".gitignore").write_text(".build*/\n")
        (self.root / "Package.swift").write_text("let a = [\n        .treatAllWarnings(as: .error),\n]\n")
        self.source = self.root / "Sources" / "Log" / "File.swift"
        self.source.parent.mkdir(parents=True)
        self.source.write_text("sync()\n")
        self.tree = Tree(self.root)
        self.copied = self.tree.copy / "Sources" / "Log" / "File.swift"
        self.tree.refresh()

    def test_it_has_the_sources_and_takes_warnings_for_warnings(self):
        self.assertEqual(self.copied.read_text(), "sync()\n")
        self.assertTrue((self.tree.copy / "Package.swift").read_text().startswith("let a = [\n]\n"))

    def test_it_builds_what_watches_and_nothing_else(self):
        description = (self.tree.copy / "Package.swift").read_text()
        for name in BUILT_TARGETS:
            self.assertIn(f'"{name}"', description)
            self.assertRegex((ROOT / "Package.swift").read_text(), rf'arget\(\s*name: "{name}"')

    def test_what_is_equal_is_not_touched(self):
        before = self.copied.stat().st_mtime_ns
        self.tree.refresh()
        self.assertEqual(self.copied.stat().st_mtime_ns, before)

    def test_what_a_mutant_left_and_what_is_gone_is_put_right(self):
        self.copied.write_text("\n")
        self.tree.refresh()
        self.assertEqual(self.copied.read_text(), "sync()\n")
        self.source.unlink()
        self.tree.refresh()
        self.assertFalse(self.copied.exists())
