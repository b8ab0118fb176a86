"""Lists in and lists out: import, export, tickets."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk import language
from kiosk.cli.folder import event_folder
from kiosk.language import _, later, plural

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.matching.learning import Learned
    from kiosk.event.matching.told import Misled
    from kiosk.intake.columns.use import ColumnUse
    from kiosk.intake.guestlist import GuestList
    from kiosk.intake.leaves import Tally
    from kiosk.intake.taking import Report
    from kiosk.model import Consent, Registrant
    from kiosk.store.database import Database
    from kiosk.store.turns import Turn

PLATFORMS = (
    "luma", "eventbrite", "google_forms", "meetup", "indico", "pretix", "tito", "hi_events", "ticket_tailor", "generic",
)  # fmt: skip
_SHOWN = 10
"""Names in a sentence, before it only counts."""
_ASKING = later("Asking for meaning: {done} of {total} phrases")
_WORKING_OUT = later("Working out meaning: {done} of {total} phrases")
_UNASKED = later(
    "Nobody on this list was asked whether they agree to be matched, so nobody is. "
    "If your registration page said so, import again with --consent stated."
)


@click.command("import", epilog="Example: kiosk import luma-guests.csv late-signups.csv")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--platform", type=click.Choice(PLATFORMS), help="Where the list comes from, if it is not recognised.")
@click.option("--consent", type=click.Choice(["stated", "ask"]), help="For a list without a question about matching.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--replace", is_flag=True, help="Let the list overwrite what was changed at the door.")
@click.option(
    "--encoding", metavar="NAME", help="What the letters are saved in (cp1250, koi8-r, ...), if names look wrong."
)
@click.option("--cancel-vanished", is_flag=True, help="Cancel whoever is on this list no more, and is not in.")
@click.option("--undo", is_flag=True, help="Take the last import back, as long as nobody of it has come.")
@click.option("--yes", is_flag=True, help="At a terminal, without the page, where everything in the list is certain.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and no page.")
@click.pass_context
def import_(
    context: click.Context, files: tuple[Path, ...], platform: str | None, consent: str | None, dry_run: bool,
    replace: bool, cancel_vanished: bool, undo: bool, encoding: str | None, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Takes in the lists of a ticketing platform, a form or a spreadsheet; the same list again updates.

    On a terminal it shows first what every column will be used for; in a pipe it says so afterwards.
    """
    if undo == bool(files):
        raise click.UsageError("Name the files to take in, or --undo without any to take the last import back.")
    folder = event_folder(context)
    language.use(folder.language)
    if undo:
        from kiosk.cli.persons import undo_import

        click.echo(asyncio.run(undo_import(folder, dry_run=dry_run, as_json=as_json)))
        return
    from kiosk.intake.choices.open_list import open_lists
    from kiosk.model import Consent

    opened = open_lists(files, folder, platform, encoding)
    chosen = Consent(consent) if consent else None
    if _at_terminal() and not (as_json or dry_run):
        from kiosk.ui.importing.looking import looked_at

        agreed = looked_at(folder, opened, chosen, yes=yes, replace=replace, cancel_vanished=cancel_vanished)
        if agreed is None:
            click.echo(_("Nothing was taken in, and nothing was changed."), err=True)
            context.exit(2)
        lists, chosen = list(agreed.lists), agreed.consent
    else:
        lists = [each.understand() for each in opened]
    reports = asyncio.run(
        _import(folder, lists, chosen, dry_run=dry_run, replace=replace, cancel_vanished=cancel_vanished)
    )
    click.echo(_reports_json(reports) if as_json else "\n\n".join(map(_report_text, reports)))
    if dry_run:
        click.echo(_("Nothing was changed: this was a dry run."), err=True)
    context.exit(1 if any(report.refused for report in reports) else 0)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


