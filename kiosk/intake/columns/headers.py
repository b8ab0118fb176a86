"""Headers as text: their form for comparison, and the question and option of a column per option."""

import re
from collections.abc import Mapping
from functools import lru_cache

from kiosk.text import MAX_ANSWER, clean, fold

Columns = Mapping[str, tuple[int, ...]]
"""Field -> the columns that hold it, the surest first."""

LISTS = ("offers", "asks", "interests", "knows", "goals")
"""Fields that take the answers of every column that asks for them."""
QUESTIONS = (
    *LISTS, "company", "role", "experience", "consent", "badge_name", "distance", "coming", "print_goals", "remote",
    "pronouns", "first_time", "photos", "wall", "attention",
)  # fmt: skip
"""Fields that organisers ask for in questions of their own."""

_MARK = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_OPTION = re.compile(r"^(?P<question>.+?)(?:\s[–—-]\s(?P<a>.+)|\s*\[(?P<b>[^\]]+)\])$", re.DOTALL)


@lru_cache(maxsize=8192)
def norm(header: str) -> str:
    """A header for comparison: folded, without punctuation; "Order #" is "order number"."""
    return _MARK.sub(" ", fold(clean(header, MAX_ANSWER)).replace("#", " number ")).strip()


def bare(header: str) -> str:
    """The same without what stands in brackets, as far as that leaves anything."""
    return norm(_BRACKETS.sub(" ", header)) or norm(header)


def option_of(header: str) -> tuple[str, str]:
    """The question and the option of a column per option ("Interests – Health", "Interests [Health]")."""
    found = _OPTION.match(header.strip())
    return (found["question"], (found["a"] or found["b"]).strip()) if found else (header, "")
