"""The HTTP contract is whole in itself: its examples are valid, its references lead somewhere, no answer is missing."""

import copy
import unittest

from tests.contract import Contract

CHANGES = {"post", "put", "patch"}
COMMON = {"400", "401", "403", "406", "422", "429", "500", "503"}
SIGN_IN = "/v1/sessions"
# Its lines are refused one by one, and a case that is there stays as it is.
IMPORT = "/v1/import"
OPEN = {"/healthz", "/readyz", "/metrics", SIGN_IN, "/v1/surveys/{token}", "/s/{token}"}


class TheContract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract()
        cls.examples = cls.contract.document["components"]["examples"]

    def ticket(self, example: str, **changes: object) -> dict:
        """An example with some members set, or taken away where the value is None."""
        value = copy.deepcopy(self.examples[example]["value"])
        value.update(changes)
        return {name: member for name, member in value.items() if member is not None}

    def test_every_reference_leads_somewhere(self):
        for way, part in self.contract.parts():
            if "$ref" in part:
                with self.subTest(way):
                    self.assertIsInstance(self.contract.resolved(part), dict)

    def test_every_example_is_valid(self):
        checked = 0
        for way, part in self.contract.parts():
            for schema, value in self.given(part):
                with self.subTest(way):
                    self.assertEqual(self.contract.complaints(schema, value), [])
                checked += 1
        self.assertGreater(checked, 30)

    def given(self, part: dict):
        """The examples that a part gives of its schema, or of itself where it is one."""
        if "schema" in part:
            values = [part["example"]] if "example" in part else []
            values += [self.contract.resolved(one)["value"] for one in part.get("examples", {}).values()]
            yield from ((part["schema"], value) for value in values)
        elif isinstance(part.get("examples"), list):
            yield from ((part, value) for value in part["examples"])

    def test_operations_have_names_of_their_own(self):
        names = [operation["operationId"] for *_, operation in self.contract.operations()]
        self.assertEqual(len(names), len(set(names)))

    def test_links_lead_to_operations(self):
        names = {operation["operationId"] for *_, operation in self.contract.operations()}
        links = [
            part["operationId"] for way, part in self.contract.parts() if "/links/" in way and "operationId" in part]
        self.assertGreater(len(links), 10)
        self.assertLessEqual(set(links), names)

    def test_no_answer_is_missing(self):
        for path, method, parameters, operation in self.contract.operations():
            wanted = COMMON - ({"401", "403"} if path in OPEN else set())
            if any(parameter["in"] == "path" for parameter in parameters):
                wanted |= {"404"}
            if method in CHANGES:
                wanted |= {"413", "415"}
                if not path.endswith("/batch") and path not in {SIGN_IN, IMPORT}:
                    wanted |= {"409"}
            if any(parameter["name"] == "If-Match" for parameter in parameters):
                wanted |= {"412"}
            with self.subTest(f"{method} {path}"):
                self.assertLessEqual(wanted, operation["responses"].keys())
                self.assertEqual(operation.get("security"), [] if path in OPEN else None)

    def test_every_change_can_be_repeated_safely(self):
        for path, method, parameters, _ in self.contract.operations():
            # To sign in twice is to be signed in twice; a clock that is turned to a time is there the second time too.
            if path in {SIGN_IN, IMPORT, "/v1/clock"}:
                continue
            with self.subTest(f"{method} {path}"):
                names = {parameter["name"] for parameter in parameters}
                self.assertEqual(method in CHANGES, "Idempotency-Key" in names)

    def test_an_answer_outside_the_contract_is_noticed(self):
        for why, schema, value in [
            ("a member too many", "Ticket", self.ticket("OfferedTicket", colour="red")),
            ("an offer is missing", "Ticket", self.ticket("OfferedTicket", offer=None)),
            ("an offer too many", "Ticket", self.ticket("OfferedTicket", lifeCycle="accepted")),
            ("nobody has it", "Ticket", self.ticket("OfferedTicket", agent=None)),
            ("somebody has it", "Ticket", self.ticket("QueuedTicket", agent="lin")),
            ("no place in the queue", "Ticket", self.ticket("QueuedTicket", queued=None)),
            ("no text", "Ticket", self.ticket("QueuedTicket", description=None)),
            ("a text in a summary", "TicketSummary", self.ticket("QueuedTicket", customer={"id": "0" * 32})),
            ("open and closed", "Ticket", self.ticket("QueuedTicket", closedAt="2026-11-22T05:02:10.551Z")),
            ("closed and not resolved", "Ticket", self.ticket("ClosedTicket", resolvedAt=None)),
            ("seconds without milliseconds", "Ticket", self.ticket("QueuedTicket", submittedAt="2026-11-22T05:02:10Z")),
            ("another status", "NotFoundProblem",
             {"type": "urn:paidan:problem:not-found", "title": "", "status": 400, "detail": ""}),
            ("faults that are not told", "InvalidProblem",
             {"type": "urn:paidan:problem:invalid", "title": "t", "status": 422, "detail": ""}),
        ]:
            with self.subTest(why):
                self.assertNotEqual(self.contract.named(schema, value), [])

    def test_an_erased_customer_has_no_name_and_no_text(self):
        erased = {"id": "0" * 32, "masked": True, "erased": True}
        ticket = self.ticket("ClosedTicket", customer=erased, description="")
        self.assertEqual(self.contract.named("Ticket", ticket), [])