async def _import(
    folder: EventFolder, lists: list[GuestList], chosen: Consent | None, *, dry_run: bool, replace: bool,
    cancel_vanished: bool,
) -> list[Report]:  # fmt: skip
    from kiosk import model
    from kiosk.event.badges import undrawable
    from kiosk.event.matching.learning import learn
    from kiosk.event.matching.told import exceptions
    from kiosk.intake.taking import asks_nobody, check_stated, take_all
    from kiosk.store import meta, people
    from kiosk.store.database import open_writer, rehearsal
    from kiosk.store.meta import identify
    from kiosk.store.turns import turns_of

    async with rehearsal(folder.database) if dry_run else open_writer(folder.database) as database:
        await identify(database)
        given = chosen or await database.read(meta.consent_choice)
        check_stated(lists, given)
        if given is None and asks_nobody(lists):
            click.echo(_doubt(lists) or _(_UNASKED), err=True)

        def take(turn: Turn) -> list[Report]:
            if given:
                meta.keep_consent_choice(turn.connection, given)
            return take_all(turn, lists, given or model.Consent.ASK, replace=replace, cancel_vanished=cancel_vanished)

        turns = await turns_of(database, folder.settings.door.name)
        reports = await turns.take(take)
        crowd = await database.read(people.everybody)
        if not dry_run and (said := await _meaning(database, folder, crowd)):
            click.echo(said, err=True)
        learned = await learn(database, folder, crowd)
        for said in filter(None, (undrawable.note(crowd), _to_tell(await database.read(exceptions)))):
            click.echo(said, err=True)
        if not dry_run and (waiting := await _to_review(database, folder, learned)):
            click.echo(waiting, err=True)
    return reports


def _to_tell(misled: Sequence[Misled]) -> str:
    """Whom to tell that their badge names somebody who is not to be met, in a sentence; empty where there is nobody."""
    if not misled:
        return ""
    line = _("No {n} {name} (about {absent})")
    lines = (line.format(n=each.reader.number, name=each.reader.name, absent=each.absent) for each in misled[:_SHOWN])
    names, rest = ", ".join(lines), len(misled) - _SHOWN
    shown = _("{names}, and {n} more").format(names=names, n=rest) if rest > 0 else names
    said = _("Badges name people who do not want it any more, or in whose place another comes: tell {names}.")
    return said.format(names=shown)


async def _to_review(database: Database, folder: EventFolder, learned: Learned) -> str:
    """What of people's words should be looked at before it is printed, in a sentence; empty where nothing is risky."""
    from kiosk.event.review.review import phrases_of

    open_ = [phrase for phrase in await phrases_of(database, folder, learned) if phrase.waits]
    risky = sum(bool(phrase.risk.why) for phrase in open_)
    if not risky:
        return ""
    return plural(
        "{n} phrase may be printed on badges and nobody has looked at it; {risky} should be looked at first: "
        "run 'kiosk review'.",
        "{n} phrases may be printed on badges and nobody has looked at them; {risky} should be looked at first: "
        "run 'kiosk review'.",
        len(open_),
    ).format(n=len(open_), risky=risky)


async def _meaning(database: Database, folder: EventFolder, crowd: Sequence[Registrant]) -> str:
    """What a language model made of the list, in a sentence; empty where none is set up."""
    matching = folder.settings.matching
    if not matching.embeddings_url and not matching.meaning:
        return ""
    from kiosk.meaning import fetch

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            text = _WORKING_OUT if matching.meaning else _ASKING
            said = _(text).format(done=done, total=total)
            click.echo(f"\r{said}", nl=done == total, err=True)

    return await fetch(database, folder, crowd, progress)


def _doubt(lists: list[GuestList]) -> str:
    """Which columns may hold people's consent though nothing uses them; empty where there are none."""
    from kiosk.intake.telling import refusal

    return refusal(lists)


