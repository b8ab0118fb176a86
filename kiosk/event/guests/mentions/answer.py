"""Reading "whom do you know already?": the words that may name somebody, and those that are taken back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kiosk.event.guests.mentions.called import stems
from kiosk.event.guests.mentions.vocabulary import vocabulary
from kiosk.text import fold

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+")
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[,;:!?()\[\]\n/…]|\.(?=\s|$|\.)|\s[–—-]\s")
"""Where a clause may end; a point behind initials is none."""
_BETWEEN = re.compile(r"[\s\-'’.]*")
_LITTLE = re.compile(r"(?:i|y|ie|ey|ito|ita|cito|cita|illo|illa|chen|lein|le|ou)$")
_LONGEST_INITIAL = 3
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One word of an answer that may name somebody."""

    who: str
    """Whose answer it is."""
    whole: frozenset[str]
    """The word, with and without the s of "Annas Mann"."""
    plain: bool
    """It may be a name by itself; else only with the rest of the name."""
    loose: bool
    """It may be short for a name: it has a capital, or stands alone."""
    family: bool
    """It may be a surname by itself."""
    initial: str
    """Of the surname, or where the word is one, of the first name."""
    surely: bool
    """... which it then certainly is."""
    run: frozenset[str]
    """The words that stand with it."""
    about: frozenset[str]
    """Beginnings of words of the whole answer, and the employer where they are colleagues."""

    forms: frozenset[str]
    """As it may stand in a list."""


def _forms(word: str, loose: bool) -> frozenset[str]:
    """A word without the s of "Annas Mann", and without what makes a name small."""
    found = {word}
    if len(word) > _LEAST_STEM and word.endswith("s"):
        found.add(word[:-1])
    stem = _LITTLE.sub("", word)
    if loose and stem != word and len(stem) > 1:
        # "Evi" is Eva, "Pedrito" Pedro, "Conny" any Con….
        found.update(stem + ending for ending in ("a", "e", "o"))
        if len(stem) >= _LEAST_STEM:
            found |= {stem, stem[:-1]} if stem[-1] == stem[-2] and len(stem) > _LEAST_STEM else {stem}
    return frozenset(found)


@dataclass(slots=True)
class _Word:
    text: str
    start: int
    end: int
    clause: int
    first: bool
    alone: bool = False
    run: list[str] = field(default_factory=list)

    @property
    def folded(self) -> str:
        return fold(self.text)


def addresses(answers: Sequence[str]) -> frozenset[str]:
    """E-mail addresses in an answer."""
    return frozenset(fold(found) for answer in answers for found in _ADDRESS.findall(answer))


def calls(who: str, answers: Sequence[str], employer: str) -> tuple[Call, ...]:
    """The words of somebody's answer that may name others, where they are not taken back."""
    text = _ADDRESS.sub(" ", ", ".join(answers))
    return tuple(_Reading(who, text, employer).calls()) if text.strip() else ()


