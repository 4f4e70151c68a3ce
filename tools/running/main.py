"""The command line of tools/run: builds, starts, plays, shows, and stays until it is told to go."""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from generating.day import Day, make_day
from generating.player import Player
from generating.server import Server, Stopped

from .daemon import Daemon, NotListening
from .ports import listen_address
from .telling import come_again, try_this

SEED = 1
PEOPLE = 12
REQUESTS = 300
# A day of twelve hours and a half in less than a quarter of a minute.
SPEED = 4000.0
BINARIES = Path(".build/release")
# Relative to the repository, as the commands that are printed have it.
FOLDER = Path(".build-demo")


class Ended(Exception):
    """Somebody told us to go."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number


def main(arguments: list[str], root: Path) -> int:
    options = parser().parse_args(arguments)
    os.chdir(root)
    if options.log:
        os.execv("tools/running/log", ["tools/running/log"])
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        with open(options.folder / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not options.built:
                build()
            return show(options)
    except BlockingIOError:
        return complain(f"another tools/run is at work in {options.folder}: end it first")
    except (NotListening, Stopped) as stopped:
        return complain(str(stopped))
    except BrokenPipeError:
        # Whoever reads has seen enough; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Ended as ended:
        return ended.status


def build() -> None:
    """The flags of tools/test, so that nothing is built twice."""
    say("Building paidand and paidan, in release: minutes the first time, seconds after that … ", end="")
    for product in ("paidand", "paidan"):
        command = ["swift", "build", "-c", "release", "--product", product]
        built = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if built.returncode != 0:
            raise Stopped(f"{product} does not build.\n{built.stdout}")
    say("done.")


def show(options: argparse.Namespace) -> int:
    data, told = options.folder / "data", options.folder / "daemon.log"
    if data.exists():
        shutil.rmtree(data)
    told.write_text("")
    daemon = Daemon(BINARIES / "paidand", data, "--listen", listen_address(), told=told)
    try:
        say(f"The daemon listens on {daemon.url}. Its data are in {data}, made anew; what it tells is in {told}.\n")
        day = None if options.empty else make_day(SEED, PEOPLE, options.requests)
        if day:
            play(day, daemon, options.speed)
            look(daemon)
        if options.once or not (sys.stdin.isatty() and sys.stdout.isatty()):
            say(come_again(data))
            return 0
        say(try_this(daemon.url, data, day and day.agents[0].identifier))
        return remain(daemon)
    finally:
        daemon.stop()


def play(day: Day, daemon: Daemon, speed: float) -> None:
    people, requests = len(day.agents), len(day.requests)
    pace = f"{speed:.0f} times as fast as life" if speed else "as fast as it goes"
    say(f"A made-up day of {people} agents and {requests} requests, {pace} … ", end="")
    server = Server(daemon.url, daemon.token)
    try:
        player = Player(day, server, speed)
        player.play()
    finally:
        server.close()
    say(f"over.\n{player.counts}.\n")


def look(daemon: Daemon) -> None:
    """What somebody sees who looks now."""
    for more in (["tail"], ["queue", "--limit", "5"]):
        command = [str(BINARIES / "paidan"), *more, "--data", str(daemon.data)]
        say(f"$ {' '.join(command)}")
        if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
            raise Stopped(f"paidan {more[0]} did not do what it should")
        say("")


def remain(daemon: Daemon) -> int:
    # From when it is said on, Ctrl-C is how it ends, and no failure.
    try:
        say("\nThe daemon runs until you press Ctrl-C.")
        status = daemon.wait()
    except KeyboardInterrupt:
        say("\nThe daemon stops. Its data stay until the next run.")
        return 0
    raise Stopped(f"the daemon ended by itself, with status {status}:\n{daemon.last_words}")


def _end(number: int, _: FrameType | None) -> None:
    raise Ended(number)


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)


def complain(text: str) -> int:
    print(f"tools/run: {text}", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="tools/run",
        description="Builds Paidan, starts a daemon on data made anew, plays a made-up day against it, and says what "
        "to try. It stays until Ctrl-C; where nobody sits at a terminal it stops the daemon and ends.")
    made.add_argument("--empty", action="store_true", help="start clean: no agents, no tickets")
    made.add_argument("--once", action="store_true", help="stop the daemon when everything is shown, and end")
    made.add_argument("--log", action="store_true", help="show the log underneath, without a daemon, instead")
    made.add_argument(
        "--requests", type=int, default=REQUESTS, metavar="N", help=f"how many the day has (default {REQUESTS})")
    made.add_argument(
        "--speed", type=float, default=SPEED, metavar="N",
        help=f"how many times as fast as life (default {SPEED:.0f}); 0: without waiting")
    made.add_argument("--built", action="store_true", help="take what is built; build nothing")
    made.add_argument(
        "--folder", type=Path, default=FOLDER, metavar="DIR", help=f"where everything is made (default {FOLDER})")
    return made
