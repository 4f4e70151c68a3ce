"""The made-up day: equal for equal seeds, believable, and within the contract."""

import json
import os
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path

from generating import day as days
from generating.agents import Agent, Manner
from generating.draw import Draw
from generating.grammar import Wording
from generating.kinds import KINDS, draw_wording
from generating.pace import Pace
from generating.script import ACCEPT_WITHIN, draw_response, seconds_of
from generating.times import at, shown
from generating.work import Work
from tests.contract import Contract

GENERATE = Path(__file__).resolve().parents[1] / "generate"
PINNED = [484, 32, 76, "e", "c", False, [5, 1, 4]]


class Draws(unittest.TestCase):
    def test_they_are_the_same_for_ever(self):
        """These numbers were drawn once. If they change, every seed that anybody wrote down means something else."""
        draw = Draw("paidan").fork("for ever", 1)
        drawn = [draw.between(1, 1000), draw.around_middle(0, 100), draw.mostly_low(0, 100), draw.pick("abcdefgh")]
        drawn += [draw.weighted({"a": 1, "b": 2, "c": 3}), draw.chance(0.5), draw.some(3, range(10))]
        self.assertEqual(drawn, PINNED)

    def test_they_keep_within_their_bounds_and_reach_them(self):
        draw = Draw("bounds")
        for name in ["between", "mostly_low"]:
            with self.subTest(name):
                self.assertEqual({getattr(draw, name)(3, 6) for _ in range(500)}, {3, 4, 5, 6})
        self.assertLessEqual({draw.around_middle(3, 6) for _ in range(500)}, {3, 4, 5, 6})
        counts = Counter(draw.weighted({"seldom": 1, "often": 9}) for _ in range(1000))
        self.assertGreater(counts["often"], 4 * counts["seldom"])

    def test_a_fork_does_not_move_with_what_others_draw(self):
        draw = Draw("seed")
        before = draw.fork("part").between(0, 10**9)
        draw.between(0, 10**9)
        self.assertEqual(draw.fork("part").between(0, 10**9), before)


