"""What is on a badge: a finished value, standard library only, so that a job row can hold it."""

import json
from dataclasses import dataclass
from typing import Any

MARKS = ("crew", "speaker", "connector", "first_timer", "no_photo")
"""What may be marked on a badge, by shape as well as by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMeet:
    """One of the people the wearer is introduced to."""

    name: str
    number: int
    here: bool = False
    """Already here and not told about the wearer: "say hello first"."""
    line: str = ""
    """Why these two, in one line of at most 45 characters; without it the name is not on the badge."""
    why: str = ""
    """Why, for the pocket card: the same line, or a longer one; where it is empty, the line stands there."""
    starter: tuple[str, ...] = ()
    """What to say, for the pocket card: an opener and a question, at most 45 characters each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Everything that is printed for one attendee."""

    id: str
    """Opaque; in the QR."""
    number: int
    first_name: str
    """What the wearer wants to be called."""
    last_name: str = ""
    pronouns: str = ""
    """As the wearer writes them: "she/her"."""
    company: str = ""
    role: str = ""
    marks: tuple[str, ...] = ()
    """Of MARKS, in that order; whatever else stands here is not drawn."""
    language: str = "en"
    """Of the few words of our own: en, de, fr or es."""
    ask_me_about: str = ""
    event: str = ""
    people: tuple[ToMeet, ...] = ()
    """At most five, the most important first: each with a line, the 4th and 5th where there is room for theirs."""
    connector: str = ""
    """A friendly sentence for somebody whom nobody can be named with a line."""
    cuts: int = 1
    """1: everything on one badge; 2: a name badge and a pocket card."""
    card_only: bool = False
    """The name badge was printed beforehand: only the pocket card is printed now."""

    def to_json(self) -> str:
        """The badge as a line of JSON."""
        # By hand: dataclasses.asdict copies deeply, which took longer than a whole decision at the door.
        values = {**_values(self), "people": [_values(person) for person in self.people]}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Badge":
        """The badge that `to_json` wrote; unknown keys of a newer version are dropped."""
        values: dict[str, Any] = json.loads(text)
        people = tuple(
            ToMeet(**{**_known(ToMeet, person), "starter": tuple(person.get("starter", ()))})
            for person in values.get("people", ())
        )
        marks = tuple(values.get("marks", ()))
        return cls(**{**_known(cls, values), "people": people, "marks": marks})


def _values(record: ToMeet | Badge) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _known(kind: type[ToMeet] | type[Badge], values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in kind.__dataclass_fields__}
