"""A running daemon, as the play sees it: one connection that is kept, and answers."""

import http.client
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# A daemon that answers nothing for so long is stuck.
SECONDS_MAX = 30


class Stopped(Exception):
    """The play cannot go on; the message says why."""


@dataclass(frozen=True)
class Answer:
    body: dict
    # The last event that the answer has seen.
    sequence: int


class Server:
    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Stopped(f"{url} is no address of a daemon; say it like http://127.0.0.1:8480")
        self._parts = parts
        self._token = token
        # Another in every run: the same day played twice submits everything twice.
        self._run = uuid.uuid4().hex
        self._posts = 0
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        answer = self._ask("GET", path, None, {})
        if answer is None:
            raise Stopped(f"GET {path} was refused as a conflict, which no reading is")
        return answer

    def items(self, path: str) -> Iterator[dict]:
        """The items of a list, of all its pages. `path` has parameters already."""
        cursor = ""
        while True:
            page = self.get(path + cursor).body
            yield from page["items"]
            if "next" not in page:
                return
            cursor = f"&cursor={quote(page['next'], safe='')}"

    def put(self, path: str, body: dict) -> Answer | None:
        return self._ask("PUT", path, body, {})

    def post(self, path: str, body: dict) -> Answer | None:
        """None where it is refused because of what happened meanwhile: that is life."""
        self._posts += 1
        return self._ask("POST", path, body, {"Idempotency-Key": f"{self._run}-{self._posts}"})

    def connect(self, seconds_max: float | None) -> http.client.HTTPConnection:
        """A new connection, on which nothing may take longer than so many seconds."""
        kind = http.client.HTTPConnection if self._parts.scheme == "http" else http.client.HTTPSConnection
        connection = kind(self._parts.hostname, self._parts.port, timeout=seconds_max)
        try:
            connection.connect()
        except OSError as error:
            raise Stopped(f"no daemon answers at {self._parts.geturl()}: {error}") from None
        return connection

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Accept-Language": "zh-CN", **more}

    def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _ask(self, method: str, path: str, body: dict | None, more: dict[str, str]) -> Answer | None:
        headers = self.headers(**more)
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        status, sequence, text = self._exchange(method, path, content, headers)
        if status == 409:
            return None
        if status not in {200, 201}:
            raise Stopped(refusal(method, path, status, text))
        try:
            return Answer(json.loads(text), sequence)
        except ValueError:
            raise Stopped(f"{method} {path} was answered {status}, and not with JSON") from None

    def _exchange(self, method: str, path: str, content: bytes | None, headers: dict) -> tuple[int, int, bytes]:
        """Status, sequence number and body. A kept connection may be closed by the daemon just as it is used again;
        then it is asked once more, which its key, and the nature of GET and PUT, make harmless."""
        is_kept = self._connection is not None
        connection = self._connection = self._connection or self.connect(SECONDS_MAX)
        try:
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            return response.status, int(response.headers.get("Paidan-Sequence", 0)), response.read()
        except (http.client.HTTPException, OSError) as error:
            connection.close()
            self._connection = None
            if is_kept and isinstance(error, ConnectionError):
                return self._exchange(method, path, content, headers)
            raise Stopped(f"{method} {path} got no answer: {error or type(error).__name__}") from None


def refusal(method: str, path: str, status: int, text: bytes) -> str:
    """What to tell people of an answer that should not have come, with all that it says of the fault."""
    words = f"{method} {path} was answered {status}"
    try:
        problem = json.loads(text)
        told = [problem[name] for name in ("type", "title", "detail") if problem.get(name)]
        told += [f"{fault['pointer']}: {fault['detail']}" for fault in problem.get("errors", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        told = [text[:200].decode(errors="replace")] if text else []
    return ": ".join([words, *told])
