"""What a daemon says of a data directory in which something is missing."""

import shutil
import tempfile
import unittest
from pathlib import Path

from crashing.client import Client
from running.daemon import Daemon, NotListening

PAIDAND = Path(__file__).resolve().parents[2] / ".build" / "release" / "paidand"


class DataDirectories(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="paidan-folders-")
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        with self.daemon() as daemon, Client(daemon.url, daemon.token) as client:
            client.done("POST", "/v1/tickets", {
                "channel": "phone", "confirmed": True, "description": "打不开",
                "customer": {"name": "张三", "contact": "13800001234"}})

    def daemon(self) -> "Running":
        return Running(self.data)

    def test_a_log_without_its_keys_is_refused_and_opens_again_with_them(self):
        shutil.move(self.data / "keys", self.data / "elsewhere")
        with self.assertRaisesRegex(NotListening, "are not those of the log.*restore both from one backup"):
            self.daemon().__enter__()
        shutil.rmtree(self.data / "keys")
        shutil.move(self.data / "elsewhere", self.data / "keys")
        with self.daemon() as daemon, Client(daemon.url, daemon.token) as client:
            self.assertEqual(len(list(client.tickets())), 1)


class Running:
    """A daemon for as long as a `with` lasts."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self) -> Daemon:
        self._daemon = Daemon(PAIDAND, self._data, "--listen", "127.0.0.1:0")
        return self._daemon

    def __exit__(self, *_: object) -> None:
        self._daemon.stop()
