"""Chance that is the same for ever."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """Draws by `Random.random` alone: the one method whose numbers Python promises not to change with its versions.

    Only sums, products and quotients are made of them, so that no mathematical library has a say either.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._random = random.Random()
        self._random.seed(seed, version=2)

    def fork(self, *names: object) -> "Draw":
        """A draw of its own for a part, so that one part's draws do not move when another part draws more."""
        return Draw("/".join([self._seed, *map(str, names)]))

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Any of them alike, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def around_middle(self, low: int, high: int) -> int:
        """The middle far more often than the ends."""
        third = [self._random.random() for _ in range(3)]
        return low + int((third[0] + third[1] + third[2]) / 3 * (high - low + 1))

    def mostly_low(self, low: int, high: int) -> int:
        """As durations are: mostly short, and now and then long."""
        share = self._random.random()
        return low + int(share * share * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.between(0, len(items) - 1)]

    def some(self, count: int, items: Iterable[Item]) -> list[Item]:
        """`count` different ones, in the order in which they were drawn."""
        left = list(items)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def weighted(self, weights: Mapping[Item, int]) -> Item:
        """One of the keys, each as often as its weight says."""
        ticket = self.between(1, sum(weights.values()))
        for item, weight in weights.items():
            ticket -= weight
            if ticket <= 0:
                return item
        raise ValueError("weights are positive")