class _Reading:
    """One answer being read."""

    def __init__(self, who: str, text: str, employer: str) -> None:
        self._who, self._text = who, text
        self._clauses = list(_clauses(text))
        self._words = [word for n, (start, end) in enumerate(self._clauses) for word in _words(text, start, end, n)]
        folded = fold(text)
        known = vocabulary()
        self._strict = bool(known.nobody.search(folded)) and not known.but.search(folded)
        self._about = stems(text)
        if employer and any(word.folded in known.colleague for word in self._words):
            self._about |= {employer}
        _gather_runs(self._words, text)

    def calls(self) -> Iterator[Call]:
        """Every word that may name somebody."""
        found = [(n, call) for n in range(len(self._words)) if (call := self._call(n))]
        denied = self._denied([n for n, _call in found])
        yield from (call for n, call in found if n not in denied)

    def _call(self, n: int) -> Call | None:
        word = self._words[n]
        folded = word.folded
        if len(folded) < 2 or folded.isdigit():
            return None
        plain, capital = self._is_plain(n), word.text[:1].isupper()
        initial, surely = self._initial(n)
        titled, first_initial = self._titled(n)
        loose = plain and not self._strict and self._looks_short(n, bool(initial))
        return Call(
            who=self._who,
            whole=frozenset({folded, folded.removesuffix("s")}),
            plain=plain,
            loose=loose,
            family=plain and (word.alone or (titled and capital)),
            initial=first_initial or initial,
            surely=bool(first_initial) or surely,
            run=frozenset(word.run) - {folded},
            about=self._about,
            forms=_forms(folded, loose),
        )

    def _titled(self, n: int) -> tuple[bool, str]:
        """Whether what stands before a word makes a surname of it: a title, or an initial, which is told."""
        before = self._before(n)
        if not before:
            return False, ""
        initial = before.folded if len(before.text) == 1 and before.text.isupper() else ""
        # "The Kayas" are a family.
        family = before.folded in vocabulary().plural and self._words[n].folded.endswith("s")
        return bool(initial) or family or before.folded in vocabulary().title, initial

    def _is_plain(self, n: int) -> bool:
        """Whether a word may be a name by itself: no word of every day is, unless it looks like a name here."""
        word, known = self._words[n], vocabulary()
        folded, capital = word.folded, word.text[:1].isupper()
        if self._strict and not capital:
            return False
        if folded in known.opener:
            return capital and (not word.first or self._stands_as_name(n))
        if folded in known.ordinary:
            return (capital and not self._strict) or word.alone
        return folded not in known.stop

    def _looks_short(self, n: int, initial: bool) -> bool:
        """Whether a word may be short for a name: what only begins like one in small letters is any word."""
        word = self._words[n]
        if word.folded in vocabulary().ordinary and word.first and not self._stands_as_name(n):
            return False
        return word.text[:1].isupper() or word.alone or initial

    def _stands_as_name(self, n: int) -> bool:
        """Whether a word at the beginning of a clause goes on as a name does: "Will from choir", "Will T.", "Will"."""
        after = self._after(n)
        if after is None or after.clause != self._words[n].clause:
            return True
        return after.folded in vocabulary().behind or bool(self._initial(n)[0])

    def _initial(self, n: int) -> tuple[str, bool]:
        """The initial of a surname behind a first name, and whether it is certainly one."""
        word, after = self._words[n], self._after(n)
        if not after or self._text[word.end : after.start].strip(" -") or len(after.text) > _LONGEST_INITIAL:
            return "", False
        pointed = self._text[after.end : after.end + 1] == "."
        further = self._after(n + 1)
        last = further is None or further.clause != after.clause
        capital = after.text[:1].isupper()
        if not (pointed or (len(after.text) == 1 and (capital or last))):
            return "", False
        return after.folded, capital or last

    def _before(self, n: int) -> _Word | None:
        before = self._words[n - 1] if n else None
        joined = before and _BETWEEN.fullmatch(self._text[before.end : self._words[n].start])
        return before if joined else None

    def _after(self, n: int) -> _Word | None:
        return self._words[n + 1] if n + 1 < len(self._words) else None

    def _denied(self, named: Sequence[int]) -> set[int]:
        """Which of the words that may be names are taken back: said to be somebody else, or not known."""
        known, found = vocabulary(), set[int]()
        for clause, (start, end) in enumerate(self._clauses):
            said = fold(self._text[start:end])
            if denial := known.denied.search(said):
                # What comes behind is about whoever else it is.
                told = len(_WORD.findall(said[: denial.start()]))
                within = {n for n in named if self._place(n) == clause and self._nth(n) < told and self._looks_named(n)}
                found |= within or self._last_named(named, clause)
            elif clause and self._asked(clause - 1) and known.no.search(said) and not known.barely.search(said):
                found |= self._last_named(named, clause)
        for n in named:
            begin = self._clauses[self._place(n)][0]
            if known.not_before.search(fold(self._text[begin : self._words[n].start])):
                found |= self._group(named, n)
        # "Olga, but a different Olga": said again, it is the same name.
        again = {(self._words[n].folded, self._names_of_run(n)) for n in found if self._looks_named(n)}
        return found | {n for n in named if (self._words[n].folded, self._names_of_run(n)) in again}

    def _names_of_run(self, n: int) -> frozenset[str]:
        run = self._words[n].run
        return frozenset(word.folded for word in self._words if word.run is run and word.text[:1].isupper())

    def _place(self, n: int) -> int:
        return self._words[n].clause

    def _nth(self, n: int) -> int:
        """How many words of its clause stand before a word."""
        return sum(word.clause == self._place(n) for word in self._words[:n])

    def _asked(self, clause: int) -> bool:
        """Whether a clause ends as a question."""
        return self._text[self._clauses[clause][1] :].lstrip()[:1] == "?"

    def _looks_named(self, n: int) -> bool:
        word = self._words[n]
        return word.text[:1].isupper() and word.folded not in vocabulary().stop

    def _last_named(self, named: Sequence[int], before: int) -> set[int]:
        """The name that was said last before a clause, all its words."""
        earlier = [n for n in named if self._words[n].clause < before]
        looks = [n for n in earlier if self._looks_named(n)] or [n for n in earlier if self._words[n].alone]
        return self._group(named, looks[-1]) if looks else set()

    def _group(self, named: Sequence[int], last: int) -> set[int]:
        """The words of one clause that stand with a word."""
        run = self._words[last].run
        return {n for n in named if self._words[n].run is run}


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        if mark[0] == "." and _is_initial(text, mark.start()):
            continue
        if text[start : mark.start()].strip():
            yield start, mark.start()
        start = mark.end()
    if text[start:].strip():
        yield start, len(text)


def _is_initial(text: str, point: int) -> bool:
    """Whether a point ends an abbreviation: "Dr.", "Th.", "v."; not where another follows it."""
    word = re.search(r"[^\W\d_]+$", text[:point])
    return bool(
        word and len(word[0]) <= _LONGEST_INITIAL and text[point + 1 : point + 2] != "." and text[point + 1 :].strip()
    )


def _words(text: str, start: int, end: int, clause: int) -> list[_Word]:
    found = [_Word(each[0], each.start(), each.end(), clause, False) for each in _WORD.finditer(text, start, end)]
    for n, word in enumerate(found):
        word.first, word.alone = n == 0, len(found) == 1
    return found


def _gather_runs(words: Sequence[_Word], text: str) -> None:
    """Words that nothing but a blank parts, and none of every day, may be one name."""
    stop, before = vocabulary().stop, None
    for word in words:
        if word.folded in stop and not word.text[:1].isupper():
            before = None
            continue
        if before and before.clause == word.clause and _BETWEEN.fullmatch(text[before.end : word.start]):
            word.run = before.run
        word.run.append(word.folded)
        before = word
