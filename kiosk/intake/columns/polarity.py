"""What a yes to a question for leave means: read from the whole header, and never through a typo."""

import re
from enum import StrEnum
from functools import lru_cache

from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.vocabulary import consent, exact

_CLAUSES = re.compile(r"[.?!;:()\[\]\n]|\s[–—-]\s")

_IN_ONE = 2
"""Words of one negation: "ne … pas", "rather not"."""


class Polarity(StrEnum):
    """What a yes means."""

    AGREES = "agrees"
    REFUSES = "refuses"
    """And a plain no agrees: "Do you want to opt out?"."""
    WITHDRAWS = "withdraws"
    """And only a box that a program says was not ticked agrees: beside "I don't want to be introduced" a written no
    could mean either."""
    UNCLEAR = "unclear"


@lru_cache(maxsize=2048)
def polarity(header: str) -> Polarity:
    """Read from the whole header, brackets included; UNCLEAR wherever two readings are possible."""
    words = consent()
    whole = words["options"].sub(" ", norm(header))
    plain, idioms = words["idioms"].subn(" ", whole)
    for kind, meaning in (("asks_refusal", Polarity.REFUSES), ("states_refusal", Polarity.WITHDRAWS)):
        said = words[kind].search(plain)
        if said:
            left = f"{plain[: said.start()]} {plain[said.end() :]}"
            double = len(words["negations"].findall(said[0])) > _IN_ONE or words["negations"].search(left)
            certain = not double and not idioms and not words[kind].search(left) and _stands_alone(header, kind)
            return meaning if certain else Polarity.UNCLEAR
    doubtful = words["negations"].search(plain) or any(map(_slipped, plain.split()))
    return Polarity.UNCLEAR if doubtful or not _plainly_asks(header) else Polarity.AGREES


def _plainly_asks(header: str) -> bool:
    """Whether a question asks for leave in known words: no list of refusals could ever be complete."""
    if norm(header) in exact():
        return True
    words = consent()
    clauses = [words["idioms"].sub("ok", words["options"].sub(" ", norm(part))) for part in _CLAUSES.split(header)]
    return any(map(_opens, clauses))


def _opens(clause: str) -> bool:
    """An opening that asks for leave, known words, and then the act; or the act itself at the beginning."""
    words = consent()
    tail = clause.split()[-1:] or [""]
    if words["verb_last"].search(clause) and not (words["last"].fullmatch(tail[0]) or words["act"].fullmatch(tail[0])):
        return False
    ends = [0, *(found.end() for found in words["opening"].finditer(clause))]
    return any(_leads_to_act(clause[end:].split()) for end in ends)


def _leads_to_act(tokens: list[str]) -> bool:
    words = consent()
    for token in tokens:
        if words["act"].fullmatch(token):
            return True
        if not words["between"].fullmatch(token):
            return False
    return False


@lru_cache(maxsize=4096)
def _slipped(word: str) -> bool:
    """Whether a word is a negation but for one slip of the pen."""
    # Imported here: only lists need it.
    from rapidfuzz.distance import OSA

    near = (no for no in _NOT if word[0] == no[0] or word == no[1:])
    return word not in _LIKE_NOT and any(OSA.distance(word, no, score_cutoff=1) <= 1 for no in near)


_NOT = ("not", "nicht", "never", "without", "keine", "niemals", "jamais", "nunca", "geen", "niet")
_LIKE_NOT = frozenset({
    "no", "now", "note", "nota", "noto", "net", "nut", "nor", "non", "nos", "nod", "kleine", "nacht", "gern", "eine",
    "een", "nuit", "even", "ever", "gehen", "nom", "nog", "noi", "nova", "nou",
})  # fmt: skip
"""Words of their own that look like one."""


def _stands_alone(header: str, kind: str) -> bool:
    """Whether the refusal is the question itself: the only clause, or what the box beside it says of a tick."""
    words = consent()
    clauses = [clause for clause in map(norm, _CLAUSES.split(header)) if clause]
    clauses = [clause for clause in clauses if words["options"].sub("", clause).strip()]
    refusing = [clause for clause in clauses if words[kind].search(clause)]
    return len(clauses) == 1 or (len(refusing) == 1 and bool(words["tick"].search(refusing[0])))


def asks_for_veterans(header: str) -> bool:
    """Whether a yes means that somebody was here before."""
    return bool(consent()["veterans"].search(norm(header)))
