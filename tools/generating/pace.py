"""How fast a day goes by."""

import time
from collections.abc import Callable


class Pace:
    """The time of the day that is played, in seconds since its midnight.

    It goes `speed` times as fast as the clock; at speed 0 it stands still, and jumps to whatever comes next.
    """

    def __init__(self, speed: float, start: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._speed = speed
        self._start = start
        self._clock = clock
        self._began = clock()
        self._reached = start

    @property
    def now(self) -> float:
        if not self._speed:
            return self._reached
        return self._start + (self._clock() - self._began) * self._speed

    def seconds_until(self, at: float) -> float:
        """How long to wait, by the clock, until it is that time of the day."""
        return max(0.0, (at - self.now) / self._speed) if self._speed else 0.0

    def reach(self, at: float) -> None:
        """It is that time now, or later."""
        self._reached = max(self._reached, at)
