"""One data directory, many daemons, each killed under load."""

import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from running.daemon import Daemon, NotListening

from .client import Client, Gone
from .load import Asked, Load, introduce
from .paidan import Broken, Paidan
from .promises import Promises, check_ticket, repeat

# Of what the last load asked, so much is asked again after its daemon's death; and so much of what came before.
_REPEATS = 100
_OLD_REPEATS = 20
_LOOKED_AT = 20


@dataclass(frozen=True)
class Death:
    """When a daemon is killed: so long after its start, or under load by the number of answers or by time."""

    start_seconds: float | None = None
    acknowledged: int | None = None
    seconds: float = 30

    @staticmethod
    def drawn(draw: random.Random) -> "Death":
        kind = draw.random()
        if kind < 0.15:
            return Death(start_seconds=draw.uniform(0, 0.3))
        if kind < 0.6:
            return Death(acknowledged=draw.randint(1, 400))
        return Death(seconds=draw.uniform(0, 0.8))


class Ordeal:
    def __init__(self, paidan: Paidan, paidand: Path, folder: Path, seed: int) -> None:
        self._paidan = paidan
        self._paidand = paidand
        self._data = folder / "data"
        self._told = folder / "daemon.log"
        self._seed = seed
        self._draw = random.Random(seed)
        self.promises = Promises()
        self._last: list[Asked] = []
        # Everything under a key, so that old ones are asked again too.
        self._keyed: list[Asked] = []
        self.repeats = 0

    def start(self) -> Daemon:
        try:
            return Daemon(self._paidand, self._data, "--listen", "127.0.0.1:0", told=self._told)
        except NotListening as refused:
            raise Broken(f"the daemon does not start again: {refused}") from None

    @contextmanager
    def living(self) -> Iterator[Daemon]:
        """A daemon for as long as this lasts, and killed after it: it must not die before."""
        daemon = self.start()
        try:
            yield daemon
            if not daemon.is_running:
                raise Gone("it ended")
        except Gone as gone:
            raise Broken(f"the daemon died by itself: {gone}; its last words: {daemon.last_words}") from None
        finally:
            daemon.kill()

    def begin(self) -> None:
        with self.living() as daemon, Client(daemon.url, daemon.token) as client:
            introduce(client)

    def round(self, number: int) -> None:
        """One life of the daemon, on what the one before left."""
        death = Death.drawn(self._draw)
        if death.start_seconds is not None:
            self._kill_while_starting(death.start_seconds)
            return
        with self.living() as daemon:
            self.check(daemon)
            load = Load(daemon.url, daemon.token, f"{self._seed}-{number}")
            load.wait(death.acknowledged, death.seconds)
        self._last = load.end()
        self._keyed += [each for each in self._last if each.key is not None]
        self.promises.note(self._last)

    def _kill_while_starting(self, seconds: float) -> None:
        with subprocess.Popen(
            [str(self._paidand), "--data", str(self._data), "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(seconds)
            process.kill()
        if process.returncode != -signal.SIGKILL:
            raise Broken(f"the daemon did not start again, but exited with {process.returncode}")

    def check(self, daemon: Daemon) -> None:
        """What the daemon before promised, this one keeps."""
        with Client(daemon.url, daemon.token) as client:
            self.promises.read_on(client)
            self.promises.check(self._last)
            acknowledged = [each for each in self._last if each.is_acknowledged]
            for each in self._some(acknowledged, _LOOKED_AT):
                check_ticket(client, each)
            # Without an answer one asks again: that is what a key is for.
            unanswered = [each for each in self._last if each.key is not None and not each.is_acknowledged]
            answered = [each for each in acknowledged if each.key is not None]
            for each in unanswered + self._some(answered, _REPEATS) + self._some(self._keyed, _OLD_REPEATS):
                repeat(client, each)
                self.repeats += 1
            self.promises.read_on(client)
            self.promises.check(self._last)
        self._last = []
        self._paidan.run("verify", self._data / "log")

    def _some(self, of: list[Asked], count: int) -> list[Asked]:
        return self._draw.sample(of, min(count, len(of)))

    def end(self) -> None:
        """The last one is told to stop, and everything is looked at once more."""
        with self.living() as daemon:
            self.check(daemon)
            with Client(daemon.url, daemon.token) as client:
                self.promises.check_all(client)
        daemon = self.start()
        if (status := daemon.stop()) != 0:
            raise Broken(f"told to stop, the daemon exited with {status}: {daemon.last_words}")
        self._paidan.run("verify", self._data / "log")


def run(paidan: Paidan, paidand: Path, folder: Path, count: int, seed: int) -> str:
    ordeal = Ordeal(paidan, paidand, folder, seed)
    ordeal.begin()
    for number in range(1, count + 1):
        try:
            ordeal.round(number)
        except Broken as broken:
            raise Broken(f"after {number - 1} kills: {broken}") from None
    ordeal.end()
    told = ordeal.promises.acknowledged
    return (
        f"{count} daemons killed; acknowledged {told['submit']} submissions, {told['accept']} acceptances and "
        f"{told['resolve']} resolutions, all there once; {ordeal.promises.tickets} tickets, no number twice; "
        f"{ordeal.repeats} repeats under their keys answered the same; {ordeal.promises.events} events, the log whole")
