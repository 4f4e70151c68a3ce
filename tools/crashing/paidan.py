"""The command under test."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

# No command on a log as small as these takes long; one that hangs is broken.
SECONDS_MAX = 120


class Broken(Exception):
    """A promise was not kept."""


def built(root: Path, product: str) -> Path:
    # The flags of tools/test, so that nothing is built twice.
    command = ["swift", "build", "-c", "release", "--product", product]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}\n{product} does not build")
    return root / ".build" / "release" / product


@dataclass(frozen=True)
class Paidan:
    binary: Path

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
