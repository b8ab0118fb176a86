"""The review's screen: one key decides and goes on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kiosk.config import EventFolder, load
from kiosk.event.words.review import Review
from kiosk.model import Registration
from kiosk.store.turns import open_turns
from kiosk.store.verdicts import Verdict
from kiosk.text import clean
from kiosk.ui.review.app import ReviewApp
from tests.event.evening import make_event
from tests.hostile import NAMES

LONG = "a very long story " * 26
OFFERS = ("call 0171 2345678", "pottery", "sailing")


@asynccontextmanager
async def reviewing(
    folder: Path, offers: tuple[str, ...], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ReviewApp, Pilot[None], Review]]:
    one = Registration(ref="r", name="Ana", offers=offers, consent=True, codes=("CODE1",))
    event = await make_event(folder, [one, replace(one, ref="s", name="Bo", offers=("hidden",), consent=False)])
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
            await pilot.pause()
            yield app, pilot, review


def shown(app: ReviewApp, part: str) -> str:
    return str(app.query_one(f"#{part}", Static).render())


async def verdicts(review: Review) -> dict[str, tuple[str, str]]:
    return {p.words: (p.decision.verdict.value, p.decision.instead) for p in await review.phrases() if p.decision}


async def test_one_key_each(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        assert shown(app, "phrase") == OFFERS[0] and "Look twice: it holds an address" in shown(app, "risks")
        assert shown(app, "progress") == "1 of 3, 3 to go"
        await pilot.press("s")
        assert shown(app, "phrase") == "pottery" and "Nothing speaks against it" in shown(app, "risks")
        await pilot.press("k", "m")
        assert await verdicts(review) == {
            OFFERS[0]: ("strike", ""), "pottery": ("keep", ""), "sailing": ("match-only", ""),
        }  # fmt: skip
        assert "all reviewed" in shown(app, "progress")
        await pilot.press("left", "left")
        assert "is struck" in shown(app, "verdict")


async def test_other_words_are_typed_and_a_decision_is_taken_back(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await pilot.press("e")
        field = app.query_one(Input)
        assert field.has_focus and field.value == OFFERS[0]
        field.value = "phone calls"
        await pilot.press("enter")
        assert await verdicts(review) == {OFFERS[0]: ("shorten", "phone calls")}
        await pilot.press("u")
        assert await verdicts(review) == {} and shown(app, "phrase") == OFFERS[0]
        await pilot.press("e", "escape", "k")
        assert await verdicts(review) == {OFFERS[0]: (Verdict.KEEP.value, "")}
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
        assert "kiosk import" in shown(app, "where")


async def test_no_key_moves_on_while_other_words_are_typed(tmp_path: Path) -> None:
    """The words would be printed instead of another phrase."""
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await pilot.press("e", "down", "up", "down", "k")
        assert shown(app, "phrase") == OFFERS[0]
        await pilot.press("enter")
        assert await verdicts(review) == {OFFERS[0]: ("shorten", OFFERS[0] + "k")}


async def test_taking_back_brings_the_earlier_decision_again(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        await review.decide(["sailing"], Verdict.SHORTEN, "boats")
    async with screen(load(tmp_path / "config.toml")) as (app, pilot, review):
        await pilot.press("right", "right", "s", "left", "left", "m")
        assert (await verdicts(review))["sailing"] == ("strike", "")
        await pilot.press("u", "u", "u")
        assert await verdicts(review) == {"sailing": ("shorten", "boats")}
        assert "printed as: boats" in shown(app, "verdict")


async def test_what_was_passed_over_comes_again_at_the_end(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, _):
        await pilot.press("right", "k", "k")
        assert shown(app, "phrase") == OFFERS[0] and shown(app, "progress") == "1 of 3, 1 to go"


async def test_a_disk_that_fails_is_said_and_the_screen_stays(tmp_path: Path) -> None:
    async with reviewing(tmp_path, OFFERS) as (app, pilot, review):
        database = review.turns.database
        await database.run(lambda c, _: c.execute("PRAGMA query_only = ON"), None)
        await pilot.press("s")
        assert shown(app, "phrase") == OFFERS[0] and "The disk failed" in shown(app, "verdict")
        await database.run(lambda c, _: c.execute("PRAGMA query_only = OFF"), None)
        await pilot.press("s")
        assert await verdicts(review) == {OFFERS[0]: ("strike", "")}


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_keys_and_reasons_stay_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reviewing(tmp_path, (LONG.strip(), "pottery"), size) as (app, pilot, _):
        await pilot.press("e")
        for part in ("#where", "#risks", "#instead", "#keys"):
            place = app.query_one(part).region
            assert place.height > 0 and place.bottom <= size[1], part
        await pilot.press("escape", "right")
        assert "█" in shown(app, "large") and shown(app, "phrase") == "pottery"
