"""A day played against a daemon that dispatches like the real one."""

import contextlib
import io
import tempfile
import unittest
from collections import Counter
from pathlib import Path
from unittest import mock

from generating.day import make_day
from generating.main import main
from generating.player import Player
from generating.script import Response
from generating.server import Server, Stopped
from tests.fake_daemon import TOKEN, FakeDaemon

CONFLICT = (409, {"type": "urn:paidan:problem:conflict", "reason": "held-by-another"})
FAULT = (500, {"type": "urn:paidan:problem:internal", "title": "内部错误", "detail": "没有处理"})
INVALID = (422, {
    "type": "urn:paidan:problem:invalid", "title": "请求有误", "detail": "有 1 处需要改正。",
    "errors": [{"pointer": "/channel", "code": "value", "detail": "没有这个渠道。"}]})


class Plays(unittest.TestCase):
    def setUp(self):
        self.daemon = FakeDaemon()
        self.addCleanup(self.daemon.stop)

    def play(self, requests: int = 60, speed: float = 0, token: str = TOKEN) -> Player:
        server = Server(self.daemon.url, token)
        self.addCleanup(server.close)
        player = Player(make_day(1, 12, requests), server, speed, quiet_seconds=0.2)
        player.play()
        return player

    def meddle(self, action: str, answer, times: int = 1) -> None:
        """Gives `answer` to the first requests of that action."""
        left = [times]

        def meddle(method, path):
            if method == "GET" or not path.endswith(action) or not left[0]:
                return None
            left[0] -= 1
            return answer
        self.daemon.meddle = meddle

    def lives(self) -> Counter:
        return Counter(ticket["lifeCycle"] for ticket in self.daemon.tickets.values())

    def test_everything_that_is_counted_has_happened(self):
        counts = self.play(requests=300).counts
        lives = self.lives()
        self.assertEqual(counts.submitted, len(self.daemon.tickets))
        self.assertEqual(counts.accepted, lives["resolved"] + lives["closed"])
        self.assertEqual((counts.resolved, counts.rated), (counts.accepted, lives["closed"]))
        self.assertEqual(sum(len(ticket["passed"]) for ticket in self.daemon.tickets.values()), counts.declined)
        self.assertTrue(counts.accepted > 250 and counts.declined > 5 and counts.rated > 100, counts)
        self.assertEqual(f"{counts}".split(", ")[-1], f"{lives['waiting'] + lives['offered']} still waiting")
        self.assertEqual(self.daemon.complaints, [])
        self.assertEqual({agent["presence"] for agent in self.daemon.agents.values()}, {"offline"})

    def test_every_post_has_a_key_of_its_own_in_every_run(self):
        self.play(requests=10)
        self.play(requests=10)
        keys = [key for method, _, key in self.daemon.requests if method == "POST"]
        self.assertGreater(len(keys), 40)
        self.assertTrue(all(keys) and len(set(keys)) == len(keys))

    def test_a_day_ends_by_itself_at_speed_too(self):
        counts = self.play(requests=40, speed=40_000).counts
        self.assertEqual(counts.submitted, 40)
        self.assertEqual(counts.accepted, counts.resolved)

    def test_a_day_without_requests_is_over_soon(self):
        self.assertEqual(f"{self.play(requests=0).counts}".split(", ")[0], "0 submitted")

    def test_what_an_action_causes_comes_before_what_is_next_however_late_it_is_told(self):
        played = []
        for lag in [0.0, 0.005]:
            self.daemon.lag_seconds = lag
            self.play(requests=40)
            played.append([(method, path) for method, path, _ in self.daemon.requests if method != "GET"])
            self.daemon.forget()
        self.assertEqual(played[0], played[1])

    def test_each_offer_of_a_ticket_is_another_attempt(self):
        attempts: dict[str, list[int]] = {}

        def decline(_, ticket, attempt, __):
            attempts.setdefault(ticket, []).append(attempt)
            return Response(60, "不行")
        with mock.patch("generating.player.draw_response", decline):
            self.assertEqual(self.play(requests=10).counts.accepted, 0)
        self.assertTrue(all(seen == list(range(len(seen))) for seen in attempts.values()), attempts)
        self.assertGreater(max(map(len, attempts.values())), 5)

    def test_being_late_is_life(self):
        for action in ["accept", "resolve", "rate", "decline"]:
            with self.subTest(action):
                self.meddle(action, CONFLICT, times=1000)
                self.assertEqual(getattr(self.play().counts, action.removesuffix("e") + "ed"), 0)
                self.daemon.forget()

    def test_agents_of_others_are_left_alone(self):
        self.daemon.agents["somebody"] = {"presence": "online", "capacity": 1000}
        counts = self.play(requests=5).counts
        self.assertEqual((counts.accepted, counts.submitted), (0, 5))

    def test_tickets_of_others_are_dealt_with_and_not_counted(self):
        self.daemon.answer("POST", "/v1/tickets", None)
        counts = self.play(requests=0).counts
        self.assertEqual(self.lives(), {"resolved": 1})
        self.assertEqual(str(counts), "0 submitted, 0 accepted, 0 declined, 0 resolved, 0 rated, 0 still waiting")

    def test_what_a_play_left_behind_is_finished_by_the_next(self):
        self.meddle("decline", FAULT, times=1000)
        with self.assertRaises(Stopped):
            self.play()
        self.assertTrue(self.lives()["offered"] + self.lives()["accepted"])
        self.meddle("decline", None)
        self.play(requests=0)
        self.assertEqual(self.lives().keys() - {"waiting", "closed", "resolved"}, set())

    def test_anything_else_ends_the_play_and_is_told(self):
        for action, answer, told in [
            ("accept", FAULT, "accept was answered 500: urn:paidan:problem:internal: 内部错误: 没有处理"),
            ("/v1/tickets", INVALID, "/channel: 没有这个渠道。"),
            ("presence", (404, {}), "presence was answered 404"),
        ]:
            with self.subTest(action), self.assertRaisesRegex(Stopped, told):
                self.meddle(action, answer)
                self.play()

    def test_a_kept_connection_may_be_closed_and_what_is_asked_again_has_the_same_key(self):
        self.meddle("resolve", "hang up")
        counts = self.play().counts
        keys = Counter(key for method, _, key in self.daemon.requests if method == "POST")
        self.assertEqual(sorted(keys.values())[-2:], [1, 2])
        self.assertEqual(counts.accepted, counts.resolved)

    def test_a_daemon_that_only_hangs_up_ends_the_play(self):
        self.meddle("resolve", "hang up", times=2)
        with self.assertRaisesRegex(Stopped, "resolve got no answer"):
            self.play()

    def test_a_daemon_that_stops_ends_the_play(self):
        def meddle(_, path):
            if path.endswith("/resolve"):
                self.daemon.end_streams()
        self.daemon.meddle = meddle
        with self.assertRaisesRegex(Stopped, "ended the stream"):
            self.play()

    def test_a_stream_that_is_refused_or_is_none_ends_the_play(self):
        for answer, told in [((503, {"title": "忙"}), "answered 503: 忙"), ((200, {}), "no event: {}")]:
            self.daemon.meddle = lambda _, path, answer=answer: answer if path.startswith("/v1/events") else None
            with self.subTest(told), self.assertRaisesRegex(Stopped, told):
                self.play()

    def test_a_wrong_token_is_told(self):
        with self.assertRaisesRegex(Stopped, "answered 401.*未登录"):
            self.play(token="wrong")