def _report_text(report: Report) -> str:
    from kiosk.cli.persons import about_people
    from kiosk.intake.telling import about_columns, about_leave

    source = _("{file}: read as {platform}.").format(file=report.file, platform=report.platform)
    counted = _("{new} new, {updated} updated, {unchanged} unchanged, {refused} refused.").format(
        new=report.new, updated=report.updated, unchanged=report.unchanged, refused=len(report.refused)
    )
    refused = ["  " + _("line {n}: {why}").format(n=each.line, why=each.reason) for each in report.refused]
    columns = [*about_columns(report.guests), *about_leave(report.guests)]
    told = [*(_("Note: {note}").format(note=note) for note in report.notes), *about_people(report), report.why]
    lines = (f"  {line}" for line in (*columns, *told))
    return "\n".join([f"{source} {counted}", *refused, *lines])


def _reports_json(reports: list[Report]) -> str:
    return json.dumps({"files": [_report_values(report) for report in reports]}, ensure_ascii=False)


def _report_values(report: Report) -> dict[str, Any]:
    from kiosk.cli.persons import people_values

    return {
        "file": report.file,
        "platform": report.platform,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": [{"line": each.line, "reason": each.reason} for each in report.refused],
        "matchable": report.matchable,
        "total": report.total,
        "notes": list(report.notes),
        "columns": [_column_values(column) for column in report.guests.columns],
        "unused": [column.header for column in report.guests.unused],
        "leaves": [_leave_values(tally) for tally in report.guests.leaves],
        **people_values(report),
    }


def _column_values(column: ColumnUse) -> dict[str, Any]:
    return {
        "header": column.header,
        "used_for": column.used_for or None,
        "why": column.why or None,
        "sure": column.sure.value or None,
        "score": column.score,
        "samples": list(column.samples),
    }


def _leave_values(tally: Tally) -> dict[str, Any]:
    return {
        "header": tally.header,
        "field": tally.field,
        "a_yes": tally.polarity.value,
        "yes": tally.yes,
        "no": tally.no,
        "blank": tally.blank,
        "not_understood": [{"answer": answer, "people": count} for answer, count in tally.unclear],
    }


@click.command(epilog="Example: kiosk export attendance.xlsx")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Writes who came, and whom they were introduced to, as FILE.csv, .xlsx or .json. Works beside an open door.

    Of offers, asks and interests it holds what may be said: what is private, sells something or says nothing, and
    what 'kiosk review' struck or keeps for matching, is left out.
    """
    click.echo(asyncio.run(_export(event_folder(context), file)))


async def _export(folder: EventFolder, file: Path) -> str:
    from kiosk.event.overview.attendance import attendance
    from kiosk.event.words.vocabulary import vocabulary
    from kiosk.export import summary, write
    from kiosk.store.database import open_reader

    async with open_reader(folder.database) as database:
        rows = await attendance(database, vocabulary(folder))
    write(rows, file)
    return f"{file}: {summary(rows)}"


@click.command(epilog="Example: kiosk tickets qr-codes")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def tickets(context: click.Context, directory: Path) -> None:
    """Writes a QR picture per person and tickets.csv for a mail merge; whoever has no code gets one.

    Whose ticket is cancelled gets none.
    """
    count, others = asyncio.run(_tickets(event_folder(context), directory))
    cancelled = f" Left out because they are cancelled: {others}." if others else ""
    click.echo(f"{directory}: {count} tickets, and tickets.csv for a mail merge.{cancelled}")


async def _tickets(folder: EventFolder, directory: Path) -> tuple[int, int]:
    from kiosk import code
    from kiosk.event.guests.register import issue_codes
    from kiosk.model import Status
    from kiosk.store.meta import identify
    from kiosk.store.turns import open_turns
    from kiosk.tickets.issue import prepare, write_tickets

    prepare(directory)
    async with open_turns(folder.database, folder.settings.door.name) as turns:
        identity = await identify(turns.database)
        holders = await turns.take(lambda turn: issue_codes(turn, lambda: code.issue(identity.event_id, identity.key)))
    cancelled = sum(person.status is Status.CANCELLED for person in holders)
    return write_tickets(holders, directory, folder.settings.event.name), cancelled
