"""Headers as text: their form for comparison, and the question and option of a column per option."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.text import clean, fold

Columns = Mapping[str, tuple[int, ...]]
"""Field -> the columns that hold it, the surest first."""

LISTS = ("offers", "asks", "interests", "knows", "goals")
"""Fields that take the answers of every column that asks for them."""
QUESTIONS = (
    *LISTS, "company", "role", "experience", "consent", "badge_name", "distance", "coming", "print_goals", "remote",
    "pronouns", "first_time", "photos", "wall", "attention",
)  # fmt: skip
"""Fields that organisers ask for in questions of their own."""

MAX_HEADER = 200
"""Characters of a header that are shown."""
MAX_READ = 2000
"""... and that are read: what a longer one goes on to say is not known."""

_MARK = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_OPTION = re.compile(r"^(?P<question>.+?)(?:\s[–—-]\s(?P<a>.+)|\s*\[(?P<b>[^\]]+)\])$", re.DOTALL)


@lru_cache(maxsize=8192)
def norm(header: str) -> str:
    """A header for comparison: folded, without punctuation; "Order #" is "order number"."""
    return _MARK.sub(" ", fold(clean(header, MAX_READ)).replace("#", " number ")).strip()


def bare(header: str) -> str:
    """The same without what stands in brackets, as far as that leaves anything."""
    return norm(_BRACKETS.sub(" ", header[:MAX_READ])) or norm(header)


def option_of(header: str) -> tuple[str, str]:
    """The question and the option of a column per option ("Interests – Health", "Interests [Health]")."""
    found = _OPTION.match(header[:MAX_READ].strip())
    return (found["question"], (found["a"] or found["b"]).strip()) if found else (header, "")


def called(index: int, header: str) -> str:
    """The header; of a column without one, its letter as spreadsheets show it."""
    return header if header.strip() else f"column {_letters(index)}"


def keys_of(header: Sequence[str]) -> tuple[str, ...]:
    """Every column's name, cleaned; the second of the same header is "Header (2)"."""
    seen: Counter[str] = Counter()
    keys = []
    for index, text in enumerate(header):
        shown = clean(called(index, text), MAX_HEADER)
        seen[shown] += 1
        keys.append(shown if seen[shown] == 1 else f"{shown} ({seen[shown]})")
    return tuple(keys)


def _letters(index: int) -> str:
    rest, last = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)
