import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).parent.parent


class Setup(unittest.TestCase):
    """tools/setup in a tree of its own, with an apt-get and a sudo that only write down what they were told."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.commands = self.root / "bin"
        for place in [self.root / "tools", self.commands, self.root / ".build-python" / "bin"]:
            place.mkdir(parents=True)
        shutil.copy(TOOLS / "setup", self.root / "tools" / "setup")
        for place in ["tools", ".build-python"]:
            (self.root / place / "requirements.txt").write_text("none\n")
        self.log = self.root / "log"
        # The machine's own commands that it uses, and no others.
        for name in ["bash", "env", "dirname", "grep", "cmp", "true"]:
            (self.commands / name).symlink_to(shutil.which(name) or name)
        self.command("swift", "")
        self.command("../.build-python/bin/python", "")
        self.command("id", "echo 0")
        self.command("sudo", 'test "$1" != -n || shift; exec "$@"')
        self.apt("")

    def command(self, name: str, body: str) -> None:
        (self.commands / name).write_text(f"#!/usr/bin/env bash\n{body}\n")
        (self.commands / name).chmod(0o755)

    def apt(self, body: str) -> None:
        self.command("apt-get", f'echo "$*" >>{self.log}\n{body}')

    def needs(self, *rows: str) -> None:
        (self.root / "tools" / "system-packages.txt").write_text("# A comment.\n" + "".join(f"{row}\n" for row in rows))

    def run_setup(self) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.commands), "HOME": str(self.root)}
        return subprocess.run(
            [str(self.root / "tools" / "setup")], env=environment, capture_output=True, text=True)

    def asked(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def test_nothing_is_said_or_done_when_nothing_is_missing(self):
        self.needs("command bash bash a shell", "file /bin/* coreutils commands", "library libc.so.6 libc6 everything")
        result = self.run_setup()
        self.assertEqual((result.returncode, result.stdout, result.stderr, self.asked()), (0, "", "", []))

    def test_what_is_missing_is_named_and_installed_in_one_go(self):
        self.needs(
            "command no-such-command one for a test", "file /no/such/* two for another",
            "library libnosuch.so.1 three for a third", "command bash four there already")
        result = self.run_setup()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.asked(), ["install -y --no-install-recommends one two three"])
        self.assertIn("setup: missing: one (for a test)", result.stdout)

    def test_the_package_lists_are_fetched_only_when_installing_fails_without(self):
        self.needs("command no-such-command one for a test")
        self.apt(f'test "$1" = update || grep -q update {self.log}')
        self.assertEqual(self.run_setup().returncode, 0)
        self.assertEqual([line.split()[0] for line in self.asked()], ["install", "update", "install"])

    def test_it_says_so_when_a_package_cannot_be_installed(self):
        self.needs("command no-such-command one for a test")
        self.apt("echo 'no such package' >&2; exit 100")
        result = self.run_setup()
        self.assertEqual(result.returncode, 1)
        self.assertIn("no such package", result.stderr)
        self.assertIn("could not install one", result.stderr)

    def test_without_root_it_asks_sudo(self):
        self.needs("command no-such-command one for a test")
        self.command("id", "echo 1000")
        self.assertEqual(self.run_setup().returncode, 0)
        self.assertEqual(self.asked(), ["install -y --no-install-recommends one"])

    def test_without_root_and_sudo_it_says_what_to_install(self):
        self.needs("command no-such-command one for a test")
        self.command("id", "echo 1000")
        self.command("sudo", "exit 1")
        result = self.run_setup()
        self.assertEqual((result.returncode, self.asked()), (1, []))
        self.assertIn("sudo apt-get install one", result.stderr)

    def test_without_swift_it_says_where_to_get_it(self):
        (self.commands / "swift").unlink()
        result = self.run_setup()
        self.assertEqual(result.returncode, 1)
        self.assertIn("Swift is not on the PATH", result.stderr)
