"""The command line."""

import argparse
import json
import math
import os
import sys
from pathlib import Path

from .day import Day, lines, make_day
from .player import Player
from .server import Server, Stopped

PEOPLE_MAX = 500
REQUESTS_MAX = 100_000
INTERRUPTED = 130
NOBODY_READS = 141

_EXAMPLES = """examples:
  tools/generate day | head
  tools/generate day --seed 7 --people 40 --requests 2000 >day.jsonl
  tools/generate play --server http://127.0.0.1:8480 --token-file paidan-data/admin-token --speed 600
"""


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    day = make_day(options.seed, options.people, options.requests)
    return play(day, options) if options.part == "play" else show(day)


def show(day: Day) -> int:
    try:
        for line in lines(day):
            print(json.dumps(line, ensure_ascii=False))
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return 0


def play(day: Day, options: argparse.Namespace) -> int:
    try:
        token = options.token_file.read_text().strip()
        server = Server(options.server, token)
    except (OSError, Stopped) as error:
        print(f"tools/generate: {error}", file=sys.stderr)
        return 1
    player, status = Player(day, server, options.speed), 0
    try:
        player.play()
    except Stopped as stopped:
        print(f"tools/generate: {stopped}", file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        status = INTERRUPTED
    finally:
        server.close()
    print(f"play: {player.counts}")
    return status


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="tools/generate", epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Makes up a believable day of a Chinese service team: who works, who asks for what and when,\n"
        "how agents and customers behave. Equal seeds make equal days.")
    parts = top.add_subparsers(dest="part", required=True, metavar="PART")
    day = parts.add_parser("day", help="print a day as JSON lines")
    playing = parts.add_parser("play", help="play a day against a running daemon")
    for part in (day, playing):
        part.add_argument("--seed", type=int, default=1, metavar="N", help="which day (default 1)")
        part.add_argument(
            "--people", type=_number(1, PEOPLE_MAX), default=12, metavar="N", help="how many agents (default 12)")
        part.add_argument(
            "--requests", type=_number(0, REQUESTS_MAX), default=300, metavar="N", help="how many (default 300)")
    playing.add_argument("--server", required=True, metavar="URL", help="where the daemon listens")
    playing.add_argument("--token-file", required=True, type=Path, metavar="FILE", help="holds an account's token")
    playing.add_argument(
        "--speed", type=_speed, default=600.0, metavar="N",
        help="how many times as fast as the clock (default 600, a day in a minute and a half); 0: without waiting")
    return top


def _number(low: int, high: int):
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text} is no number from {low} to {high}")
        return int(text)
    return read


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0 <= speed < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is no speed: 0 or more")
    return speed
