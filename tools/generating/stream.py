"""What happens in the daemon, while it happens."""

import json
import queue
import socket
import threading

from .server import Server, Stopped, refusal


class Stream:
    """Everything that `/v1/events` tells after a sequence number; a thread reads it, so that nobody has to wait."""

    def __init__(self, server: Server, after: int) -> None:
        self._path = f"/v1/events?after={after}&follow=true"
        self._arrived: queue.Queue[dict | Stopped] = queue.Queue()
        # The last sequence number that `next` gave.
        self.seen = after
        self._connection = server.connect(None)
        # HTTPConnection lets go of its socket while it still reads from it.
        self._socket = self._connection.sock
        self._headers = server.headers(Accept="application/x-ndjson")
        self._is_closing = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def next(self, seconds: float) -> dict | None:
        """The next event; None if there is none within so many seconds."""
        try:
            event = self._arrived.get(timeout=seconds) if seconds > 0 else self._arrived.get_nowait()
        except queue.Empty:
            return None
        if isinstance(event, Stopped):
            raise event
        self.seen = event["sequence"]
        return event

    def close(self) -> None:
        self._is_closing = True
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # The daemon was quicker.
        self._thread.join()
        self._connection.close()

    def _read(self) -> None:
        try:
            self._connection.request("GET", self._path, headers=self._headers)
            response = self._connection.getresponse()
            if response.status != 200:
                raise Stopped(refusal("GET", self._path, response.status, response.read()))
            while line := response.readline():
                if line.strip():
                    self._arrived.put(_event(line))
            raise Stopped("the daemon ended the stream of events")
        except Stopped as stopped:
            self._arrived.put(stopped)
        except Exception as error:
            # Whatever it is, the play has to hear of it. While closing, the socket is broken on purpose.
            if not self._is_closing:
                self._arrived.put(Stopped(f"the stream of events broke off: {error or type(error).__name__}"))


def _event(line: bytes) -> dict:
    try:
        event = json.loads(line)
        if isinstance(event["sequence"], int) and isinstance(event["type"], str):
            return event
    except (ValueError, TypeError, KeyError):
        pass
    raise Stopped(f"the stream of events has a line that is no event: {line[:200].decode(errors='replace').strip()}")
