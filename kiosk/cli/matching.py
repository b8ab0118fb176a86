"""What the matcher makes of a list: topics it knows and does not know, and evenings it has played."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.config import EventFolder
    from kiosk.event.words.understood import Unknown
    from matcher.evening.world import World

_ROWS = (
    ("names_per_badge", "names on a badge", "{:.2f}"),
    ("names_that_show", "of them, people who came", "{:.0%}"),
    ("mutual_share", "mutual value, of the best with 3 names", "{:.0%}"),
    ("same_paper_share", "mutual value, of the best with as many names", "{:.0%}"),
    ("useful_share", "useful value, of the best with 3 names", "{:.0%}"),
    ("promise_kept", "promises kept", "{:.1%}"),
    ("most_named", "most badges that name one person", "{:.0f}"),
    ("nobody_present_share", "own badge names nobody who came", "{:.1%}"),
    ("nobody_either_way_share", "meet nobody through any badge", "{:.1%}"),
    ("no_mutual_registrants", "registrants without a mutual name", "{:.1%}"),
    ("no_mutual_walkins", "walk-ins without a mutual name", "{:.1%}"),
    ("own_p10", "nine in ten get of their own best three", "{:.0%}"),
    ("one_ask", "people with one ask get of theirs", "{:.0%}"),
    ("four_asks", "people with four asks or more", "{:.0%}"),
    ("decision_p99_ms", "slowest of a hundred decisions, ms", "{:.2f}"),
)


@click.command(epilog="Example: kiosk topics --unknown")
@click.option("--unknown", is_flag=True, help="Only phrases that mean nothing to the vocabulary, with what is near.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def topics(context: click.Context, unknown: bool, as_json: bool) -> None:
    """What people on the list offer and ask, by topic; and what was not understood. Works beside an open door.

    What is private, sells something or says nothing is neither counted nor listed.
    """
    from kiosk.event.words.understood import popular, unknown_phrases
    from kiosk.event.words.vocabulary import vocabulary

    folder = event_folder(context)
    (crowd, wording), words = asyncio.run(_crowd(folder)), vocabulary(folder)
    missed = unknown_phrases(crowd, words, wording)
    known = () if unknown else popular(crowd, words, wording)
    if as_json:
        values: dict[str, Any] = {
            "unknown": [{"phrase": u.phrase, "people": u.people, "nearest": list(u.nearest)} for u in missed]
        }
        if not unknown:
            values["topics"] = [{"topic": t.topic, "offers": t.offers, "asks": t.asks} for t in known]
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    if known:
        click.echo("offers   asks  topic")
        for each in known:
            click.echo(f"{each.offers:6}{each.asks:7}  {each.topic}")
        click.echo("")
    _tell_unknown(missed)


def _tell_unknown(missed: tuple[Unknown, ...]) -> None:
    if not missed:
        click.echo("Every phrase means something to the vocabulary.")
        return
    click.echo("people  phrase that meets only the same words        nearest topics")
    for each in missed:
        click.echo(f"{each.people:6}  {each.phrase[:44]:44} {', '.join(each.nearest) or '-'}")
    click.echo('\nTeach it in config.toml: under [matching.topics], "topic" = ["words that mean it"].')


async def _crowd(folder: EventFolder) -> Any:
    from kiosk.event.words.permitted import wording
    from kiosk.store import people
    from kiosk.store.database import open_reader

    async with open_reader(folder.database) as database:
        return await database.read(people.registrants), await database.read(wording)


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    low, _dash, high = value.partition("-")
    if not (low.isdigit() and (high or low).isdigit() and 1 <= int(low) <= int(high or low) <= 5):
        raise click.BadParameter("give MIN-MAX between 1 and 5, such as 3-5, or one number.")
    return int(low), int(high or low)


@click.command(epilog="Example: kiosk simulate --people 120 --seeds 12 --plot evening.png")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--people", type=click.IntRange(5, 3000), default=100, show_default=True, help="How many to invent.")
@click.option("--seeds", type=click.IntRange(1, 1000), default=10, show_default=True, help="Evenings to play.")
@click.option("--turnup", type=click.FloatRange(0.05, 1.0), help="The share of registrants who come.")
@click.option("--names", callback=_names, metavar="MIN-MAX", help="Names on a badge; one number: always so many.")
@click.option("--mean", type=click.FloatRange(1, 5), help="Names on a badge on average.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw it as .png or .svg.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def simulate(
    context: click.Context, file: Path | None, people: int, seeds: int, turnup: float | None,
    names: tuple[int, int] | None, mean: float | None, plot: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Plays evenings before yours: who would meet whom, how often promises hold, what more paper brings.

    With FILE, a list as 'kiosk import' takes it, its people come; without, invented ones. Your settings are used
    where there is a config.toml. The same evening is played with cards printed at one time, to compare.
    """
    from kiosk.event.matching.rehearsing import Plans, play

    folder = _folder(context)
    plans = Plans.of(folder, turnup=turnup, names=names, mean=mean)
    _check_plot(plot)
    door, cards = play(_nights(folder, file, people, seeds, plans.turn_up), plans)
    if plot:
        from kiosk.export.simulation_plot import draw

        draw(door, cards, plot)
    if as_json:
        click.echo(json.dumps(door | {"at_time": cards}, ensure_ascii=False))
        return
    click.echo(f"{seeds} evenings, {door['people']:.0f} registered, {door['came']:.0f} came.\n")
    click.echo(f"{'':46}{'badges at the door':>20}{'cards at a time':>20}")
    for key, label, form in _ROWS:
        click.echo(f"{label:46}{_cell(door, key, form):>20}{_cell(cards, key, form):>20}")
    tenths = [door["by_tenth"][0], door["by_tenth"][-1]]
    if all(share is not None for share in tenths):
        click.echo(
            f"\nThe first tenth to arrive get {tenths[0]:.0%} of their own best three, the last {tenths[1]:.0%}."
        )
    click.echo("Cards go to the nine in ten who are there first; whoever comes later gets none.")


def _cell(values: dict[str, Any], key: str, form: str) -> str:
    value = values.get(key)
    if value is None:
        return "-"
    error = values[f"{key}_se"]
    return form.format(value) + (f" ± {form.format(error)}" if error and key != "most_named" else "")


def _check_plot(plot: Path | None) -> None:
    from kiosk.errors import InputError

    if plot and plot.suffix.lower() not in (".png", ".svg"):
        raise InputError(f"'{plot.name}' can't be drawn: name it .png or .svg.")
    if plot and not plot.resolve().parent.is_dir():
        raise InputError(f"There is no folder {plot.resolve().parent}: make it first, or name another.")


def _folder(context: click.Context) -> EventFolder:
    """The event; one with the usual settings where there is none."""
    from kiosk.config import EventFolder, Settings

    return event_folder(context) if Path(context.obj).exists() else EventFolder(Path.cwd(), Settings())


def _nights(
    folder: EventFolder, file: Path | None, people: int, seeds: int, turn_up: float
) -> Callable[[], list[World]]:
    from kiosk.event.matching.rehearsing import invented, of_list

    if file is None:
        return lambda: invented(people, seeds, turn_up)
    from kiosk.intake.taking import registrants_of
    from kiosk.model import Consent

    crowd = registrants_of(file, folder, Consent.STATED)
    return lambda: of_list(crowd, folder, seeds, turn_up)
