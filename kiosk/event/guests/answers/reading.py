"""Reads an answer by whole words: what people write, in four languages, stands in a TOML file beside this one."""

import re
from functools import cache
from importlib.resources import files

import tomli as tomllib

from kiosk.text import fold

_LETTERS = re.compile(r"[^\w\s?+%'’]|_")


@cache
def spoken(name: str) -> "Spoken":
    """The answers of one file: "coming", "wishes"."""
    return Spoken(tomllib.loads((files("kiosk.event.guests.answers") / f"{name}.toml").read_text("utf-8")))


class Spoken:
    """Phrases by what they mean: `*` stands for the rest of a word, `...` for words between, `=` for a whole answer."""

    def __init__(self, said: dict[str, list[str]]) -> None:
        whole = {kind: [one[1:] for one in phrases if one.startswith("=")] for kind, phrases in said.items()}
        self._whole = {fold(phrase): kind for kind, phrases in whole.items() for phrase in phrases}
        parts = [(kind, one) for kind, phrases in said.items() for one in phrases if not one.startswith("=")]
        # Of two phrases that begin at one place the longer one is meant: "not sure" is no "not".
        parts.sort(key=lambda part: -len(part[1]))
        self._kinds = [kind for kind, _ in parts]
        self._order = list(said)
        self._known = re.compile("|".join(rf"({_pattern(phrase)})" for _, phrase in parts))

    def meant(self, answer: str) -> frozenset[str]:
        """Everything that an answer says of what is known; empty where it says nothing of it."""
        said = _plain(answer)
        if said in self._whole:
            return frozenset({self._whole[said]})
        return frozenset(self._kinds[(match.lastindex or 1) - 1] for match in self._known.finditer(said))

    def first(self, answer: str) -> str:
        """Of several meanings the one that the file lists first; empty for none."""
        meant = self.meant(answer)
        return next((kind for kind in self._order if kind in meant), "")


def _plain(answer: str) -> str:
    """An answer folded, without punctuation; signs alone stay as they are."""
    folded = fold(answer)
    return " ".join(_LETTERS.sub(" ", folded).replace("’", "'").split()) or folded


def _pattern(phrase: str) -> str:
    words = (r"(?:\w+ ){0,6}?" if word == "..." else _word(word) for word in fold(phrase).split())
    text = "".join(words).rstrip(" ")
    return rf"(?<![\w']){text}(?![\w'])"


def _word(word: str) -> str:
    return "".join(r"\w*" if sign == "*" else re.escape(sign) for sign in word) + " "
