"""The sentences of the page."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.columns.polarity import Polarity
from kiosk.intake.columns.use import ColumnUse
from kiosk.intake.guestlist import GuestList
from kiosk.intake.leaves import Tally
from kiosk.intake.taking import Report
from kiosk.language import _, plural
from kiosk.model import LEAVES
from kiosk.ui.importing import words

_SHOWN = 40
_MOST = 20
"""Names and pairs that are listed."""


def title(listed: OpenList, guests: GuestList, place: str) -> str:
    """What came in: "guests.csv: Google Forms, 120 people"."""
    count = len(guests.rows)
    people = plural("{n} person", "{n} people", count).format(n=count)
    known = _("   (a form you know: read as last time)") if listed.known else ""
    source = _("a list") if listed.laid.platform.name == "generic" else listed.laid.platform.title
    return f"{place}{guests.file}: {source}, {people}{known}"


def summary(guests: GuestList, outcome: Report | None) -> Content:
    """How consent was read, how much nobody has explained, and what would become of the list."""
    parts = [_consent(tally) for tally in guests.leaves if tally.field == "consent"]
    if not parts:
        parts = [_("no question about being matched was found")]
    unused, states = len(guests.unused), sum(count for _word, count in guests.strange_states)
    if unused:
        parts.append(plural("{n} column that nothing uses", "{n} columns that nothing uses", unused).format(n=unused))
    if states:
        said = plural("{n} ticket in a state that is not known", "{n} tickets in a state that is not known", states)
        parts.append(said.format(n=states))
    if guests.refused:
        count = len(guests.refused)
        parts.append(plural("{n} row is nobody (F3)", "{n} rows are nobody (F3)", count).format(n=count))
    return Content(" · ".join([*parts, *(_outcome(outcome) if outcome else ())]))


def _outcome(outcome: Report) -> Iterator[str]:
    yield _("{new} new, {updated} updated, {unchanged} unchanged").format(
        new=outcome.new, updated=outcome.updated, unchanged=outcome.unchanged
    )
    if outcome.perhaps_same:
        count = len(outcome.perhaps_same)
        yield plural("{n} pair perhaps the same (F3)", "{n} pairs perhaps the same (F3)", count).format(n=count)
    if outcome.vanished:
        count = len(outcome.vanished)
        yield plural("{n} on this list no more (F3)", "{n} on this list no more (F3)", count).format(n=count)


def _consent(tally: Tally) -> str:
    unclear = sum(count for _answer, count in tally.unclear)
    said = _("consent is read from '{header}': {yes} yes, {no} no, {unclear} not understood").format(
        header=_short(tally.header), yes=tally.yes, no=tally.no, unclear=unclear
    )
    return said + (_(", {n} without an answer").format(n=tally.blank) if tally.blank else "")


def about(column: ColumnUse) -> Content:
    """The whole question, how many answered, and what to do about it."""
    looks = column.looks
    counted = _("{n} of {total} answered; different answers: {distinct}").format(
        n=looks.filled, total=looks.total, distinct=looks.distinct
    )
    return Content.assemble((column.header, "bold"), f"\n{counted}. ", (_advice(column), "$text-warning"))


def _advice(column: ColumnUse) -> str:
    if column.unused and column.open:
        return _("It may hold somebody's refusal: say what it asks.")
    if column.unused:
        return _("Nothing uses it: Enter says what it is.")
    if column.used_for in LEAVES and column.polarity is Polarity.UNCLEAR:
        return _("What does a yes to it mean? Say it of every answer: Tab, then y or n.")
    if column.used_for in LEAVES and column.polarity is not Polarity.AGREES:
        return _("A yes to it refuses.")
    return ""


def changes(before: GuestList, after: GuestList) -> str:
    """What reading the list again has changed."""
    said = [
        f"'{_short(new.header)}': {words.use_of(new)}"
        for old, new in zip(before.columns, after.columns, strict=True)
        if (old.used_for, old.why, old.polarity) != (new.used_for, new.why, new.polarity)
    ]
    counts = {(each.header, each.field): (each.yes, each.no) for each in before.leaves}
    for tally in after.leaves:
        if counts.get((tally.header, tally.field)) not in (None, (tally.yes, tally.no)):
            said.append(f"'{_short(tally.header)}': " + _("{yes} yes, {no} no").format(yes=tally.yes, no=tally.no))
    if before.strange_states != after.strange_states:
        waiting = sum(count for _word, count in after.strange_states)
        said.append(_("tickets in a state that is not known: {n}").format(n=waiting))
    return _("Changed: {what}.").format(what="; ".join(said)) if said else _("Nothing has changed by that.")


def notes(guests: GuestList, outcome: Report | None) -> Sequence[str]:
    """What else the organiser should know: who is who, notes, and rows that are nobody."""
    people = tuple(_people(outcome)) if outcome else ()
    refused = [_("line {n}: {why}").format(n=each.line, why=each.reason) for each in guests.refused]
    return (*people, *guests.notes, *refused)


def _people(outcome: Report) -> Iterator[str]:
    for pair in outcome.perhaps_same[:_MOST]:
        yield _("Perhaps the same: {one} and {other}: {why}.").format(
            one=pair.a.name, other=pair.b.name, why=_(pair.why)
        )
    if outcome.vanished:
        names = ", ".join(each.name or _("(no name yet)") for each in outcome.vanished[:_MOST])
        rest = len(outcome.vanished) - _MOST
        names = _("{names} and {n} more").format(names=names, n=rest) if rest > 0 else names
        said = _("Tickets that are cancelled: {names}.") if outcome.cancelled else _("On this list no more: {names}.")
        yield said.format(names=names)


def keys(*, on_answers: bool, asks: bool, open_: bool, notes: Sequence[str]) -> str:
    """The keys that do something now."""
    if on_answers:
        mark = _("y yes  n no  ") if asks else ""
        return _("↑ ↓ answer  {mark}Enter what it means  Esc back to the columns").format(mark=mark)
    take = _("F2 take it in") if open_ else _("F2 (not yet)")
    more = _("  F3 notes ({n})").format(n=len(notes)) if notes else ""
    said = _("Enter use  Tab answers  ! next open  {take}{more}  Esc leave")
    return said.format(take=take, more=more)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
