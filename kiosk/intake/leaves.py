"""Somebody's leave, read row by row: whole answers, the question's polarity, and any no wins."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.intake.cells.answers import tidy
from kiosk.intake.cells.yesno import Answers, Said, unticked
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.leave import leave_of
from kiosk.intake.columns.polarity import Polarity, polarity
from kiosk.intake.columns.use import ColumnUse

_TICKERS = 2
"""People who do not write the very same sentence by themselves: it stood beside a box."""


class Grant(StrEnum):
    """What an answer means for the leave that was asked for."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How one column's answers were read."""

    header: str
    field: str
    polarity: Polarity
    yes: int = 0
    no: int = 0
    blank: int = 0
    unclear: tuple[tuple[str, int], ...] = ()
    """Answers that were not understood as a yes or no, with the people who gave them; they count as no."""


@dataclass(slots=True)
class Asked:
    """One column that asks for leave."""

    index: int
    leave: str
    """The field that holds it."""
    header: str
    polarity: Polarity
    answers: Answers
    yes: frozenset[str] | None = None
    """The answers that mean yes by the organiser's word; every other one means no."""
    marked: Mapping[str, bool] = field(default_factory=dict)
    """Single answers that the organiser marked as yes or no."""
    counts: Counter[Grant] = field(default_factory=Counter)
    unclear: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls, use: ColumnUse, header: str, named: Mapping[str, Sequence[str]], marked: Mapping[str, Mapping[str, bool]]
    ) -> "Asked":
        """The column of `use`, judged by the distinct cells that were looked at."""
        said, cells = named.get(norm(header)), list(use.looks.cells)
        return cls(
            use.index, use.used_for, use.header, use.polarity, Answers.of(cells, _label(use, header, cells)),
            None if said is None else frozenset(map(key_of, said)), marked=marked.get(use.key, {}),
        )  # fmt: skip

    def grant(self, cell: str) -> Grant:
        """What a cell means, counted."""
        meant = self.meaning(cell)
        self.counts[meant] += 1
        if meant is Grant.UNCLEAR:
            self.unclear[tidy(cell, 60)] += 1
        return meant

    def tally(self) -> Tally:
        """How the answers were read so far."""
        counts = self.counts
        return Tally(
            header=self.header, field=self.leave, polarity=self.polarity, yes=counts[Grant.YES], no=counts[Grant.NO],
            blank=counts[Grant.BLANK], unclear=tuple(self.unclear.most_common()),
        )  # fmt: skip

    def meaning(self, cell: str) -> Grant:
        """What a cell means."""
        if self.yes is not None:
            return Grant.YES if key_of(cell) in self.yes else Grant.NO if cell.strip() else Grant.BLANK
        marked = self.marked.get(key_of(cell)) if self.marked else None
        if marked is not None:
            return Grant.YES if marked else Grant.NO
        said = self.answers.say(cell)
        if said is Said.BLANK:
            return Grant.BLANK
        if self.polarity is Polarity.AGREES:
            return _AGREEING.get(said, Grant.UNCLEAR)
        if self.polarity is Polarity.UNCLEAR:
            return Grant.UNCLEAR
        if said is Said.NO and unticked(cell):
            # A box that was left alone: nobody said anything.
            return Grant.BLANK
        if said is Said.NO and self.polarity is Polarity.REFUSES:
            return Grant.YES
        return Grant.NO if said is Said.YES else Grant.UNCLEAR


_AGREEING = {Said.YES: Grant.YES, Said.NO: Grant.NO, Said.REFUSAL: Grant.NO}


def granted(columns: Sequence[Asked], cells: Sequence[str]) -> bool | None:
    """Whether a row gives the leave that these columns ask for: any no wins; None where all are blank."""
    given = [(each, each.grant(cells[each.index])) for each in columns]
    if any(meant in (Grant.NO, Grant.UNCLEAR) for _, meant in given):
        return False
    if not any(meant is Grant.YES for _, meant in given):
        return None
    # Who left a box alone that asks to be left out said nothing; who left a question open did not agree to it.
    return not any(meant is Grant.BLANK and each.polarity is Polarity.AGREES for each, meant in given)


def _label(use: ColumnUse, header: str, cells: Sequence[str]) -> str:
    """What stands beside the box: the header, or an agreement in other words where the column holds nothing else."""
    if use.looks.distinct != 1 or use.looks.filled < _TICKERS or use.polarity is Polarity.UNCLEAR:
        return header
    only = cells[0]
    return only if leave_of(only) == use.used_for and polarity(only) is use.polarity else header


def key_of(text: str) -> str:
    """An answer for comparison."""
    return norm(text) or text.strip()
