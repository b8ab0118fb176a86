"""Before the evening: a look at every phrase that could be printed."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kiosk import language
from kiosk.cli.folder import event_folder
from kiosk.language import _, plural

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.event.review.in_context import Printed
    from kiosk.event.review.phrases import Phrase

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
    """Goes through what people wrote, as it would be printed, worst first: keep, strike, shorten, or match only.

    On a terminal it opens a screen with one key per decision; in a pipe it prints the list.
    """
    from kiosk.errors import InputError, StoreError

    folder = event_folder(context)
    language.use(folder.language)
    if not folder.database.exists():
        said = _("There is no guest list in {folder} yet: run 'kiosk import FILE' there first.")
        raise StoreError(said.format(folder=folder.path))
    if to is not None and (set_ is None or set_[1] != "shorten"):
        raise InputError(_("--to goes with --set PHRASE shorten."))
    if set_ and set_[1] not in _VERDICTS:
        said = _("'{word}' is no verdict: choose {verdicts}.")
        raise InputError(said.format(word=set_[1], verdicts=", ".join(_VERDICTS)))
    if set_ and set_[1] == "shorten" and not (to or "").strip():
        raise InputError(_("To shorten a phrase, say what to print instead with --to."))
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
    from kiosk.event.review.review import Review, phrases_of
    from kiosk.event.words.permitted import key_of
    from kiosk.store.database import open_reader
    from kiosk.store.turns import open_turns
    from kiosk.store.verdicts import Verdict

    if chosen is None and not keep_harmless:
        async with open_reader(folder.database) as database:
            return await phrases_of(database, folder)
    async with open_turns(folder.database, folder.settings.door.name) as turns:
        asked = Review(turns, folder)
        phrases = await asked.phrases()
        if chosen:
            if key_of(chosen[0]) not in {phrase.key for phrase in phrases}:
                said = _("Nobody wrote '{phrase}': 'kiosk review --json' lists what was written.")
                raise NotFoundError(said.format(phrase=chosen[0]))
            await asked.decide([chosen[0]], Verdict(chosen[1]), to)
        if keep_harmless:
            harmless = [each.words for each in phrases if each.waits and not each.risk.why]
            await asked.decide(harmless, Verdict.KEEP)
            said = plural("{n} harmless phrase is kept.", "{n} harmless phrases are kept.", len(harmless))
            click.echo(said.format(n=len(harmless)), err=True)
        return await asked.phrases()


def _as_text(phrases: tuple[Phrase, ...]) -> str:
    from kiosk.event.review.phrases import unreviewed

    stand = [each for each in phrases if each.printable or each.decision]
    nowhere = [each for each in phrases if not (each.printable or each.decision)]
    said = _("{n} of {total} phrases that may be printed are not reviewed.")
    lines = [said.format(n=unreviewed(phrases), total=sum(each.printable for each in phrases))]
    lines += [line for each in stand for line in _told(each)]
    if nowhere:
        lines += ["", _("Printed nowhere:")]
        lines += [f"  {each.words}   {'; '.join(each.risk.told())}".rstrip() for each in nowhere]
    return "\n".join(lines)


def _told(phrase: Phrase) -> list[str]:
    """A phrase, what speaks against it, and the line that it would make."""
    from kiosk.event.review import in_words

    lines = [in_words.wrote(phrase), in_words.risk(phrase), in_words.carried(phrase)]
    lines += map(in_words.badge_of, phrase.places.lines[:1])
    lines += [in_words.chests(phrase), in_words.verdict(phrase.decision)]
    return ["", phrase.words, *(f"    {line}" for line in lines if line)]


def _as_json(phrases: tuple[Phrase, ...]) -> str:
    from kiosk.event.review.phrases import unreviewed

    values = {"unreviewed": unreviewed(phrases), "phrases": list(map(_values, phrases))}
    return json.dumps(values, ensure_ascii=False)


def _values(phrase: Phrase) -> dict[str, Any]:
    lines, chests = phrase.places.lines, phrase.places.chests
    return {
        "phrase": phrase.words,
        "people": phrase.people,
        "by": list(phrase.writers),
        "offers": phrase.offers,
        "asks": phrase.asks,
        "interests": phrase.interests,
        "risk": phrase.risk.score,
        "why": phrase.risk.plainly(),
        "printable": phrase.printable,
        "badges": len(lines) if phrase.places.surely else 0,
        "line": _line(lines[0]) if lines else None,
        "chests": len(chests),
        "chest": {"badge_of": chests[0][0], "words": chests[0][1]} if chests else None,
        "verdict": phrase.decision.verdict.value if phrase.decision else None,
        "printed": phrase.printed,
    }


def _line(printed: Printed) -> dict[str, Any]:
    return {"badge_of": printed.reader, "about": printed.about, "why": printed.why, "card": list(printed.card)}
