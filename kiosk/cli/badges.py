"""Badges before the evening: how they look, where they land on a sheet, name badges for everybody."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from PIL import Image

    from kiosk.config import EventFolder
    from kiosk.store.turns import Turn
    from printing.badge import Badge
    from printing.layout.template import Template

_DPI = 300


@click.group(epilog="Example: kiosk badge preview Ana")
def badge() -> None:
    """How badges look, and where they land on a sheet."""


@badge.command(epilog='Example: kiosk badge preview "Ana Rossi" --template portrait --file ana.png')
@click.argument("name")
@click.option("--template", "template_", default="", help="Another template than config.toml names.")
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Where the picture goes.")
@click.pass_context
def preview(context: click.Context, name: str, template_: str, file: Path | None) -> None:
    """Shows the badge that NAME would get if they came now, and writes it as a picture. Nobody is admitted."""
    from kiosk.event.badges.previewing import preview_badge
    from kiosk.event.matching.paper import template
    from kiosk.ui.drawing.terminal_picture import half_blocks
    from printing import missing
    from printing.render import render

    folder = event_folder(context)
    drawn = asyncio.run(preview_badge(folder, name))
    pages = render(drawn, template(folder, template_), dpi=_DPI, copies=folder.settings.badge.copies)
    written = _write_pictures(pages, file or Path(f"badge-{drawn.number:04}.png"))
    if sys.stdout.isatty():
        for page in pages:
            click.echo(half_blocks(page))
    for text in missing(drawn):
        click.echo(f"Not every letter of '{text}' can be drawn here: kiosk doctor says what to install.", err=True)
    click.echo("\n".join(f"Written: {path}" for path in written))


def _write_pictures(pages: list[Image.Image], file: Path) -> list[Path]:
    from kiosk.errors import InputError
    from printing.saving import save_png, whole_or_nothing

    if file.suffix.lower() != ".png":
        raise InputError(f"'{file.name}': name the picture .png.")
    paths = [file] if len(pages) == 1 else [file.with_stem(f"{file.stem}-{n}") for n in range(1, len(pages) + 1)]
    try:
        for path, page in zip(paths, pages, strict=True):
            whole_or_nothing(path, partial(save_png, page))
    except OSError as error:
        raise InputError(f"{file} can't be written ({error.strerror or error}).") from error
    return paths


@badge.command(epilog="Example: kiosk badge templates --show landscape > mine.toml")
@click.option("--show", metavar="NAME", help="Print a template, to change a copy of it.")
def templates(show: str | None) -> None:
    """Lists the layouts that come with kiosk."""
    from kiosk.errors import InputError
    from printing.layout.template import load, names, source

    if show is None:
        for name in names():
            found = load(name)
            on_sheet = f", {found.sheet.columns} x {found.sheet.rows} on a sheet" if found.sheet else ""
            click.echo(f"{name:<16}{found.label.width:g} x {found.label.height:g} mm{on_sheet}")
    elif show in names():
        click.echo(source(show), nl=False)
    else:
        raise InputError(f"There is no template '{show}': choose one of {', '.join(names())}.")


@badge.command(epilog="Example: kiosk badge ruler ruler.pdf --template avery-l4784")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", "template_", default="", help="Another template than config.toml names.")
@click.pass_context
def ruler(context: click.Context, file: Path, template_: str) -> None:
    """Writes a test page with rulers: print it on plain paper, hold it against a label, read off the offset."""
    from kiosk.event.matching.paper import template
    from printing.pages.ruler import ruler as draw

    folder = event_folder(context)
    page = draw(template(folder, template_), dpi=_DPI, offset_mm=folder.settings.badge.offset_mm)
    _write_pdf([page], file)
    click.echo(f"Written: {file}. Print it at 100 %, without 'fit to page'.")


def _write_pdf(pages: list[Image.Image], file: Path) -> None:
    from kiosk.errors import InputError
    from printing import PrinterError, write_pages

    if file.suffix.lower() != ".pdf":
        raise InputError(f"'{file.name}': name the file .pdf.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent}: make it first.")
    try:
        write_pages(pages, file)
    except PrinterError as error:
        raise InputError(str(error)) from error


@click.command(epilog="Example: kiosk badges badges.pdf --template avery-l4784")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", "template_", default="", help="Another template than config.toml names.")
@click.option("--start-at", type=click.IntRange(1), help="The first free label of the first sheet.")
@click.option("--only-new", is_flag=True, help="Only for people who joined the list since the last time.")
@click.pass_context
def badges(context: click.Context, file: Path, template_: str, start_at: int | None, only_new: bool) -> None:
    """Writes a name badge for everybody on the list, by surname. At the door only their card with names is printed."""
    from kiosk.event.matching.paper import template

    folder = event_folder(context)
    layout = template(folder, template_)
    # Drawn inside the transaction's command, so that nobody is marked as prepared whose page was never written.
    prepared = asyncio.run(_prepare(folder, layout, file, start_at or folder.settings.badge.start_at, only_new))
    if not prepared:
        click.echo("Nobody needs one: everybody on the list has a badge already.", err=True)
        return
    click.echo(f"{file}: {len(prepared)} name badges. Scanning one at the door admits, and prints the card.")


async def _prepare(folder: EventFolder, layout: Template, file: Path, start_at: int, only_new: bool) -> list[Badge]:
    from kiosk.event.badges.preparing import prepare
    from kiosk.event.badges.previewing import printable_wording
    from kiosk.store.meta import identify
    from kiosk.store.turns import open_turns

    async with open_turns(folder.database, folder.settings.door.name) as turns:
        await identify(turns.database)
        wording = await printable_wording(turns.database, folder)

        def work(turn: Turn) -> list[Badge]:
            prepared = prepare(turn, folder, wording, only_new=only_new)
            if prepared:
                _write_pdf(_sheets(prepared, layout, folder, start_at), file)
            return prepared

        return await turns.take(work)


def _sheets(prepared: list[Badge], layout: Template, folder: EventFolder, start_at: int) -> list[Image.Image]:
    from kiosk.errors import InputError
    from printing.pages.sheets import place
    from printing.render import render

    settings = folder.settings.badge
    if layout.sheet and start_at > layout.sheet.columns * layout.sheet.rows:
        count = layout.sheet.columns * layout.sheet.rows
        raise InputError(f"This sheet has labels 1 to {count}: it can't start at {start_at}.")
    labels = [page for each in prepared for page in render(each, layout, dpi=_DPI, copies=settings.copies)]
    if not layout.sheet:
        return labels
    return place(labels, layout.sheet, start_at=start_at, offset_mm=settings.offset_mm, dpi=_DPI)
