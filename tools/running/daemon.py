"""A running paidand, from its start to its end."""

import contextlib
import json
import signal
import subprocess
import threading
from collections import deque
from pathlib import Path

# It replays its log before it listens, and drains before it ends, which it allows itself 30 s for.
START_SECONDS_MAX = 120
STOP_SECONDS_MAX = 40
WAIT_SECONDS = 60


class NotListening(Exception):
    """It did not come as far; the message says what it told last."""


class Daemon:
    """A process of `paidand`, ours to end. It ends with the process that started it, whatever happens to that."""

    def __init__(self, binary: Path, data: Path, *options: str, told: Path | None = None) -> None:
        """Returns when it listens.
        - Parameter told: the file that gets what it tells on standard error.
        """
        self.data = data
        self.url = ""
        self._last: deque[str] = deque(maxlen=20)
        self._heard = threading.Condition()
        self._is_over = False
        command = ["setpriv", "--pdeathsig", "TERM", str(binary), "--data", str(data), *options]
        # A group of its own: Ctrl-C reaches the daemon through `stop`, once.
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, process_group=0,
            text=True, encoding="utf-8", errors="replace")
        self._thread = threading.Thread(target=self._listen, args=(told,), daemon=True)
        self._thread.start()
        try:
            with self._heard:
                self._heard.wait_for(lambda: self.url or self._is_over, START_SECONDS_MAX)
            if not self.url:
                raise NotListening(self.last_words or f"paidand told nothing for {START_SECONDS_MAX} s")
        except BaseException:
            self.kill()
            raise

    @property
    def token(self) -> str:
        return (self.data / "admin-token").read_text().strip()

    @property
    def last_words(self) -> str:
        return "\n".join(self._last)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> int:
        """Lets it finish what it does. Gives its exit status."""
        try:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(STOP_SECONDS_MAX)
        finally:
            self.kill()
        return self._process.returncode

    def kill(self) -> None:
        """As a loss of power would, for all that it knows."""
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def wait(self) -> int:
        """Until it ends by itself, which it does not unless something is wrong."""
        # A wait without an end would sleep through a signal that comes just before it begins.
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._process.wait(WAIT_SECONDS)

    def _listen(self, told: Path | None) -> None:
        with self._process.stderr as lines, open(told or "/dev/null", "a", encoding="utf-8") as copy:
            for line in lines:
                copy.write(line)
                copy.flush()
                self._last.append(line.rstrip("\n"))
                if address := _address(line):
                    self._tell(url=address)
        self._tell(is_over=True)

    def _tell(self, url: str = "", is_over: bool = False) -> None:
        with self._heard:
            self.url = url or self.url
            self._is_over = is_over
            self._heard.notify_all()


def _address(line: str) -> str | None:
    """Where it listens, if the line says so."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told.get("address") if isinstance(told, dict) and told.get("message") == "listening" else None
