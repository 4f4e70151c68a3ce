"""One log, many writers, each killed; and one reader that follows over all of it."""

import random
import subprocess
import time
from pathlib import Path

from .chronicle import Chronicle
from .paidan import SECONDS_MAX, Broken, Paidan
from .victim import Plan, Victim


def run(paidan: Paidan, folder: Path, count: int, seed: int) -> str:
    log = folder / "log"
    paidan.run("append", log)
    draw = random.Random(seed)
    chronicle = Chronicle()
    offered = acknowledged = killed = number = 0
    with Follower(paidan, log, folder / "followed") as follower:
        while killed < count:
            number += 1
            plan = Plan.drawn(draw, number)
            try:
                victim = Victim(paidan, log, plan)
                told = chronicle.acknowledged(victim.end())
                check(paidan, log, chronicle, plan, told)
                follower.check_alive()
            except Broken as broken:
                raise Broken(f"writer {number}, {killed} killed before it: {broken}") from None
            killed += victim.was_killed
            offered += len(plan.lines)
            acknowledged += told
        follower.compare(chronicle)
    segments = paidan.segments(log)
    sealed = [segment for segment in segments if segment["sealed"]]
    repacked = [segment for segment in sealed if not segment["file"].endswith("-0.segment")]
    return (
        f"{killed} of {number} writers killed; {offered} records offered, {acknowledged} acknowledged, "
        f"{chronicle.records} kept; {len(segments)} segments, {len(sealed)} sealed, {len(repacked)} repacked; "
        "a follower saw each record once, in order")


def check(paidan: Paidan, log: Path, chronicle: Chronicle, plan: Plan, acknowledged: int) -> None:
    with subprocess.Popen(paidan.command("cat", log), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as cat:
        try:
            chronicle.extend(cat.stdout, plan.lines, acknowledged)
        finally:
            cat.stdout.close()
            said = cat.stderr.read().decode(errors="replace").strip()
    if cat.returncode != 0:
        raise Broken(f"paidan log cat exited with {cat.returncode}: {said}")
    paidan.run("verify", log)


class Follower:
    """A running `paidan log cat --follow`, its output in a file."""

    def __init__(self, paidan: Paidan, log: Path, output: Path) -> None:
        self._output = output
        self._file = open(output, "wb")
        self._process = subprocess.Popen(
            paidan.command("cat", log, "--follow"), stdin=subprocess.DEVNULL, stdout=self._file,
            stderr=subprocess.PIPE)

    def __enter__(self) -> "Follower":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()
        self._file.close()

    def check_alive(self) -> None:
        if self._process.poll() is not None:
            said = self._process.stderr.read().decode(errors="replace").strip()
            raise Broken(f"the follower exited with {self._process.returncode}: {said}")

    def compare(self, chronicle: Chronicle) -> None:
        """Gives it time to come to the end, and looks at all that it wrote."""
        deadline = time.monotonic() + SECONDS_MAX
        while self._output.stat().st_size < chronicle.byte_count:
            self.check_alive()
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        with open(self._output, "rb") as followed:
            try:
                chronicle.compare(followed)
            except Broken as broken:
                raise Broken(f"the follower: {broken}") from None
