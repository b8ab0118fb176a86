"""What of a list somebody should look at before it is taken in."""

from collections.abc import Iterator, Sequence

from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.intake.guestlist import GuestList
from kiosk.language import _, plural

_PEOPLE = ("name", "first_name", "last_name", "badge_name", "email")
_SHOWN, _FEW = 40, 4


def doubtful(column: ColumnUse) -> bool:
    """Whether nothing uses a column, or its use is only guessed."""
    return column.unused or column.sure is Sure.GUESS


def strange(column: ColumnUse, guests: GuestList) -> int:
    """How many people's answers to a question for leave, or tickets' states, are not understood."""
    if column.used_for in ("status", "paid"):
        return sum(count for _word, count in guests.strange_states)
    asked = [each for each in guests.leaves if (each.header, each.field) == (column.header, column.used_for)]
    return sum(count for each in asked for _answer, count in each.unclear)


def stop(guests: GuestList, *, stated: bool) -> str:
    """Why a list can't be taken in like this, and what to do; empty where it can."""
    if not any(column.used_for in _PEOPLE for column in guests.columns):
        return _("Nothing tells people apart: choose the column with their names or e-mail addresses, and press Enter.")
    if stated and guests.open_columns:
        said = _("{names} may hold refusals, so consent can't count as stated: say what it asks, or leave it out.")
        return said.format(names=_names(guests.open_columns))
    return ""


def doubts_of(guests: GuestList, *, known: bool) -> tuple[str, ...]:
    """Why a list is not taken in unseen, in sentences; of a known form only what is new to it."""
    return tuple((*(() if known else _columns(guests)), *_answers(guests)))


def _columns(guests: GuestList) -> Iterator[str]:
    if guests.unused:
        count = len(guests.unused)
        said = plural("{n} column that nothing uses: {names}", "{n} columns that nothing uses: {names}", count)
        yield said.format(n=count, names=_names(guests.unused))
    guessed = [column for column in guests.columns if column.sure is Sure.GUESS]
    if guessed:
        said = plural("{n} column that is a guess: {names}", "{n} columns that are guesses: {names}", len(guessed))
        yield said.format(n=len(guessed), names=_names(guessed))


def _answers(guests: GuestList) -> Iterator[str]:
    for tally in guests.leaves:
        people = sum(count for _answer, count in tally.unclear)
        if people:
            said = plural(
                "{n} answer to '{header}' that is not understood and counts as no",
                "{n} answers to '{header}' that are not understood and count as no",
                people,
            )
            yield said.format(n=people, header=tally.header[:_SHOWN])
    for word, count in guests.strange_states:
        said = plural(
            "{n} ticket in the state '{word}', which is not known here: it waits at the door",
            "{n} tickets in the state '{word}', which is not known here: they wait at the door",
            count,
        )
        yield said.format(n=count, word=word)


def _names(columns: Sequence[ColumnUse]) -> str:
    names = ", ".join(f"'{column.header[:_SHOWN]}'" for column in columns[:_FEW])
    rest = len(columns) - _FEW
    return _("{names} and {n} more").format(names=names, n=rest) if rest > 0 else names
