"""The mixer: rounds of pairs or tables, and cards for an evening that introduces people at one time."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.config import EventFolder
    from kiosk.event.badges.cards import Card
    from kiosk.event.mixer.company import Company
    from kiosk.event.mixer.seating import Seating
    from matcher.rounds.planning import Progress

_COLUMNS = ("round", "table", "seat", "registrant_id", "name")


@click.command(epilog="Example: kiosk rounds --size 4 --rounds 6 --export rounds.csv --print")
@click.option("--size", type=click.IntRange(2, 12), default=4, show_default=True, help="People at a table; 2: pairs.")
@click.option("--rounds", type=click.IntRange(1, 60), default=6, show_default=True, help="How many rounds.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="To search at most.")
@click.option("--moves", type=click.IntRange(0), help="Search so many moves, whatever time it takes: repeatable.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another plan.")
@click.option("--everyone", is_flag=True, help="Plan ahead for all who are expected, not for those who are inside.")
@click.option("--after", type=click.Path(path_type=Path, dir_okay=False), help="A plan of before, partly played.")
@click.option("--played", type=click.IntRange(1), help="So many of its rounds are over; the rest is planned anew.")
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), help="Write the plan as .csv.")
@click.option("--print", "print_", is_flag=True, help="Draw a card per person and a sheet per table.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def rounds(
    context: click.Context, size: int, rounds: int, seconds: float, moves: int | None, seed: int, everyone: bool,
    after: Path | None, played: int | None, export: Path | None, print_: bool, as_json: bool,
) -> None:  # fmt: skip
    """Seats those who are inside, so that people who fit meet and nobody meets twice. Ctrl-C keeps the best so far.

    Somebody left or came late? Plan the rest anew with --after the last plan and how many rounds were --played.
    """
    from kiosk.errors import InputError
    from kiosk.event.mixer.plan_file import read_rounds
    from kiosk.event.mixer.seatcards import write_cards
    from kiosk.event.mixer.seating import seat

    folder = event_folder(context)
    if (after is None) != (played is None):
        raise InputError("--after and --played go together: the plan of before, and how many of its rounds are over.")
    if export and export.suffix.lower() != ".csv":
        raise InputError(f"'{export.name}': name the plan .csv.")
    earlier = read_rounds(after, played) if after and played else None
    company = asyncio.run(_gather(folder, everyone))
    with _interruptible() as stopped, _progress(seconds) as tell:
        seating = seat(
            company, size, rounds, seconds=seconds, moves=moves, seed=seed, earlier=earlier, progress=tell, stop=stopped
        )
    if export:
        _write(seating, export)
    printed = write_cards(seating, folder) if print_ else []
    click.echo(json.dumps(_values(company, seating), ensure_ascii=False) if as_json else _text(company, seating))
    for path in (*([export] if export else []), *printed):
        click.echo(f"Written: {path}", err=True)


async def _gather(folder: EventFolder, everyone: bool) -> Company:
    from kiosk.event.mixer.company import gather
    from kiosk.store.database import open_reader

    async with open_reader(folder.database) as database:
        return await gather(database, folder, everyone=everyone)


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Ctrl-C ends the search and keeps what it found; a second one ends the program."""
    stopped: list[bool] = []

    def stop(*_: object) -> None:
        if stopped:
            raise KeyboardInterrupt
        stopped.append(True)
        click.echo("\nStopping: this is the best plan so far.", err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(stopped)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(seconds: float) -> Iterator[Callable[[Progress], None] | None]:
    """A line on the terminal that says how far the search is; nothing for pipes."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(now: Progress) -> None:
        repeats = f", {now.repeats} meet again" if now.repeats else ", nobody meets twice"
        click.echo(f"\r\x1b[KSearching up to {seconds:g} s, Ctrl-C takes the best so far{repeats}", nl=False, err=True)

    yield tell
    click.echo("\r\x1b[K", nl=False, err=True)


def _write(seating: Seating, path: Path) -> None:
    from kiosk.csv_file import write_table
    from kiosk.errors import InputError

    try:
        rows = ((s.round, s.table, s.seat, s.person.id, s.person.name) for s in seating.seats)
        write_table(_COLUMNS, rows, path)
    except OSError as error:
        raise InputError(
            f"{path} can't be written ({error.strerror or error}): close it elsewhere, or choose another folder."
        ) from None


def _values(company: Company, seating: Seating) -> dict[str, Any]:
    assessment = seating.assessment
    return {
        "people": len(company.people),
        "repeats": assessment.repeats.count,
        "value": round(assessment.value, 3),
        "possible_without_repeats": seating.limits.possible,
        "note": seating.limits.sentence,
        "played": seating.played,
        "seats": [
            {"round": s.round, "table": s.table, "seat": s.seat, "registrant_id": s.person.id, "name": s.person.name}
            for s in seating.seats
        ],
    }


def _text(company: Company, seating: Seating) -> str:
    from kiosk.event.mixer.seatcards import names_of

    called = names_of(seating)
    lines: list[str] = []
    tables: dict[tuple[int, int], list[str]] = {}
    for s in seating.seats:
        tables.setdefault((s.round, s.table), []).append(called[s.person.id])
    last = 0
    for (round_, table), names in sorted(tables.items()):
        if round_ != last:
            lines += ["", f"Round {round_}" + (" (played)" if round_ <= seating.played else "")]
            last = round_
        lines.append(f"  table {table:3}  {', '.join(names)}")
    return "\n".join([*lines[1:], "", *_remarks(company, seating)])


def _remarks(company: Company, seating: Seating) -> list[str]:
    assessment, said = seating.assessment, [seating.limits.sentence]
    names = [person.name for person in company.people]
    if assessment.repeats.count:
        pairs = ", ".join(f"{names[i]} and {names[j]}" for i, j in assessment.repeats.pairs[:5])
        more = "…" if len(assessment.repeats.pairs) > 5 else ""
        said.append(f"In this plan {assessment.repeats.count} meetings are with somebody met before: {pairs}{more}.")
    else:
        said.append("In this plan nobody meets anybody twice.")
    if assessment.apart:
        missed = ", ".join(f"{names[i]} and {names[j]}" for i, j in assessment.apart)
        said.append(f"Could not be brought together: {missed}.")
    if assessment.forbidden:
        count = len(assessment.forbidden)
        said.append(f"{count} pairs that should be kept apart share a table: ask for smaller tables.")
    alone = {round_: 0 for round_ in range(1, 1 + max(s.round for s in seating.seats))}
    for table in {(s.round, s.table) for s in seating.seats}:
        alone[table[0]] += sum((s.round, s.table) == table for s in seating.seats) == 1
    if any(alone.values()):
        said.append("One person has no partner in some rounds: they rest, or join a table of their choice.")
    return [*said, *company.notes]


@click.command(epilog="Example: kiosk cards introductions.pdf")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object: who meets whom.")
@click.pass_context
def cards(context: click.Context, file: Path, as_json: bool) -> None:
    """Draws a card per person who is inside: whom to meet, why, how to begin. For introductions = "at_time".

    Everybody on a card is there, and was told about its owner: print them in one run when most people have come.
    Who was introduced is written down, so close the door for a moment (F10), run this, and open it again.
    """
    from kiosk.errors import InputError

    folder = event_folder(context)
    if file.suffix.lower() != ".pdf":
        raise InputError(f"'{file.name}': name the cards .pdf.")
    if not file.resolve().parent.is_dir():
        raise InputError(f"There is no folder {file.resolve().parent}: make it first, or name another.")
    if folder.settings.matching.introductions == "at_door":
        click.echo('Badges carry introductions already (introductions = "at_door"): these cards add others.', err=True)
    drawn = asyncio.run(_cards(folder, file))
    if as_json:
        click.echo(json.dumps({"cards": [_card_values(card) for card in drawn]}, ensure_ascii=False))
        return
    alone = sum(not card.told.introductions for card in drawn)
    click.echo(f"{file}: cards for {len(drawn)} people who are inside; {alone} of them go to the crew.")


async def _cards(folder: EventFolder, file: Path) -> list[Card]:
    from kiosk.event.badges.cards import introduce_all, remember
    from kiosk.store.turns import open_turns
    from printing import draw_card, write_pages

    async with open_turns(folder.database, folder.settings.door.name) as turns:
        drawn = await introduce_all(turns.database, folder)
        write_pages([page for card in drawn if (page := draw_card(card.badge))], file)
        await turns.take(lambda turn: remember(turn, drawn))
    return drawn


def _card_values(card: Card) -> dict[str, Any]:
    from kiosk.export.answers import introduction_json

    return {
        "registrant_id": card.person.id,
        "name": card.person.name,
        "introductions": [introduction_json(each) for each in card.told.introductions],
    }
