"""Before the evening: a look at every phrase that could be printed."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.words.risks import Phrase

_VERDICTS = ("keep", "strike", "shorten", "match-only", "open")


@click.command(epilog='Example: kiosk review    or    kiosk review --set "world domination lol" strike')
@click.option("--set", "set_", nargs=2, metavar="PHRASE VERDICT", help=f"Decide one: {', '.join(_VERDICTS)}.")
@click.option("--to", metavar="WORDS", help="The words to print, with --set PHRASE shorten.")
@click.option("--keep-harmless", is_flag=True, help="Keep everything that nothing speaks against.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and no screen.")
@click.pass_context
def review(
    context: click.Context, set_: tuple[str, str] | None, to: str | None, keep_harmless: bool, as_json: bool
) -> None:
    """Goes through what people wrote, riskiest first: keep, strike, shorten, or use for matching only.

    On a terminal it opens a screen with one key per decision; in a pipe it prints the list.
    """
    from kiosk.errors import InputError, StoreError

    folder = event_folder(context)
    if not folder.database.exists():
        raise StoreError(f"There is no guest list in {folder.path} yet: run 'kiosk import FILE' there first.")
    if to is not None and (set_ is None or set_[1] != "shorten"):
        raise InputError("--to goes with --set PHRASE shorten.")
    if set_ and set_[1] not in _VERDICTS:
        raise InputError(f"'{set_[1]}' is no verdict: choose {', '.join(_VERDICTS)}.")
    if set_ and set_[1] == "shorten" and not (to or "").strip():
        raise InputError("To shorten a phrase, say what to print instead with --to.")
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    screen = terminal and not (as_json or set_ or keep_harmless)
    if screen:
        from kiosk.ui import run_review

        run_review(folder)
        return
    found = asyncio.run(_decide(folder, set_, to or "", keep_harmless=keep_harmless))
    click.echo(_as_json(found) if as_json else _as_text(found))


async def _decide(
    folder: EventFolder, chosen: tuple[str, str] | None, to: str, *, keep_harmless: bool
) -> tuple[Phrase, ...]:
    from kiosk.errors import NotFoundError
    from kiosk.event.words.review import Review, phrases_of
    from kiosk.store.database import open_reader
    from kiosk.store.turns import open_turns
    from kiosk.store.verdicts import Verdict
    from matcher.words.cutting import fold

    if chosen is None and not keep_harmless:
        async with open_reader(folder.database) as database:
            return await phrases_of(database, folder)
    async with open_turns(folder.database, folder.settings.door.name) as turns:
        asked = Review(turns, folder)
        phrases = await asked.phrases()
        if chosen:
            if fold(chosen[0]) not in {fold(phrase.words) for phrase in phrases}:
                raise NotFoundError(f"Nobody wrote '{chosen[0]}': 'kiosk review --json' lists what was written.")
            await asked.decide([chosen[0]], Verdict(chosen[1]), to)
        if keep_harmless:
            harmless = [each.words for each in phrases if not each.risk and each.decision is None]
            await asked.decide(harmless, Verdict.KEEP)
            click.echo(f"{len(harmless)} harmless phrases are kept.", err=True)
        return await asked.phrases()


def _as_text(phrases: tuple[Phrase, ...]) -> str:
    from kiosk.event.words.risks import unreviewed

    lines = [f"{unreviewed(phrases)} of {len(phrases)} phrases are not reviewed."]
    for each in phrases:
        state = each.decision.verdict.value if each.decision else "-"
        lines.append(f"{state:11}{each.people:3}  {each.words[:60]:60}  {', '.join(each.risks)}".rstrip())
    return "\n".join(lines)


def _as_json(phrases: tuple[Phrase, ...]) -> str:
    from kiosk.event.words.risks import unreviewed

    values: list[dict[str, Any]] = [
        {
            "phrase": each.words,
            "people": each.people,
            "offers": each.offers,
            "asks": each.asks,
            "interests": each.interests,
            "risk": each.risk,
            "why": list(each.risks),
            "verdict": each.decision.verdict.value if each.decision else None,
            "printed": each.printed,
        }
        for each in phrases
    ]
    return json.dumps({"unreviewed": unreviewed(phrases), "phrases": values}, ensure_ascii=False)
