"""Texts made of phrases that are made of phrases."""

import re
from collections.abc import Mapping, Sequence

from .draw import Draw

Rules = Mapping[str, Sequence[str]]

_SLOT = re.compile(r"\{(\w+)\}")


class Wording:
    """Words chosen for one matter. Each name is drawn once: what a text calls a kettle, the answer calls a kettle."""

    def __init__(self, draw: Draw, rules: Rules, chosen: Mapping[str, str]) -> None:
        """- Parameter chosen: what names stand for that are not to be drawn."""
        self._draw = draw
        self._rules = rules
        self._chosen = dict(chosen)

    def text(self, name: str) -> str:
        """What `name` stands for, with everything in it filled in."""
        if name not in self._chosen:
            self._chosen[name] = self.fresh(name)
        return self._chosen[name]

    def fresh(self, name: str) -> str:
        """Another draw of `name`; what is inside it stays as it was chosen."""
        return _SLOT.sub(lambda slot: self.text(slot[1]), self._draw.pick(self._rules[name]))

    def carried_on(self, draw: Draw) -> "Wording":
        """The same words for the same matter, when it comes up again."""
        return Wording(draw, self._rules, self._chosen)
