"""The command under test."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

# No command on a log as small as these takes long; one that hangs is broken.
SECONDS_MAX = 120


class Broken(Exception):
    """A promise was not kept."""


@dataclass(frozen=True)
class Paidan:
    binary: Path

    @staticmethod
    def built(root: Path) -> "Paidan":
        # The flags of tools/test, so that nothing is built twice.
        command = ["swift", "build", "-c", "release", "--product", "paidan"]
        built = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if built.returncode != 0:
            raise SystemExit(f"{built.stdout}\nit does not build")
        return Paidan(root / ".build" / "release" / "paidan")

    def command(self, *arguments: object) -> list[str]:
        return [str(self.binary), "log", *(str(argument) for argument in arguments)]

    def run(self, *arguments: object, status: int = 0, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Runs `paidan log …` to its end, which must be `status`."""
        try:
            done = subprocess.run(
                self.command(*arguments), input=given, capture_output=True, timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            raise Broken(f"paidan log {arguments[0]} did not end within {SECONDS_MAX} s") from None
        if done.returncode != status:
            said = done.stderr.decode(errors="replace").strip()
            raise Broken(f"paidan log {arguments[0]} exited with {done.returncode} instead of {status}: {said}")
        return done

    def segments(self, log: Path) -> list[dict]:
        return json.loads(self.run("stat", log, "--json").stdout)["segments"]