class Days(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract()
        cls.day = days.make_day(seed=1, people=12, requests=300)
        cls.bodies = [request.body for request in cls.day.requests]

    def generated(self, *arguments: str, **environment: str) -> bytes:
        command = [sys.executable, GENERATE, "day", *arguments]
        return subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment}).stdout

    def test_equal_seeds_make_equal_days_in_every_process(self):
        first = self.generated("--seed", "5", PYTHONHASHSEED="1", PYTHONIOENCODING="utf-8")
        self.assertEqual(self.generated("--seed", "5", PYTHONHASHSEED="2", PYTHONIOENCODING="utf-8"), first)
        self.assertNotEqual(self.generated("--seed", "6", PYTHONIOENCODING="utf-8"), first)
        lines = [json.loads(line) for line in first.splitlines()]
        kinds = Counter(line["kind"] for line in lines)
        self.assertEqual((kinds["day"], kinds["agent"], kinds["request"]), (1, 12, 300))
        times = [line["at"] for line in lines if "at" in line]
        self.assertEqual(times, sorted(times))

    def test_the_team_stays_when_the_number_of_requests_changes(self):
        self.assertEqual(days.make_day(1, 12, 10).agents, self.day.agents)

    def test_everything_that_is_sent_is_within_the_contract(self):
        sent = [("AgentChange", agent.body) for agent in self.day.agents]
        sent += [("Submission", body) for body in self.bodies]
        for request in self.day.requests:
            work = request.work
            sent += [("Progress", {"agent": "lin", **note.body}) for note in work.notes]
            sent += [("Resolution", {"agent": "lin", "solution": work.solution})]
            sent += [("Rating", work.rating.body)] if work.rating else []
        for schema, body in sent:
            self.assertEqual(self.contract.named(schema, body), [], body)

    def test_people_come_at_nine_eat_and_go_home(self):
        for agent in self.day.agents:
            (came, online), *_, (left, offline) = agent.presence
            with self.subTest(agent.identifier):
                self.assertEqual((online, offline), ("online", "offline"))
                self.assertTrue(at(8, 50) <= came <= at(9, 10) and at(17, 55) <= left <= at(18, 50))
                self.assertIn("busy", [state for time, state in agent.presence if at(11, 40) <= time <= at(12, 20)])
                self.assertEqual(agent.presence, sorted(agent.presence))

    def test_people_have_names_of_their_own_and_together_every_skill(self):
        for people in [6, 12, 200]:
            agents = days.make_day(1, people, 0).agents
            self.assertEqual(len({agent.identifier for agent in agents}), people)
            skills = {skill["name"] for agent in agents for skill in agent.body["skills"]}
            self.assertEqual(skills, {"系统故障", "投诉处理", "售后"})

    def test_requests_come_mostly_in_the_morning_and_the_afternoon(self):
        hours = Counter(request.at // 3600 for request in self.day.requests)
        self.assertGreater(hours[10], 2 * hours[12])
        self.assertGreater(hours[15], hours[19])
        self.assertEqual([request.at for request in self.day.requests], sorted(r.at for r in self.day.requests))

    def test_customers_are_nobody_and_some_come_again(self):
        contacts = Counter(body["customer"]["contact"] for body in self.bodies)
        for contact in contacts:
            self.assertRegex(contact, r"^138000\d{5}$|@example\.com$")
        self.assertTrue(210 < len(contacts) < 290, len(contacts))
        names = {(body["customer"]["contact"], body["customer"]["name"]) for body in self.bodies}
        self.assertEqual(len(names), len(contacts))
        many = days.make_day(1, 1, 3000).requests
        self.assertGreater(len({request.body["customer"]["contact"] for request in many}), 2000)

    def test_texts_differ_and_are_whole(self):
        texts = [body["description"] for body in self.bodies]
        self.assertGreater(len(set(texts)), 290)
        for text in texts:
            self.assertNotRegex(text, r"[{},?!:;]|[，。？！：]{2}|^[，。？！]|，$", text)

    def test_channels_and_kinds_are_mixed(self):
        self.assertEqual(len({body["channel"] for body in self.bodies}), 9)
        self.assertEqual({request.asked.kind for request in self.day.requests}, KINDS.keys())
        for words in ["紧急", "加急", "不紧急", "投诉", "退货", "建议", "请问"]:
            self.assertTrue(any(words in body["description"] for body in self.bodies), words)


class Words(unittest.TestCase):
    def test_each_name_is_drawn_once_for_a_matter(self):
        rules = {"text": ["{thing}{thing}"], "answer": ["{thing}"], "thing": list("一二三四五六七八九")}
        for index in range(50):
            words = Wording(Draw(f"{index}"), rules, {})
            text = words.text("text")
            self.assertEqual(text, words.text("answer") * 2)
            self.assertEqual(words.carried_on(Draw("other")).fresh("answer") * 2, text)

    def test_every_phrase_of_every_kind_can_be_said(self):
        for kind in KINDS:
            for index in range(300):
                words = draw_wording(Draw(f"{kind} {index}"), kind)
                for name in ["text", "again", "expected", "note", "solution"]:
                    self.assertNotRegex(words.fresh(name), r"[{}]|，，|。。|^$")


class Behaviour(unittest.TestCase):
    def agent(self, **changes: object) -> Agent:
        manner = {"answer_seconds": (60, 300), "decline_percent": 0, "silent_percent": 0, "pace_percent": 100}
        return Agent("lin", {}, Manner(**{**manner, **changes}))

    def responses(self, agent: Agent):
        return [draw_response(1, f"ticket {index}", 0, agent) for index in range(200)]

    def test_equal_offers_are_answered_alike_and_another_attempt_is_another_matter(self):
        agent = self.agent(decline_percent=50)
        self.assertEqual(self.responses(agent), self.responses(agent))
        again = [draw_response(1, f"ticket {index}", 1, agent) for index in range(200)]
        self.assertNotEqual(again, self.responses(agent))

    def test_agents_keep_to_their_manner(self):
        self.assertTrue(all(r.reason is None and 60 <= r.after_seconds <= 300 for r in self.responses(self.agent())))
        self.assertTrue(all(r.reason for r in self.responses(self.agent(decline_percent=100))))
        late = self.responses(self.agent(silent_percent=100))
        self.assertTrue(all(r.reason and r.after_seconds > ACCEPT_WITHIN for r in late))
        self.assertEqual(seconds_of(Work(1000, [], "", None), self.agent(pace_percent=130)), 1300)


class Paces(unittest.TestCase):
    def test_a_day_goes_as_many_times_as_fast_as_the_clock(self):
        clock = [100.0]
        pace = Pace(600, at(8), lambda: clock[0])
        self.assertEqual((pace.now, pace.seconds_until(at(9))), (at(8), 6))
        clock[0] = 103.0
        self.assertEqual(shown(int(pace.now)), "08:30:00")
        self.assertEqual(pace.seconds_until(at(8)), 0)

    def test_without_speed_it_jumps_and_never_waits(self):
        pace = Pace(0, at(8), lambda: 0.0)
        self.assertEqual(pace.seconds_until(at(20)), 0)
        pace.reach(at(12))
        pace.reach(at(11))
        self.assertEqual(pace.now, at(12))
