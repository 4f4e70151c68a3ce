"""A small daemon that dispatches like the real one, as far as a play needs it, and holds what it is sent to the
contract."""

import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.contract import Contract

TOKEN = "secret"
_SCHEMAS = {
    "tickets": "Submission", "accept": "Acceptance", "decline": "Declining", "progress": "Progress",
    "resolve": "Resolution", "rate": "Rating", "presence": "PresenceChange"}
# What a ticket must be, and what it is afterwards.
_LIFE = {
    "accept": ({"offered"}, "accepted"), "decline": ({"offered"}, "waiting"),
    "progress": ({"accepted", "in-progress"}, "in-progress"), "resolve": ({"accepted", "in-progress"}, "resolved"),
    "rate": ({"resolved"}, "closed")}
Refusal = tuple[int, dict]


class FakeDaemon:
    """Its state is open to tests. `meddle` may answer in its place: it is told method and path."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, str | None]] = []
        self.complaints: list[str] = []
        self.events: list[dict] = []
        self.agents: dict[str, dict] = {}
        self.tickets: dict[str, dict] = {}
        self.meddle: Callable[[str, str], Refusal | str | None] = lambda method, path: None
        self.changed = threading.Condition()
        self.is_stopping = False
        # How long events take to be told to those who follow.
        self.lag_seconds = 0.0
        self._contract = Contract()
        handler = type("Handler", (_Handler,), {"daemon": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def forget(self) -> None:
        """As if it were new. Nobody may follow it meanwhile."""
        for each in [self.requests, self.complaints, self.events, self.agents, self.tickets]:
            each.clear()

    def end_streams(self) -> None:
        with self.changed:
            self.is_stopping = True
            self.changed.notify_all()

    def stop(self) -> None:
        self.end_streams()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method: str, path: str, body: dict | None) -> Refusal:
        if path.startswith("/v1/tickets?"):
            return self._page(path)
        if path == "/v1/departments":
            return 200, {"items": []}
        *_, last = parts = path.removeprefix("/v1/").split("/")
        self._check(parts, body)
        with self.changed:
            self.changed.notify_all()
            if parts == ["tickets"]:
                return self._submit()
            if parts[0] == "tickets":
                return self._act(parts[1], last, body["agent"] if "agent" in body else None)
            if last == "presence":
                self.agents[parts[1]]["presence"] = body["state"]
                self._dispatch()
            elif parts[0] == "agents":
                self.agents[last] = {"presence": "offline", "capacity": body["capacity"]}
            return 200, {}

    def _check(self, parts: list[str], body: dict | None) -> None:
        otherwise = "DepartmentChange" if parts[0] == "departments" else "AgentChange"
        if body is not None:
            schema = _SCHEMAS.get(parts[-1], otherwise)
            self.complaints += [f"{parts}: {complaint}" for complaint in self._contract.named(schema, body)]

    def _page(self, path: str) -> Refusal:
        """What somebody holds; two at a time, so that there are pages."""
        held = [
            {"number": number, "lifeCycle": ticket["lifeCycle"], "agent": ticket["agent"]}
            for number, ticket in self.tickets.items() if ticket["lifeCycle"] in {"offered", "accepted", "in-progress"}]
        start = int(path.partition("cursor=")[2] or 0)
        page = {"items": held[start : start + 2]}
        return 200, page | ({"next": str(start + 2)} if len(held) > start + 2 else {})

    def _submit(self) -> Refusal:
        number = f"202611-{len(self.tickets) + 1:03}"
        self.tickets[number] = {"lifeCycle": "waiting", "agent": None, "passed": set()}
        self.note("ticket-submitted", ticket=number)
        self._dispatch()
        return 201, {"number": number}

    def _act(self, number: str, action: str, agent: str | None) -> Refusal:
        ticket = self.tickets[number]
        allowed, after = _LIFE[action]
        if ticket["lifeCycle"] not in allowed or agent not in {None, ticket["agent"]}:
            return 409, {"type": "urn:paidan:problem:conflict", "reason": "not-now"}
        ticket["lifeCycle"] = after
        self.note(f"after-{action}", ticket=number)
        if action == "decline":
            ticket["passed"].add(agent)
            ticket["agent"] = None
        self._dispatch()
        return 200, {"number": number}

    def _dispatch(self) -> None:
        for number, ticket in self.tickets.items():
            if ticket["lifeCycle"] == "waiting" and (agent := self._free(ticket)):
                ticket.update(lifeCycle="offered", agent=agent)
                self.note("offer-made", ticket=number, agent=agent)

    def _free(self, ticket: dict) -> str | None:
        for agent, state in self.agents.items():
            held = sum(
                other["agent"] == agent and other["lifeCycle"] in {"offered", "accepted", "in-progress"}
                for other in self.tickets.values())
            if state["presence"] == "online" and held < state["capacity"] and agent not in ticket["passed"]:
                return agent
        return None

    def note(self, kind: str, **members: str) -> None:
        self.events.append({"sequence": len(self.events) + 1, "type": kind, **members})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    daemon: FakeDaemon

    def do_GET(self) -> None:
        self._answer(None)

    def do_PUT(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    do_POST = do_PUT

    def _answer(self, body: dict | None) -> None:
        daemon = self.daemon
        daemon.requests.append((self.command, self.path, self.headers["Idempotency-Key"]))
        answer = daemon.meddle(self.command, self.path)
        if answer == "hang up":
            self.close_connection = True
        elif answer:
            self._send(*answer)
        elif self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._send(401, {"type": "urn:paidan:problem:unauthenticated", "title": "未登录", "detail": ""})
        elif following := re.fullmatch(r"/v1/events\?after=(\d+)&follow=true", self.path):
            self._follow(int(following[1]))
        else:
            self._send(*daemon.answer(self.command, self.path, body))

    def _send(self, status: int, body: dict) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Paidan-Sequence", str(len(self.daemon.events)))
        self.end_headers()
        self.wfile.write(content)

    def _follow(self, after: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        daemon = self.daemon
        while True:
            with daemon.changed:
                daemon.changed.wait_for(lambda: len(daemon.events) > after or daemon.is_stopping)
                fresh = [] if daemon.is_stopping else daemon.events[after:]
            time.sleep(daemon.lag_seconds)
            lines = "".join(json.dumps(event) + "\n" for event in fresh).encode()
            try:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(lines), lines))
            except OSError:
                return  # Nobody follows any more.
            if not fresh:
                return  # That was the chunk of length 0, the last one.
            after += len(fresh)

    def log_message(self, *_: object) -> None:
        pass
