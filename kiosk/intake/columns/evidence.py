"""What the cells of a column look like, whatever its header says."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.intake.cells.yesno import TICKS, Said, whole
from kiosk.text import clean, fold

SAMPLES = 3
_LOOKED_AT = 400  # distinct cells: enough to know a column of a hundred thousand
_MOST = 0.8
_FEW = 12
_FIRST_IN_TWO = 0.5

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,].*)?|\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?|\w{3,9}\.? \d{1,2},? \d{4}.*"
    r"|\w{3} \d{1,2} \w{3} \d{4}.*|\d{1,2}\.? \w{3,9}\.? \d{4}.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[^\w\s]?\s?[+-]?\d[\d ,.'’]*\s?([€$£%]|[A-Z]{3})?")
_PHONE = re.compile(r"\+?[\d ()/.-]{7,20}")
_LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_ID = re.compile(r"(?=.*\d)[\w#@/+.:-]{1,80}|(?=.*[a-z])(?=.*[A-Z])[\w-]{16,}")
_NAME = re.compile(r"[^\W\d_][^\d_@:;/!?]{0,59}")
_WORDS = 5  # in a name
_SAID = (Said.YES, Said.NO, Said.REFUSAL, Said.PARTLY)
_REFUSED = (Said.NO, Said.REFUSAL, Said.PARTLY)
_MOST_ANSWERS = 0.6  # of the distinct ones: somebody always writes a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """A column's cells, counted; shares are of the distinct filled ones."""

    total: int = 0
    filled: int = 0
    distinct: int = 0
    samples: tuple[str, ...] = ()
    """The first filled, distinct and cleaned ones."""
    cells: tuple[str, ...] = ()
    """The distinct filled cells as they stand in the file, as far as they were looked at."""
    yes_no: bool = False
    """Its answers are yes, no, or a mark in a box."""
    answers: float = 0.0
    """Share, of answers or of people, that says yes or no in any words, also "yes, but …"."""
    refusals: float = 0.0
    """Share of answers that say no, or take a yes back."""
    emails: float = 0.0
    dates: float = 0.0
    numbers: float = 0.0
    phones: float = 0.0
    links: float = 0.0
    ids: float = 0.0
    names: float = 0.0
    words: float = 0.0
    """Words in an answer, on average."""

    @property
    def unique(self) -> bool:
        """No two filled cells are the same."""
        return self.filled > 1 and self.filled == self.distinct

    @property
    def few(self) -> bool:
        """A handful of values, repeated: options, not words of people's own."""
        return 0 < self.distinct <= _FEW and self.distinct * 2 <= self.filled

    @property
    def free(self) -> bool:
        """People's own words, or options: no marks, figures, dates, addresses or ids."""
        return not self.filled or not (
            self.yes_no or max(self.emails, self.dates, self.numbers, self.phones, self.links) > _FIRST_IN_TWO
        )

    @property
    def like_names(self) -> bool:
        """What could be people's names."""
        return self.names >= _MOST and not self.yes_no


def looks_of(cells: Sequence[str]) -> Looks:
    """Counts the cells of one column."""
    counts = Counter(cells)
    filled = {cell: count for cell, count in counts.items() if cell and not cell.isspace()}
    seen = list(filled)[:_LOOKED_AT]
    shown = [clean(cell, 200) for cell in seen]
    if not seen:
        return Looks(total=len(cells))
    share = _Share(shown, [filled[cell] for cell in seen])
    return Looks(
        total=len(cells),
        filled=sum(filled.values()),
        distinct=len(filled),
        samples=tuple(dict.fromkeys(clean(cell) for cell in shown if cell))[:SAMPLES],
        cells=tuple(seen),
        yes_no=_all_yes_or_no(shown, has_blanks=len(filled) < len(counts)),
        answers=max(share.of(_answers), share.of_people(_answers)),
        refusals=share.of(lambda text: whole(text) in _REFUSED),
        emails=share.of(lambda text: bool(_EMAIL.search(text))),
        dates=share.of(lambda text: bool(_DATE.fullmatch(text))),
        numbers=share.of(lambda text: bool(_NUMBER.fullmatch(text))),
        phones=share.of(lambda text: bool(_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) > 6),
        links=share.of(lambda text: bool(_LINK.match(text))),
        ids=share.of(lambda text: bool(_ID.fullmatch(text))),
        names=share.of(_could_be_a_name),
        words=sum(len(text.split()) for text in shown) / len(shown),
    )


class _Share:
    def __init__(self, shown: Sequence[str], people: Sequence[int]) -> None:
        self._shown, self._people = shown, people

    def of(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self._shown)) / len(self._shown)

    def of_people(self, test: Callable[[str], bool]) -> float:
        """Of those who answered: a few sentences among hundreds of yes and no are a few people's."""
        said = sum(count for text, count in zip(self._shown, self._people, strict=True) if test(text))
        return said / sum(self._people)


def _answers(text: str) -> bool:
    return whole(text) in _SAID or text in "xX"


def _could_be_a_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and len(text.split()) <= _WORDS and whole(text) not in (Said.YES, Said.NO)


def _all_yes_or_no(shown: Sequence[str], *, has_blanks: bool) -> bool:
    """Whether the column answers with yes and no; figures do so only as 1 and 0, or as 1 and nothing."""
    found = {fold(text) for text in shown} - {"", "-"}
    if not found or len(found) > _FEW:
        return False
    if found <= {"0", "1"}:
        return len(found) > 1 or (found == {"1"} and has_blanks)
    if found <= {"x", *TICKS} or found in ({"o", "n"}, {"s", "n"}, {"t", "f"}, {"t", "n"}):
        return True
    clear = sum(whole(text) in _SAID for text in shown if text not in ("", "-"))
    return clear == len(found) or (clear > 1 and clear >= _MOST_ANSWERS * len(shown))
