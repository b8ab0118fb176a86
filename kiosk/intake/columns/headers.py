"""Which column of a list answers what: known headers exactly, questions by what they contain."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from kiosk.intake.columns.questions import questions
from kiosk.text import MAX_ANSWER, clean, fold

Columns = Mapping[str, tuple[int, ...]]
"""Field -> the columns that hold it, the first the surest."""

LISTS = ("offers", "asks", "interests", "knows", "goals")
"""Fields that take the answers of every column that asks for them."""
QUESTIONS = (
    *LISTS, "company", "role", "experience", "consent", "badge_name", "distance", "coming", "print_goals", "remote",
    "pronouns", "first_time", "photos", "wall", "attention",
)  # fmt: skip
"""Fields that organisers ask for in questions of their own."""

_TYPO = 86
_MARK = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_REFUSAL = re.compile(r"\b(no|not|don t|dont|without|object|keine?|nicht|pas|sans|sin)\b(?! (mind|problem))")
_SENDS = re.compile(r"\b(newsletter|receive|recibir|erhalten|recevoir|send|upload)\b")
_OPTION = re.compile(r"^(?P<question>.+?)(?:\s[–—-]\s(?P<a>.+)|\s*\[(?P<b>[^\]]+)\])$", re.DOTALL)


@lru_cache(maxsize=2048)
def norm(header: str) -> str:
    """A header for comparison: folded, without punctuation; "Order #" is "order number"."""
    return _MARK.sub(" ", fold(clean(header, MAX_ANSWER)).replace("#", " number ")).strip()


def option_of(header: str) -> tuple[str, str]:
    """The question and the option of a column per option ("Interests – Health", "Interests [Health]")."""
    found = _OPTION.match(header.strip())
    return (found["question"], (found["a"] or found["b"]).strip()) if found else (header, "")


def recognise(
    header: Sequence[str], fields: Collection[str], taken: Collection[int] = ()
) -> dict[str, tuple[int, ...]]:
    """The columns that answer `fields`; lists take all that fit, other fields the surest one."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, text in enumerate(header):
        if index in taken:
            continue
        field, sureness = field_of(text)
        if field in fields:
            found.setdefault(field, []).append((-sureness, index))
    return {
        field: tuple(index for _, index in sorted(hits)) if field in LISTS else (min(hits)[1],)
        for field, hits in found.items()
    }


@lru_cache(maxsize=2048)
def field_of(header: str) -> tuple[str, int]:
    """What a header asks for ("" = nothing of ours), and how sure that is: 3 its very words, 2 a typo, 1 a question."""
    full = norm(header)
    bare = norm(_BRACKETS.sub(" ", header)) or full
    for text in (full, bare):
        if text in questions().exact:
            return questions().exact[text], 3
    question, option = option_of(header)
    if option and field_of(question)[0] in LISTS:
        return field_of(question)[0], 1
    if questions().stems["photos"].search(bare) and not _SENDS.search(bare):
        return "photos", 2
    if questions().never.search(bare):
        return "", 0
    # A question about one thing that is done with answers is no consent to another, whatever words they share.
    for field in ("remote", "wall"):
        if questions().stems[field].search(full):
            return field, 2
    if _is_consent(full, bare):
        return "consent", 2
    close = _close(bare)
    if close:
        return close, 2
    return _question(bare), 1


def is_refusal(header: str) -> bool:
    """Whether a yes to this question means no: "I don't want to be in photos"."""
    return bool(_REFUSAL.search(norm(header)))


def hides(header: str) -> bool:
    """Whether a yes to this question means staying off the screen in the room: "Please don't show my name"."""
    return bool(questions().hidden.search(norm(header)))


def _is_consent(full: str, bare: str) -> bool:
    known = questions()
    return bool(not known.who.search(bare) and known.agree.search(bare) and known.match.search(full))


def _close(text: str) -> str:
    """The field whose phrase differs by a typo."""
    # Imported here: only lists need it.
    from rapidfuzz import fuzz, process

    exact = questions().exact
    best = process.extractOne(text, exact.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO) if len(text) > 4 else None
    return exact[best[0]] if best else ""


def _question(text: str) -> str:
    hits = [field for field, stem in questions().stems.items() if stem.search(text)]
    if "offers" in hits and "asks" in hits:
        # "What can we offer you?" asks; a question for both at once fits neither.
        return "asks" if re.search(r"\b(offer|help) you\b", text) else ""
    return hits[0] if hits else ""
