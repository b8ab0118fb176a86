"""A name on a badge, as the evening counts with it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["mutual", "coming", "here"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name on a badge: a person's index, and what the name promises."""

    person: int
    kind: Kind
