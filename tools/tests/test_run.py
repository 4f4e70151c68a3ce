"""tools/run on a tiny day, and the end of its daemon, whatever ends tools/run."""

import contextlib
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from running.daemon import Daemon, NotListening
from running.ports import listen_address
from running.telling import try_this

ROOT = Path(__file__).resolve().parents[2]
PAIDAND = ROOT / ".build" / "release" / "paidand"
ENVIRONMENT = {**os.environ, "PYTHONPATH": "tools", "PYTHONDONTWRITEBYTECODE": "1"}
SECONDS_MAX = 120


def answers(url: str) -> bool:
    parts = urlsplit(url)
    with contextlib.suppress(OSError), socket.create_connection((parts.hostname, parts.port), timeout=5):
        return True
    return False


class AFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="paidan-run-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class TheCommand(AFolder):
    def command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "running", "--built", "--folder", str(self.folder), *options]

    def run_once(self, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*options), cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=SECONDS_MAX)

    @contextlib.contextmanager
    def at_a_terminal(self, until: str, *options: str):
        """The running command and what it said until a line with `until`."""
        leader, follower = pty.openpty()
        with subprocess.Popen(
            self.command(*options), cwd=ROOT, env=ENVIRONMENT, stdin=follower, stdout=follower,
            stderr=subprocess.STDOUT, start_new_session=True,
        ) as process:
            os.close(follower)
            watch = threading.Timer(SECONDS_MAX, process.kill)
            watch.start()
            try:
                with open(leader, encoding="utf-8", errors="replace", closefd=True) as terminal:
                    said = ""
                    while until not in said:
                        said += terminal.readline()
                    yield process, said
            finally:
                watch.cancel()
                process.kill()

    def test_a_tiny_day_is_played_and_shown_and_the_daemon_is_gone(self):
        ended = self.run_once("--requests", "4", "--speed", "0")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertRegex(ended.stdout, r"(?m)^4 submitted, \d accepted")
        self.assertRegex(ended.stdout, r"(?m)^\$ .*paidan tail")
        self.assertRegex(ended.stdout, r"\d{6}-\d{3} +(resolved|rated|closed)")
        self.assertRegex(ended.stdout, r"(?m)^\$ .*paidan queue")
        self.assertIn("\n    tools/run\n", ended.stdout)
        told = re.findall(r"(?m)^    (\.build/release/paidan .*)$", ended.stdout)
        self.assertEqual(len(told), 1)
        for command in told:
            again = subprocess.run(command.split(), cwd=ROOT, capture_output=True, text=True, timeout=SECONDS_MAX)
            self.assertEqual((again.returncode, again.stderr), (0, ""))
            self.assertIn("resolved", again.stdout)
        url = re.search(r"listens on (http://\S+)\.", ended.stdout)[1]
        self.assertFalse(answers(url))
        self.assertIn('"stopped"', (self.folder / "daemon.log").read_text())

    def test_at_a_terminal_it_stays_until_ctrl_c_and_takes_the_daemon_along(self):
        with self.at_a_terminal("until you press Ctrl-C", "--empty") as (process, said):
            url = (self.folder / "data" / "address").read_text().strip()
            self.assertIn(url, said)
            self.assertTrue(answers(url))
            self.assertNotIn("submitted", said)
            for command in ("tail", "submit", "queue", "agents", "presence"):
                self.assertIn(f"    .build/release/paidan {command} ", said)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(SECONDS_MAX), 0)
            self.assertFalse(answers(url))

    def test_a_second_one_is_refused_and_a_signal_ends_the_first_with_its_daemon(self):
        with self.at_a_terminal("until you press Ctrl-C", "--empty") as (process, _):
            refused = self.run_once("--once")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("another tools/run is at work", refused.stderr)
            process.terminate()
            self.assertEqual(process.wait(SECONDS_MAX), 128 + signal.SIGTERM)
        self.assertIn('"stopped"', (self.folder / "daemon.log").read_text())


class Daemons(AFolder):
    def test_it_has_an_address_and_a_token_and_ends_well(self):
        daemon = Daemon(PAIDAND, self.folder / "data", "--listen", "127.0.0.1:0")
        self.addCleanup(daemon.kill)
        self.assertTrue(daemon.token.startswith("paidan_"))
        self.assertTrue(answers(daemon.url))
        self.assertEqual(daemon.stop(), 0)

    def test_one_that_does_not_start_is_told(self):
        with self.assertRaisesRegex(NotListening, "log-level cannot be 'loud'"):
            Daemon(PAIDAND, self.folder / "data", "--log-level", "loud")

    def test_a_port_that_is_taken_is_not_asked_for(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.assertEqual(listen_address(taken.getsockname()[1]), "127.0.0.1:0")


class Telling(unittest.TestCase):
    def test_an_empty_daemon_gets_an_agent_to_begin_with(self):
        self.assertIn("agents set lin", try_this("http://127.0.0.1:1", Path("d"), None))
        self.assertIn("presence lin online", try_this("http://127.0.0.1:1", Path("d"), "lin"))
