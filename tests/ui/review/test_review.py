"""The review's screen: lines in their place, and one key decides and goes on."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kiosk.config import EventFolder, load
from kiosk.event.review.in_context import Places
from kiosk.event.review.review import Review
from kiosk.model import Registration
from kiosk.store.turns import open_turns
from kiosk.store.verdicts import Verdict
from kiosk.text import clean
from kiosk.ui.review.app import ReviewApp
from tests.event.evening import make_event
from tests.hostile import NAMES

FIRST = "free beer tasting"
LONG = "a very long story " * 20
OFFERS = (FIRST, "pottery", "sailing")
"""Each is offered by one and asked for by another; the first sounds like a joke."""


@asynccontextmanager
async def reviewing(
    folder: Path, offers: Sequence[str], size: tuple[int, int] = (80, 24), config: str = ""
) -> AsyncIterator[tuple[ReviewApp, Pilot[None], Review]]:
    crowd = [Registration(ref="no", name="Cy", offers=("hidden",), consent=False, codes=("NO",))]
    for n, words in enumerate(offers):
        name = f" {n}" if n else ""
        ana = Registration(ref=f"a{n}", name=f"Ana{name}", offers=(words,), consent=True, codes=(f"A{n}",))
        crowd += [ana, replace(ana, ref=f"b{n}", name=f"Bo{name}", offers=(), asks=(words,), codes=(f"B{n}",))]
    event = await make_event(folder, crowd, config)
    async with screen(event, size) as found:
        yield found


@asynccontextmanager
async def screen(
    event: EventFolder, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ReviewApp, Pilot[None], Review]]:
    async with open_turns(event.database, "main") as turns:
        review = Review(turns, event)
        app = ReviewApp(review)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield app, pilot, review


def content(app: ReviewApp, part: str) -> Content:
    drawn = app.query_one(f"#{part}", Static).visual
    assert isinstance(drawn, Content)
    return drawn


def shown(app: ReviewApp, part: str) -> str:
    return content(app, part).plain


async def verdicts(review: Review) -> dict[str, tuple[str, str]]:
    return {p.key: (p.decision.verdict.value, p.decision.instead) for p in await review.phrases() if p.decision}


async def test_one_key_each(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        assert shown(app, "phrase") == FIRST and "look twice: sounds like a joke" in shown(app, "risks")
        assert shown(app, "progress") == "1 of 3, 3 to go"
        await pilot.press("s")
        assert shown(app, "phrase") == "sailing" and "nothing speaks against it" in shown(app, "risks")
        await pilot.press("k", "m")
        assert await verdicts(review) == {
            FIRST: ("strike", ""), "sailing": ("keep", ""), "pottery": ("match-only", ""),
        }  # fmt: skip
        assert "all that may be printed is reviewed" in shown(app, "progress")
        await pilot.press("left", "left")
        assert "Struck everywhere" in shown(app, "verdict")


async def test_the_lines_of_both_badges_and_of_the_chest_in_their_place(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("pottery",), (100, 30)) as (app, _, review):
        (phrase,) = await review.phrases()
        about_ana = next(line for line in phrase.lines if line.about == "Ana")
        assert f"Badge of Bo about Ana: “{about_ana.why}”" in shown(app, "lines")
        assert "Badge of Ana about Bo: “" in shown(app, "lines") and "Pocket card: “" in shown(app, "lines")
        assert shown(app, "carried") == "Would stand on 2 badges of others:"
        assert shown(app, "wrote") == "Written by Ana, Bo (offered: 1, asked for: 1)"
        assert shown(app, "chest") == "On Ana's own chest: “Ask me about pottery”"


async def test_what_is_struck_is_struck_on_every_badge(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("pottery",)) as (app, pilot, _):

        def struck() -> set[str]:
            parts = (content(app, part) for part in ("lines", "chest"))
            return {
                part.plain[span.start : span.end]
                for part in parts
                for span in part.spans
                if "strike" in str(span.style)
            }

        assert struck() == set()
        await pilot.press("s")
        assert len(struck()) == 4 and "On Ana's own chest: “Ask me about pottery”" in struck()
        assert sum("Badge of" in each for each in struck()) == 2
        await pilot.press("k")
        assert struck() == set()


async def test_shorter_words_are_shown_in_the_line_that_they_make(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("pottery",)) as (app, pilot, _):
        await pilot.press("e")
        app.query_one(Input).value = "clay"
        await pilot.press("enter")
        assert "clay" in shown(app, "lines").casefold() and "pottery" not in shown(app, "lines").casefold()
        assert shown(app, "verdict") == "Will be printed as: clay"
        await pilot.press("u")
        assert "pottery" in shown(app, "lines").casefold()


async def test_it_speaks_the_language_of_the_event(tmp_path: Path) -> None:
    config = '[event]\nname = "Probe"\nlanguage = "de"\n'
    async with reviewing(tmp_path, ("Töpfern",), config=config) as (app, pilot, _):
        assert shown(app, "progress") == "1 von 1, noch 1" and "Schild von Bo über Ana: „" in shown(app, "lines")
        assert "s streichen" in shown(app, "keys")
        await pilot.press("s")
        assert "Überall gestrichen" in shown(app, "verdict")


async def test_what_is_printed_nowhere_comes_last_and_says_so(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("pottery", "my burnout")) as (app, pilot, _):
        assert shown(app, "progress") == "1 of 1, 1 to go"
        await pilot.press("right")
        assert shown(app, "progress") == "printed nowhere: 1 of 1, 1 to go"
        assert "printed nowhere: it is private" in shown(app, "carried") and shown(app, "lines") == ""
        await pilot.press("k")
        assert shown(app, "phrase") == "pottery", "which still waits"
        await pilot.press("s")
    async with screen(load(tmp_path / "config.toml")) as (app, pilot, _):
        said = {shown(app, "phrase"): shown(app, "carried")}
        await pilot.press("right")
        said[shown(app, "phrase")] = shown(app, "carried")
        assert said["pottery"] == "Is printed nowhere, as was decided."
        assert "all that may be printed is reviewed" in shown(app, "progress")


async def test_as_many_lines_as_there_is_room_for(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("pottery",)) as (app, pilot, _):
        (phrase,) = app._phrases or ()
        app._phrases = (replace(phrase, places=Places(phrase.places.lines * 40)),)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert shown(app, "lines").count("Badge of") == 8 and "and 72 more" in shown(app, "lines")


async def test_other_words_are_typed_and_a_decision_is_taken_back(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await pilot.press("e")
        field = app.query_one(Input)
        assert field.has_focus and field.value == FIRST
        field.value = "phone calls"
        await pilot.press("enter")
        assert await verdicts(review) == {FIRST: ("shorten", "phone calls")}
        await pilot.press("u")
        assert await verdicts(review) == {} and shown(app, "phrase") == FIRST
        await pilot.press("e", "escape", "k")
        assert await verdicts(review) == {FIRST: (Verdict.KEEP.value, "")}
        await pilot.press("q")
    assert app.return_code == 0


async def test_strange_words_are_shown_as_they_are(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ("[bold]hack[/]", *(clean(name, 80) for name in NAMES))) as (app, pilot, review):
        seen = set()
        for _ in await review.phrases():
            seen.add(shown(app, "phrase"))
            await pilot.press("right")
        assert "[bold]hack[/]" in seen


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    async with reviewing(tmp_path, ()) as (app, pilot, _):
        await pilot.press("k", "e", "u", "left")
        assert "kiosk import" in shown(app, "wrote")


async def test_no_key_moves_on_while_other_words_are_typed(tmp_path: Path) -> None:
    """The words would be printed instead of another phrase."""
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await pilot.press("e", "down", "up", "down", "k")
        assert shown(app, "phrase") == FIRST
        await pilot.press("enter")
        assert await verdicts(review) == {FIRST: ("shorten", FIRST + "k")}


async def test_taking_back_brings_the_earlier_decision_again(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await review.decide(["sailing"], Verdict.SHORTEN, "boats")
    async with screen(load(tmp_path / "config.toml")) as (app, pilot, review):
        await pilot.press("right", "right")
        assert shown(app, "phrase") == "sailing", "decided ones come last"
        await pilot.press("s", "m")
        assert (await verdicts(review))["sailing"] == ("strike", "")
        await pilot.press("u", "u", "u")
        assert await verdicts(review) == {"sailing": ("shorten", "boats")}
        assert "Will be printed as: boats" in shown(app, "verdict")


async def test_what_was_passed_over_comes_again_at_the_end(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, _):
        await pilot.press("right", "k", "k")
        assert shown(app, "phrase") == FIRST and shown(app, "progress") == "1 of 3, 1 to go"


async def test_a_disk_that_fails_is_said_and_the_screen_stays(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        database = review.turns.database
        await database.run(lambda c, _: c.execute("PRAGMA query_only = ON"), None)
        await pilot.press("s")
        assert shown(app, "phrase") == FIRST and "The disk failed" in shown(app, "verdict")
        await database.run(lambda c, _: c.execute("PRAGMA query_only = OFF"), None)
        await pilot.press("s")
        assert await verdicts(review) == {FIRST: ("strike", "")}


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_keys_and_reasons_stay_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reviewing(tmp_path, (FIRST, "pottery", LONG), size) as (app, pilot, _):
        for _phrase in range(3):
            await pilot.press("e")
            for part in ("#risks", "#instead", "#keys"):
                place = app.query_one(part).region
                assert place.height > 0 and place.bottom <= size[1], part
            assert app.query_one("#phrase").region.y > 0
            await pilot.press("escape", "right")