class TheCommand(unittest.TestCase):
    def run_command(self, *arguments: str) -> tuple[int, str, str]:
        told, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(complained):
            status = main(list(arguments))
        return status, told.getvalue(), complained.getvalue()

    def test_it_plays_and_prints_one_line(self):
        daemon = FakeDaemon()
        self.addCleanup(daemon.stop)
        with tempfile.TemporaryDirectory() as folder:
            token = Path(folder) / "token"
            token.write_text(TOKEN + "\n")
            status, told, complained = self.run_command(
                "play", "--server", daemon.url, "--token-file", str(token), "--speed", "0", "--requests", "20")
            self.assertEqual((status, complained), (0, ""))
            self.assertRegex(told, r"^play: 20 submitted, .* still waiting\n$")

    def test_it_says_what_is_missing(self):
        with tempfile.NamedTemporaryFile() as token:
            for server, file, complaint in [
                ("http://127.0.0.1:9", token.name, "no daemon answers at http://127.0.0.1:9"),
                ("127.0.0.1:8480", token.name, "is no address"),
                ("http://127.0.0.1:9", token.name + "x", "No such file"),
            ]:
                with self.subTest(complaint):
                    status, _, complained = self.run_command("play", "--server", server, "--token-file", file)
                    self.assertEqual(status, 1)
                    self.assertIn(complaint, complained)

    def test_numbers_out_of_range_are_bad_use(self):
        for arguments in [["day", "--people", "0"], ["day", "--requests", "x"], ["day", "--seed", "x"], []]:
            with self.subTest(arguments), self.assertRaises(SystemExit) as exit:
                self.run_command(*arguments)
            self.assertEqual(exit.exception.code, 2)
