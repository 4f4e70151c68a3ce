"""A client that is never asked to guess: it sends each request once, and knows what was answered."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from .paidan import SECONDS_MAX, Broken


class Gone(Exception):
    """The daemon died before it had answered: what was asked may have happened, or not."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: dict
    is_replay: bool


class Client:
    """One connection, which ends with the daemon."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS_MAX)
        self._authorization = {"Authorization": f"Bearer {token}"}

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, body: dict | None = None, key: str | None = None) -> Reply:
        headers = {**self._authorization}
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if key is not None:
            headers["Idempotency-Key"] = key
        try:
            self._connection.request(method, path, content, headers)
            response = self._connection.getresponse()
            text = response.read()
        except TimeoutError:
            raise Broken(f"{method} {path} was not answered within {SECONDS_MAX} s") from None
        except (http.client.HTTPException, OSError) as error:
            raise Gone(str(error)) from None
        return Reply(response.status, json.loads(text), response.headers.get("Idempotent-Replay") == "true")

    def done(self, method: str, path: str, body: dict | None = None, key: str | None = None) -> Reply:
        """An answer that says that it was done; any other is broken."""
        reply = self.ask(method, path, body, key)
        if reply.status not in (200, 201):
            raise Broken(f"{method} {path} was answered {reply.status}: {reply.body}")
        return reply

    def events(self, after: int) -> Iterator[dict]:
        """Every event that there is, behind a sequence number."""
        headers = {**self._authorization, "Accept": "application/x-ndjson"}
        try:
            self._connection.request("GET", f"/v1/events?after={after}", headers=headers)
            response = self._connection.getresponse()
            if response.status != 200:
                raise Broken(f"the events were answered {response.status}: {response.read().decode(errors='replace')}")
            while line := response.readline():
                yield json.loads(line)
        except (http.client.HTTPException, OSError) as error:
            raise Gone(str(error)) from None

    def tickets(self) -> Iterator[dict]:
        """All that the list has, page by page."""
        cursor = ""
        while True:
            page = self.done("GET", f"/v1/tickets?limit=500{cursor}").body
            yield from page["items"]
            if "next" not in page:
                return
            cursor = f"&cursor={page['next']}"
