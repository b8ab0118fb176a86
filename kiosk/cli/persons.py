"""Who is one person: what an import says of it, what people decide, and taking an import back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.folder import event_folder
from kiosk.language import _, plural

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.guests.identity.undoing import TakenBack
    from kiosk.intake.taking import Report
    from kiosk.model import Registrant

_SHOWN = 20
"""Lines of one kind, before they are only counted."""


def about_people(report: Report) -> list[str]:
    """Who may be one person, and who is on the list no more, with what to do about it."""
    return [*_shown(_pairs(report), len(report.perhaps_same)), *_vanished(report)]


def _pairs(report: Report) -> Iterator[str]:
    for pair in report.perhaps_same:
        yield _("Perhaps the same: {one} and {other}: {why}. One person: kiosk same {a} {b}; two: add --two.").format(
            one=_who(pair.a), other=_who(pair.b), why=_(pair.why), a=pair.a.number, b=pair.b.number
        )


def _vanished(report: Report) -> Iterator[str]:
    if report.cancelled:
        yield _("Cancelled, because they are on the list no more: {names}.").format(names=_names(report.cancelled))
    if report.kept:
        said = _("On the list no more, but here: {names}. They keep their tickets.")
        yield said.format(names=_names(report.kept))
    if report.vanished and not (report.cancelled or report.kept):
        yield _(
            "On this list no more: {names}. They may still come in; to cancel their tickets, import it again with "
            "--cancel-vanished."
        ).format(names=_names(report.vanished))


def _names(people: Sequence[Registrant]) -> str:
    names, rest = ", ".join(map(_who, people[:_SHOWN])), len(people) - _SHOWN
    return _("{names} and {n} more").format(names=names, n=rest) if rest > 0 else names


def _shown(lines: Iterator[str], count: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == _SHOWN:
            rest = count - _SHOWN
            said = plural(
                "... and {n} pair more: --json lists them all.", "... and {n} pairs more: --json lists them all.", rest
            )
            yield said.format(n=rest)
            return
        yield line


def _who(person: Registrant) -> str:
    return _("No {n} {name}").format(n=person.number, name=person.name or _("(no name yet)"))


def people_values(report: Report) -> dict[str, Any]:
    """The same for programs."""
    return {
        "perhaps_same": [{"a": _person(pair.a), "b": _person(pair.b), "why": pair.why} for pair in report.perhaps_same],
        "vanished": [_person(person) for person in report.vanished],
        "cancelled": [_person(person) for person in report.cancelled],
    }


def _person(person: Registrant) -> dict[str, Any]:
    return {"registrant_id": person.id, "number": person.number, "name": person.name or None}


async def undo_import(folder: EventFolder, *, dry_run: bool, as_json: bool) -> str:
    """Takes the last import back, and says what that means. Raises InputError, StoreError."""
    from kiosk.event.guests.identity.undoing import undo_last
    from kiosk.event.matching.learning import learn
    from kiosk.store import people
    from kiosk.store.database import open_reader, open_writer, rehearsal
    from kiosk.store.turns import turns_of

    async with open_reader(folder.database):
        pass  # refuses, before a file is made, where there is none
    async with rehearsal(folder.database) if dry_run else open_writer(folder.database) as database:
        turns = await turns_of(database, folder.settings.door.name)
        taken = await turns.take(undo_last)
        await learn(database, folder, await database.read(people.everybody))
    return _undone_json(taken) if as_json else _undone_text(taken, dry_run=dry_run)


def _undone_json(taken: TakenBack) -> str:
    return json.dumps(
        {
            "undone": True,
            "gone": [_person(person) for person in taken.gone],
            "restored": [_person(person) for person in taken.restored],
            "named_on_badges": [_person(person) for person in taken.named],
        },
        ensure_ascii=False,
    )


def _undone_text(taken: TakenBack, *, dry_run: bool) -> str:
    said = _(
        "The last import is taken back, as if it had never happened. Gone, because only it knew them: {gone}. As they "
        "were before it: {restored}. What was answered in it counts no more, a no to being matched included."
    )
    lines = [said.format(gone=len(taken.gone), restored=len(taken.restored))]
    if dry_run:
        lines.append(_("Nothing was changed: this was a dry run."))
    if taken.named:
        lines.append(_("Badges that are printed already name {names}.").format(names=_names(taken.named)))
    return "\n".join(lines)


@click.command(epilog="Example: kiosk same 12 40")
@click.argument("one")
@click.argument("other")
@click.option("--two", is_flag=True, help="They are two people: takes back that they are one, and is not asked again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def same(context: click.Context, one: str, other: str, two: bool, as_json: bool) -> None:
    """Says that ONE and OTHER (numbers, codes or names) are one person, or with --two that they are not."""
    tickets = asyncio.run(_same(event_folder(context), one, other, two=two))
    if as_json:
        click.echo(json.dumps({"one_person": not two, "tickets": [_person(each) for each in tickets]}))
    elif two:
        click.echo(f"{_who(tickets[0])} and {_who(tickets[1])} are two people.")
    elif len(tickets) < 2:
        # One of the two tickets has passed on to somebody else since.
        click.echo(_("They are one person from now on; the other ticket is somebody else's."))
    else:
        numbers = ", ".join(f"{each.number}" for each in tickets[1:])
        click.echo(f"{_who(tickets[0])} is one person with No {numbers}: newest answers count, and any no wins.")


async def _same(folder: EventFolder, one: str, other: str, *, two: bool) -> list[Registrant]:
    from kiosk.errors import NotDoneError
    from kiosk.event.door.opening import open_door
    from kiosk.store.database import open_reader

    async with open_reader(folder.database):
        pass
    async with open_door(folder) as door:
        first, second = await door.guests.whom(one), await door.guests.whom(other)
        if first.id == second.id:
            raise NotDoneError(
                _("{one} and {other} are the same ticket: name two.").format(one=repr(one), other=repr(other))
            )
        decide = door.persons.part if two else door.persons.join
        return await decide(first.id, second.id)
