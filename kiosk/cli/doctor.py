"""Before the doors open: what is wrong, what to do; and how the printers are."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kiosk import language
from kiosk.cli.folder import event_folder
from kiosk.language import _, later, plural

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.overview.checkup import Finding
    from printing.spool import Station
    from printing.status import Status

_SIGNS = {"ok": "✓", "warning": "!", "fault": "✗"}
_TEST_LABEL, _MEANING = later("test label on {name}"), later("meaning")


@click.command(epilog="Example: kiosk doctor --print")
@click.option("--print", "print_", is_flag=True, help="Print a test label on every printer.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def doctor(context: click.Context, print_: bool, as_json: bool) -> None:
    """Looks at fonts, names, phrases, disk and printers, and says what to do. Works beside an open door."""
    from kiosk.event.badges.printers import stations
    from kiosk.event.overview.checkup import Level, check

    folder = event_folder(context)
    language.use(folder.language)
    pool = stations(folder)
    findings = asyncio.run(check(folder, pool)) + _meaning(folder)
    if print_:
        findings += asyncio.run(_test_labels(folder, pool))
    click.echo(_json(findings) if as_json else "\n".join(map(_text, findings)))
    context.exit(1 if any(each.level is Level.FAULT for each in findings) else 0)


def _text(finding: Finding) -> str:
    said = _("{what}: {said}").format(what=finding.title, said=finding.said)
    lines = [f"{_SIGNS[finding.level.value]} {said}"]
    return "\n".join(lines + [f"    → {todo}" for todo in finding.todo])


def _json(findings: list[Finding]) -> str:
    values = [
        {"subject": each.subject, "level": each.level.value, "said": each.said, "todo": list(each.todo)}
        for each in findings
    ]
    return json.dumps({"findings": values}, ensure_ascii=False)


def _meaning(folder: EventFolder) -> list[Finding]:
    """Whether the packaged models are there and genuine, where config.toml wants them."""
    from kiosk.event.overview.checkup import Finding, Level

    if not folder.settings.matching.meaning:
        return []
    from kiosk.meaning import MeaningError
    from kiosk.meaning.models import chosen

    few, many = chosen(1), chosen(sys.maxsize)
    try:
        for model in {few.name: few, many.name: many}.values():
            model.check()
    except MeaningError as error:
        todo = _("Until then, import matches by the vocabulary alone.")
        return [Finding(_MEANING, Level.WARNING, str(error), (todo,))]
    if few is many:
        said = _("{many}; nothing leaves this computer")
    else:
        said = _("{few} for up to {n} different phrases, {many} for more; nothing leaves this computer")
    return [Finding(_MEANING, Level.OK, said.format(few=few.distribution, n=few.most, many=many.distribution))]


async def _test_labels(folder: EventFolder, pool: list[Station]) -> list[Finding]:
    return list(await asyncio.gather(*(_test_label(folder, station) for station in pool)))


async def _test_label(folder: EventFolder, station: Station) -> Finding:
    from kiosk.event.overview.checkup import Finding, Level
    from printing import Badge, Job, PrinterError
    from printing.pages.testlabel import PAYLOAD, draw_test_label

    name = station.printer.name
    label = draw_test_label(station.media, name)
    job = Job(badge=Badge(id=PAYLOAD, number=0, first_name="Test label"))
    try:
        await station.printer.print(job, [label])
    except PrinterError as error:
        return Finding(_TEST_LABEL, Level.FAULT, str(error), name=name)
    # One printer's driver that breaks leaves the others their test.
    except Exception as error:
        said = _("it stopped in the middle ({why}): look whether it came out.")
        return Finding(_TEST_LABEL, Level.FAULT, said.format(why=f"{type(error).__name__}: {error}"), name=name)
    look = _("Is the frame whole, do 10 mm on it measure 10 mm, does your scanner read the code?")
    return Finding(_TEST_LABEL, Level.OK, _("sent"), (look,), name)


@click.command(epilog='Example: kiosk printers --roll "left desk=300"')
@click.option("--roll", metavar="NAME=LABELS", help="A new roll is in: count down from so many labels.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.pass_context
def printers(context: click.Context, roll: str | None, as_json: bool) -> None:
    """How every printer is, and how many labels are left. Works beside an open door; --roll doesn't (there: F3)."""
    from kiosk.event.badges.printer_states import how_it_is
    from kiosk.event.badges.printers import stations

    folder = event_folder(context)
    language.use(folder.language)
    pool = stations(folder)
    rolls = asyncio.run(_rolls(folder, *_new_roll(roll, pool)))
    statuses = asyncio.run(_ask(pool))
    if as_json:
        click.echo(json.dumps([_printer_json(*each, rolls) for each in statuses], ensure_ascii=False))
        return
    for name, status in statuses:
        said = plural(", {n} label left", ", {n} labels left", rolls.get(name, 0))
        left = said.format(n=rolls[name]) if name in rolls else ""
        sign = "✗" if status.fault else "✓" if status.well else "?"
        said = _("{what}: {said}").format(what=name, said=how_it_is(status))
        click.echo(f"{sign} {said}{left}")


async def _ask(pool: list[Station]) -> list[tuple[str, Status]]:
    answers = await asyncio.gather(*(station.printer.status() for station in pool))
    return [(station.printer.name, answer) for station, answer in zip(pool, answers, strict=True)]


def _new_roll(text: str | None, pool: list[Station]) -> tuple[str, int]:
    from kiosk.errors import InputError

    if text is None:
        return "", 0
    name, _sign, labels = text.rpartition("=")
    names = [station.printer.name for station in pool]
    if name not in names or not labels.isdigit():
        said = _("'{text}': write it as NAME=LABELS, with one of these names: {names}.")
        raise InputError(said.format(text=text, names=", ".join(names)))
    return name, int(labels)


async def _rolls(folder: EventFolder, printer: str, labels: int) -> dict[str, int]:
    from kiosk.store.database import open_reader, open_writer
    from kiosk.store.jobs import rolls, set_roll

    if printer:
        async with open_writer(folder.database) as database:
            await database.write(lambda connection: set_roll(connection, printer, labels or None))
    if not folder.database.exists():
        return {}
    async with open_reader(folder.database) as database:
        return await database.read(rolls)


def _printer_json(name: str, status: Status, rolls: dict[str, int]) -> dict[str, Any]:
    return {
        "name": name,
        "state": status.state.value,
        "says": status.words,
        "fault": status.fault,
        "labels": rolls.get(name),
    }
