"""One person at a time, without the screen: find, walk in, undo, reprint."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.door.door import Door
    from kiosk.model import Found, Registration, ScanResult

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.command(epilog="Example: kiosk search lukasz")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many at most.")
@click.pass_context
def search(context: click.Context, text: str, as_json: bool, limit: int) -> None:
    """Who matches TEXT: part of a name, company, e-mail address or order. Works beside an open door."""
    from kiosk.export.answers import found_json, found_text

    found = asyncio.run(_search(event_folder(context), text, limit))
    if as_json:
        click.echo(found_json(found))
    elif not found:
        click.echo("Nobody matches: try fewer letters.", err=True)
    else:
        click.echo("\n".join(map(found_text, found)))


async def _search(folder: EventFolder, text: str, limit: int) -> list[Found]:
    from kiosk.store.database import open_reader
    from kiosk.store.search.finding import search

    async with open_reader(folder.database) as database:
        return await database.read(lambda connection: search(connection, text, limit))


@click.command(epilog='Example: kiosk walkin "Mia Lind" --company "Fjord Labs" --asks "user interviews" --agree')
@click.argument("name")
@click.option("--email", default="", help="E-mail address.")
@click.option("--company", default="", help="Company or project.")
@click.option("--role", default="", help="What they do there.")
@click.option("--offers", multiple=True, help="Something they can offer; may be given several times.")
@click.option("--asks", multiple=True, help="Something they look for; may be given several times.")
@click.option("--interests", multiple=True, help="Something they enjoy; may be given several times.")
@click.option("--is", "number", type=int, help="It is them: admits the person on the list with this number.")
@click.option("--new", is_flag=True, help="It is somebody else of that name, who is on no list.")
@click.option("--agree/--no-agree", default=None, help="Whether their answers may be used to suggest people to meet.")
@_json
@click.pass_context
def walkin(
    context: click.Context, name: str, email: str, company: str, role: str, offers: tuple[str, ...],
    asks: tuple[str, ...], interests: tuple[str, ...], agree: bool | None, as_json: bool, number: int | None,
    new: bool,
) -> None:  # fmt: skip
    """Admits NAME, who is on no list; asks first where they may be on it."""
    from kiosk.errors import InputError
    from kiosk.model import Registration
    from kiosk.text import MAX_ANSWER, clean

    registration = Registration(
        ref="",
        name=clean(name),
        email=clean(email).lower(),
        company=clean(company),
        role=clean(role),
        offers=tuple(clean(each, MAX_ANSWER) for each in offers),
        asks=tuple(clean(each, MAX_ANSWER) for each in asks),
        interests=tuple(clean(each, MAX_ANSWER) for each in interests),
        consent=agree,
    )
    if not registration.name:
        raise InputError("A walk-in needs a name that can be read.")
    _answer(context, partial(_walk_in, registration=registration, number=number, insist=new), as_json)


async def _walk_in(door: Door, registration: Registration, number: int | None, *, insist: bool) -> ScanResult:
    from kiosk.errors import NotDoneError
    from kiosk.model import Ask

    if number is not None:
        return await door.admit((await door.guests.whom(f"{number}")).id)
    result = await door.walk_in(registration, insist=insist)
    if result.ask is Ask.LISTED and result.registrant:
        raise NotDoneError(
            f"{result.reason} If so, add --is {result.registrant.number}; if it is somebody else of that name, --new."
        )
    return result


@click.command(epilog='Example: kiosk undo BCDEFGHJKLNOPRSTUV   kiosk undo 137   kiosk undo "mia lind"')
@click.argument("code")
@click.option("--reason", default="", help="Why, for the record.")
@_json
@click.pass_context
def undo(context: click.Context, code: str, reason: str, as_json: bool) -> None:
    """Takes back the last admission of CODE: a ticket code, badge number, name, registrant id or badge id."""
    _answer(context, lambda door: _whose(door, code, lambda ident: door.undo(ident, reason)), as_json)


@click.command(epilog="Example: kiosk reprint BCDEFGHJKLNOPRSTUV   kiosk reprint 6")
@click.argument("code")
@click.option("--reason", default="", help="Why, for the record.")
@_json
@click.pass_context
def reprint(context: click.Context, code: str, reason: str, as_json: bool) -> None:
    """Prints a badge again, with the names it had. CODE: a ticket code, badge number, name, registrant or badge id."""
    _answer(context, lambda door: _whose(door, code, lambda ident: door.badges.print_again(ident, reason)), as_json)


async def _whose(door: Door, who: str, act: Callable[[str], Awaitable[ScanResult]]) -> ScanResult:
    """Does something about whoever is meant; several or none are said in a sentence."""
    return await act((await door.guests.whom(who)).id)


def _answer(context: click.Context, ask: Callable[[Door], Awaitable[ScanResult]], as_json: bool) -> None:
    from kiosk.export.answers import scan_json, scan_text
    from kiosk.model import Outcome

    result = asyncio.run(_at_the_door(event_folder(context), ask))
    click.echo((scan_json if as_json else scan_text)(result))
    context.exit(3 if result.outcome is Outcome.ERROR else 0)


async def _at_the_door(folder: EventFolder, ask: Callable[[Door], Awaitable[ScanResult]]) -> ScanResult:
    from kiosk.event.door.opening import open_door
    from kiosk.event.door.spooling import spooling

    async with open_door(folder) as door, spooling(door):
        return await ask(door)


@click.command(epilog="Example: kiosk stats --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def stats(context: click.Context, as_json: bool) -> None:
    """How the evening is going: who came, how fast, badges, promises, topics; also beside an open door."""
    import msgspec

    from kiosk.event.overview.stats import Stats, Tally
    from kiosk.store.database import open_reader
    from kiosk.store.facts import now

    folder = event_folder(context)

    async def look() -> Stats:
        async with open_reader(folder.database) as reader:
            return await reader.read(lambda connection: Tally(folder).look(connection, now()))

    found = asyncio.run(look())
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    from kiosk.event.overview.stats_in_words import text

    click.echo(text(found))
