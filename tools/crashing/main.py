"""The three parts, one after another, and one line that sums each up."""

import argparse
import random
import shutil
import tempfile
from pathlib import Path

from . import full_disk, kills, order
from .paidan import Broken, Paidan

COUNT = 200
PARTS = ["kills", "order", "full disk"]


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/crash",
        description="Kills a real writer with SIGKILL at random moments, again and again on one log, and checks the "
        "log against what was acknowledged; shows with strace that nothing is acknowledged before it is synced; "
        "fills a small tmpfs (as root). A seed decides what is offered and when the kill is due; where the writer "
        "is by then is up to the machine.")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help=f"how many kills (default {COUNT})")
    parser.add_argument("--seed", type=int, metavar="N", help="draw as the run with this seed did")
    parser.add_argument("--only", metavar="PART", choices=PARTS, help=f"one of: {', '.join(PARTS)}")
    parser.add_argument("--paidan", type=Path, metavar="FILE", help="the command to try, instead of building it")
    options = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(1 << 32) if options.seed is None else options.seed
    print(f"crash: seed {seed}", flush=True)
    paidan = Paidan(options.paidan.resolve()) if options.paidan else Paidan.built(root)
    bodies = [
        lambda folder: kills.run(paidan, folder, options.count, seed),
        lambda folder: order.run(paidan, folder),
        lambda folder: full_disk.run(paidan, folder, seed),
    ]
    chosen = [(name, body) for name, body in zip(PARTS, bodies, strict=True) if options.only in (None, name)]
    return 1 if sum(not part(name, body) for name, body in chosen) else 0


def part(name: str, body) -> bool:
    """Runs one part in a folder of its own, which stays when something is broken."""
    folder = Path(tempfile.mkdtemp(prefix="paidan-crash-"))
    try:
        print(f"crash: {name}: {body(folder)}", flush=True)
    except Broken as broken:
        print(f"crash: {name}: BROKEN: {broken}\n  the log is in {folder}", flush=True)
        return False
    shutil.rmtree(folder)
    return True
