"""One employer, however it is written: what a name is compared by, and whether it is one at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from kiosk.event.guests.employers.vocabulary import vocabulary
from kiosk.text import fold

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_PARTS = re.compile(r"\s[/|·]\s|[|;]|(?<=\w\w\w)/(?=\w\w\w)|\s[–—-]\s")
_DOTTED = re.compile(r"\b(?:\w\.\s?){1,}\w?\.?(?!\w)")
_APOSTROPHE = re.compile(r"['’`´]s?\b")
_COOP = re.compile(r"\bco[- ]?op(?=\W|s?\b)|\bco[- ]oper")
_NO_WORD = re.compile(r"[^\w]+")
_INITIALS = re.compile(r"[A-ZÄÖÜ]{3,6}")
_MOST_WORDS = 4
"""Of longer names only the first words are left out and abbreviated: each further word doubles the ways to do so."""
_LEAST = 3
"""Initials of a whole name that say whose they are."""


@dataclass(frozen=True, slots=True)
class Employer:
    """What an answer is compared by: two employers are one where one's `own` is in the other's `own` or `wider`."""

    key: str = ""
    """The same for those written nearly alike; empty where nobody employs them."""
    own: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    """What shorter names and initials of it would be: "Nordlicht" and "NW" of "Nordlicht Werbung"."""

    def __bool__(self) -> bool:
        return bool(self.key)

    def is_also(self, other: "Employer") -> bool:
        """Whether both are one."""
        return bool(self.own & other.own or self.own & other.wider or self.wider & other.own)


NONE = Employer()


class _Word(NamedTuple):
    text: str
    """As it is written most."""
    initials: str
    """Of the word that was written: those of a translation are others."""


@lru_cache(maxsize=8192)
def employer(company: str) -> Employer:
    """Reads what somebody wrote as their company or place."""
    named = [words for part in _names(company) if (words := _words(part))]
    if not named:
        return NONE
    own = [key for words in named for key in _written([word.text for word in words])]
    wider = {key for words in named for key in _shorter(words)} - set(own)
    # The words of the first name in the order of the alphabet.
    return Employer(own[1], frozenset(own), frozenset(wider))


def is_employer(company: str) -> bool:
    """Whether an answer names an employer or a place, and not that there is none."""
    return bool(employer(company))


def _names(company: str) -> Iterator[str]:
    """The names that stand in an answer: before a comma or a bracket, in it, on either side of a stroke."""
    known = vocabulary()
    main, asides = _BRACKETS.sub(" ", company), _BRACKETS.findall(company)
    alone = any(known.ends.search(_plain(aside)) for aside in asides)
    named = [part for whole in _PARTS.split(main) for part in _of_commas(whole) if not (alone and _is_trade(part))]
    for text in (*named, *filter(_names_too, asides)):
        yield text
        if place := known.at.search(_plain(text)):
            yield place["where"]


def _of_commas(text: str) -> Iterator[str]:
    """The first of what commas part; a later one where it is plainly a name: a town alone is shared by many."""
    head, *rest = text.split(",")
    if _is_none(_plain(head)):
        # "student at Uni Bremen", "student, Uni Bremen": nobody by themselves, but somewhere.
        yield from (place["where"] for place in [vocabulary().at.search(_plain(head))] if place)
        yield from (part for part in rest if _is_place(_plain(part)))
    elif not (_is_trade(head) and any(vocabulary().ends.search(_plain(part)) for part in rest)):
        yield head


def _is_trade(text: str) -> bool:
    """Whether this is what somebody is, and not where."""
    plain = _plain(text)
    return not _is_place(plain) and all(vocabulary().trade.fullmatch(word) for word in plain.split())


def _names_too(aside: str) -> bool:
    """Whether what stands in brackets is another name of the same: a place, initials, or said to be."""
    plain = _plain(aside)
    whole = " " in plain and _is_place(plain)
    return bool(whole or _INITIALS.fullmatch(aside.strip()) or vocabulary().also.match(plain))


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """Folded; of abbreviations and marks, only the letters are left."""
    joined = _COOP.sub(lambda found: "coop" if not found[0].endswith("oper") else "cooper", fold(text))
    joined = _DOTTED.sub(lambda found: _undotted(found[0]), joined)
    joined = _APOSTROPHE.sub(lambda found: "" if found[0].endswith("s") else " ", joined)
    return " ".join(_NO_WORD.sub(" ", joined.replace("&", " and ").replace("+", " and ").replace("@", " at ")).split())


def _undotted(text: str) -> str:
    return text.replace(".", "").replace(" ", "") + " "


def _is_none(plain: str) -> bool:
    known = vocabulary()
    words = [word for word in plain.split() if word not in known.weak]
    text = " ".join(words)
    if not any(map(str.isalnum, text)) or known.alone.fullmatch(text):
        return True
    if words[-1] in known.legal or known.body.search(text):
        return False
    return bool(known.begins.match(text) or known.ends.search(text) or known.past.match(text))


def _is_place(plain: str) -> bool:
    """Whether words plainly name somewhere people work or study."""
    known = vocabulary()
    words = [known.alike.get(word, word) for word in plain.split()]
    return not _is_none(plain) and (
        words[-1] in known.legal or not known.kind.isdisjoint(words) or not known.single.isdisjoint(words)
    )


def _words(text: str) -> list[_Word]:
    """The words that tell one employer from another."""
    known = vocabulary()
    plain = _plain(text)
    if also := known.also.match(plain):
        plain = plain[also.end() :].strip()
    if _is_none(plain):
        return []
    words = _without_forms(plain.split())
    words = [word for word in words if word not in known.small] or words
    found = _canonical(words)
    return [word for word in found if word.text not in known.weak] or found


def _without_forms(words: Sequence[str]) -> list[str]:
    """Without forms of a firm, several of which may stand at the end; never without a name."""
    known, left = vocabulary(), list(words)
    if len(left) > 1 and left[0] in known.front:
        left = left[1:]
    while form := next((n for n in (3, 2, 1) if len(left) > n and " ".join(left[-n:]) in known.legal), 0):
        left = left[:-form]
    while len(left) > 1 and left[-1] == "and":
        left.pop()
    return left


def _canonical(words: Sequence[str]) -> list[_Word]:
    """Every word, and every two that mean one, as it is written most."""
    alike, found, left = vocabulary().alike, list[_Word](), list(words)
    while left:
        two = " ".join(left[:2])
        size = 2 if len(left) > 1 and two in alike else 1
        whole = _street(" ".join(left[:size]))
        found.append(_Word(alike.get(whole, whole), "".join(word[0] for word in left[:size])))
        left = left[size:]
    return found


def _street(word: str) -> str:
    """ "Goethestr" is "Goethestrasse"."""
    return f"{word}asse" if len(word) > 5 and word.endswith("str") else word


def _written(words: Sequence[str]) -> tuple[str, str]:
    """Words as one: as they stand, and in the order of the alphabet."""
    plain = [_sound(word) for word in words]
    return _joined(plain), _joined(sorted(plain))


def _joined(words: Sequence[str]) -> str:
    """Where words meet in one letter it is heard once, as inside a word."""
    whole = ""
    for word in words:
        whole += word[1:] if whole[-1:] == word[:1] else word
    return whole


_SOUNDS = (("ph", "f"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ck", "k"), ("y", "i"), ("c", "k"))
_TWICE = re.compile(r"(\w)\1")


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """What doubled letters, a plural and other alphabets' spellings have in common."""
    text = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    return _TWICE.sub(r"\1", text)


def _shorter(words: Sequence[_Word]) -> Iterator[str]:
    """What a name would be with words left out, or as initials."""
    some = [word.text for word in words[:_MOST_WORDS]]
    telling = {word for word in some if word in vocabulary().single or _tells(word)}
    for size in range(1, len(some)):
        for chosen in combinations(some, size):
            if not telling.isdisjoint(chosen):
                yield from _written(chosen)
    if len(words) > _MOST_WORDS:
        yield from _written([word.text for word in words[:_MOST_WORDS]])
    for start, end in combinations(range(len(some) + 1), 2):
        initials = "".join(word.initials for word in words[start:end])
        if end - start > 1 and (len(some) > end - start or len(initials) >= _LEAST):
            yield from _written([*some[:start], initials, *some[end:]])


def _tells(word: str) -> bool:
    """Whether a word says which place it is, and not what kind."""
    return len(word) > 1 and word not in vocabulary().kind and not word.isdigit()
