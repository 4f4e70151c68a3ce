"""The policies that ship are what schemas/policy says, and what is no policy is not."""

import copy
import json
import re
import unittest
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schemas" / "policy" / "policy.schema.json"
PROFILES = ROOT / "Sources" / "PolicyFiles" / "Profiles"


class Loader(yaml.SafeLoader):
    """Only whole numbers, true, false and null are no texts, as in the product."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|false)$", "tf"), ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("null", r"^(?:~|null|)$", "~n"),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), [*first, ""])


class PolicySchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(SCHEMA.read_text())
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def test_it_is_a_schema_and_all_of_it_is_used(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        text = SCHEMA.read_text()
        for name in self.schema["$defs"]:
            self.assertIn(f'"#/$defs/{name}"', text, name)

    def test_every_profile_is_valid(self):
        profiles = sorted(PROFILES.glob("*.yaml"))
        self.assertTrue(profiles)
        for profile in profiles:
            with self.subTest(profile.name):
                errors = [error.message for error in self.validator.iter_errors(load(profile))]
                self.assertEqual(errors, [])

    def test_what_is_no_policy_is_refused(self):
        policy = load(PROFILES / "smart-dispatch.yaml")
        for path, value in [
            (["format"], 2), (["colour"], "red"), (["dispatch", "mode"], "magic"), (["dispatch", "capacity"], 0),
            (["dispatch", "weights", "skill"], "101%"), (["dispatch", "presenceWindow"], "7"),
            (["dispatch", "presenceWindow"], ""), (["deadlines", 0, "length"], "30m1h"),
            (["deadlines", 0, "starts"], []),
            (["deadlines", 2, "length", "byPriority"], {"urgent": "1h"}), (["intake", "required", 0], "chanel"),
            (["numbering", "pattern"], "{serial:3}{year}"), (["feedback", "grades", 0, "closes"], "yes"),
        ]:
            wrong = copy.deepcopy(policy)
            inner = wrong
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = value
            with self.subTest(path):
                self.assertFalse(self.validator.is_valid(wrong))


def load(path: Path) -> dict:
    return yaml.load(path.read_text(), Loader=Loader)
