"""What is killed, part by part, and one line that sums each part up."""

import argparse
import random
import shutil
import tempfile
from pathlib import Path

from . import daemon_kills, full_disk, kills, order
from .paidan import Broken, Paidan, built

COUNTS = {"log": 200, "daemon": 100}
PARTS = ["kills", "order", "full disk"]


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/crash",
        description="Kills a real writer with SIGKILL at random moments, again and again on one log, and checks the "
        "log against what was acknowledged; shows with strace that nothing is acknowledged before it is synced; "
        "fills a small tmpfs (as root). `tools/crash daemon` kills the daemon under load instead, again and again on "
        "one data directory, and checks what the next one knows. A seed decides what is offered and when the kill is "
        "due; where the victim is by then is up to the machine.")
    parser.add_argument(
        "victim", nargs="?", choices=list(COUNTS), default="log", help="what is killed (default log)")
    parser.add_argument(
        "--count", type=int, metavar="N",
        help=f"how many kills (default {COUNTS['log']}, of the daemon {COUNTS['daemon']})")
    parser.add_argument("--seed", type=int, metavar="N", help="draw as the run with this seed did")
    parser.add_argument(
        "--only", metavar="PART", choices=PARTS, help=f"of the log's parts one: {', '.join(PARTS)}")
    parser.add_argument("--paidan", type=Path, metavar="FILE", help="the command to try, instead of building it")
    parser.add_argument("--paidand", type=Path, metavar="FILE", help="the daemon to kill, instead of building it")
    options = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(1 << 32) if options.seed is None else options.seed
    print(f"crash: seed {seed}", flush=True)
    paidan = Paidan(options.paidan.resolve() if options.paidan else built(root, "paidan"))
    count = COUNTS[options.victim] if options.count is None else options.count
    if options.victim == "daemon":
        paidand = options.paidand.resolve() if options.paidand else built(root, "paidand")
        return 0 if part("daemon", lambda folder: daemon_kills.run(paidan, paidand, folder, count, seed)) else 1
    bodies = [
        lambda folder: kills.run(paidan, folder, count, seed),
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
        print(f"crash: {name}: BROKEN: {broken}\n  what is left is in {folder}", flush=True)
        return False
    shutil.rmtree(folder)
    return True
