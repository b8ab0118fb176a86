"""The evening on paper, for when the laptop dies."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.door.paperlist import Ticked

_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


@click.command(epilog="Example: kiosk paper list.pdf, and later: kiosk paper --enter came.txt")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--page", type=click.Choice(sorted(_SIZES)), default="a4", show_default=True, help="The paper's size.")
@click.option("--enter", "entered", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
              help="Enter who was ticked: a file with a line each, - for standard input.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="With --enter: one JSON object a line.")
@click.pass_context
def paper(context: click.Context, file: Path | None, page: str, entered: Path | None, as_json: bool) -> None:
    """Writes FILE.pdf, a list of everybody to print before the evening and to tick if the laptop dies.

    Later, --enter records who was ticked, as late admissions: a badge number, name or code a line, with the time if
    somebody wrote it down ("12 18:40"). It prints no badges; kiosk reprint does.
    """
    from kiosk.errors import InputError

    if (file is None) == (entered is None):
        raise InputError("Name the file to write (kiosk paper list.pdf), or who came with --enter FILE; not both.")
    folder = event_folder(context)
    if file:
        click.echo(asyncio.run(_write(folder, file, _SIZES[page])))
        return
    assert entered is not None
    context.exit(asyncio.run(_enter(folder, _read(entered), as_json)))


async def _write(folder: EventFolder, file: Path, size: tuple[float, float]) -> str:
    from kiosk.errors import InputError
    from kiosk.event.door.paperlist import ticks
    from kiosk.store import people
    from kiosk.store.database import open_reader
    from printing import PrinterError
    from printing.pages.tick_list import write_ticklist

    if file.suffix.lower() != ".pdf":
        raise InputError(f"'{file.name}': name the file .pdf.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent}: make it first.")
    async with open_reader(folder.database) as database:
        crowd = await database.read(people.registrants)
    listed = ticks([person for person in crowd if not person.main])
    try:
        pages = write_ticklist(folder.settings.event.name, listed, file, size)
    except PrinterError as error:
        raise InputError(str(error)) from error
    sheets = f"{pages} page{'s' if pages != 1 else ''}"
    return f"{file}: {len(listed)} people on {sheets}. Print it, keep it at the door, delete it afterwards."


def _read(path: Path) -> list[Ticked]:
    from kiosk.errors import InputError
    from kiosk.event.door.paperlist import read_entries

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read ({error}): save it as plain UTF-8 text.") from error
    return read_entries(text)


async def _enter(folder: EventFolder, entries: list[Ticked], as_json: bool) -> int:
    """Enters line by line; 1 if some were refused, 3 if the disk failed."""
    from kiosk.errors import InputError, NotFoundError
    from kiosk.event.door.opening import open_door
    from kiosk.event.door.paperlist import moment
    from kiosk.export.answers import scan_json, scan_text
    from kiosk.model import Outcome
    from kiosk.store.facts import now

    exit_code = 0
    async with open_door(folder) as door:
        for entry in entries:
            try:
                person = await door.guests.whom(entry.who)
                result = await door.enter(person.id, moment(entry.came, now()))
            except (InputError, NotFoundError) as error:
                click.echo(json.dumps(_refusal(entry, str(error)), ensure_ascii=False) if as_json else
                           f"refused\t{entry.who}\tline {entry.line}: {error}")  # fmt: skip
                exit_code = max(exit_code, 1)
                continue
            click.echo((scan_json if as_json else scan_text)(result))
            if result.outcome is Outcome.ERROR:
                return 3
            exit_code = max(exit_code, int(result.outcome not in (Outcome.ADMITTED, Outcome.ALREADY_IN)))
    return exit_code


def _refusal(entry: Ticked, reason: str) -> dict[str, Any]:
    return {"line": entry.line, "who": entry.who, "outcome": "unknown", "reason": reason}
