"""The running daemon keeps its contract, whatever it is asked: no fault of its own, no answer outside of it."""

import http.client
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from generating.day import make_day
from generating.player import Player
from generating.server import Server
from running.daemon import Daemon
from tests.contract import Contract

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"
SEED = 1
# Drawn for each operation; all of it takes half a minute on an idle machine.
EXAMPLES_MAX = 40
SECONDS_MAX = 600


class TheDaemon(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="paidan-conforming-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.daemon = Daemon(
            ROOT / ".build" / "release" / "paidand", self.folder / "data", "--listen", "127.0.0.1:0",
            told=self.folder / "told")
        self.addCleanup(self.daemon.stop)

    def fill(self) -> None:
        """Tickets of every kind, and a team that is at work, so that what is made up finds something."""
        day = make_day(SEED, 6, 12)
        server = Server(self.daemon.url, self.daemon.token)
        self.addCleanup(server.close)
        Player(day, server, speed=0, quiet_seconds=0.2).play()
        for agent in day.agents:
            server.put(f"/v1/agents/{agent.identifier}", {**agent.body, "capacity": 1000})
            server.put(f"/v1/agents/{agent.identifier}/presence", {"state": "online"})

    def test_a_header_that_says_nothing_is_no_language_and_ends_no_daemon(self):
        address = urlsplit(self.daemon.url)
        for languages in [";", ",", ";;q=1", ", ;", " ", "zh;", ";zh", "-"]:
            connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS_MAX)
            self.addCleanup(connection.close)
            connection.request("GET", "/v1/agents", headers={"Accept-Language": languages})
            with self.subTest(languages):
                self.assertEqual(connection.getresponse().status, 401)

    def test_no_answer_is_outside_the_contract(self):
        self.fill()
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file", str(TOOLS / "conforming" / "schemathesis.toml"), "run",
            str(ROOT / "schemas" / "http" / "openapi.yaml"), "--url", self.daemon.url, "--seed", str(SEED),
            "--generation-database", "none", "--max-examples", str(EXAMPLES_MAX), "--no-color", "--warnings", "off"]
        environment = {
            **os.environ, "PAIDAN_TOKEN": self.daemon.token, "PYTHONPATH": str(TOOLS), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(
            command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=SECONDS_MAX)
        self.assertEqual(run.returncode, 0, f"seed {SEED}:\n{run.stdout}")
        # No operation may be left out without anybody noticing.
        self.assertIn(f"Tested: {len(list(Contract().operations()))}\n", run.stdout)
        self.assertNotIn('"level":"critical"', (self.folder / "told").read_text())
