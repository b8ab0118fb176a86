"""Topics to pick with one key each."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

KEYS = "123456789"
_ACROSS, _WIDTH = 3, 22
"""Chips in a row, and cells of each."""


class Chips(Static, can_focus=True):
    """A row of topics; while it has the focus, a digit picks one or lets it go."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"pick({n})", show=False) for n, key in enumerate(KEYS)]

    def __init__(self, topics: Sequence[str], picked: Sequence[str] = (), **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self._topics = tuple(topics[: len(KEYS)])
        self.picked: tuple[str, ...] = tuple(topic for topic in picked if topic in self._topics)

    def on_mount(self) -> None:
        """Shows what is picked already."""
        self._draw()

    def action_pick(self, index: int) -> None:
        """A digit."""
        if index < len(self._topics):
            topic = self._topics[index]
            others = tuple(each for each in self.picked if each != topic)
            self.picked = others if topic in self.picked else (*others, topic)
            self._draw()

    def _draw(self) -> None:
        chips = [self._chip(key, topic) for key, topic in zip(KEYS, self._topics, strict=False)]
        rows = [Content(" ").join(chips[at : at + _ACROSS]) for at in range(0, len(chips), _ACROSS)]
        self.update(Content("\n").join(rows))

    def _chip(self, key: str, topic: str) -> Content:
        on = topic in self.picked
        text = set_cell_size(f"{key} {'✓' if on else '·'} {topic}", _WIDTH)
        return Content.assemble((text, "bold reverse" if on else ""))
