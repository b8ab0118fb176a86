"""The review's screen: one key decides and goes on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from kiosk.event.reviewing import Review
from kiosk.model import Registration
from kiosk.store.database import open_writer
from kiosk.store.reviews import Verdict
from kiosk.text import clean
from kiosk.ui.review import ReviewApp
from tests.event.evening import make_event
from tests.hostile import NAMES

OFFERS = ("call 0171 2345678", "pottery", "sailing")


@asynccontextmanager
async def reviewing(folder: Path, offers: tuple[str, ...]) -> AsyncIterator[tuple[ReviewApp, Pilot[None], Review]]:
    one = Registration(ref="r", name="Ana", offers=offers, consent=True, codes=("CODE1",))
    event = await make_event(folder, [one, replace(one, ref="s", name="Bo", offers=("hidden",), consent=False)])
    async with open_writer(event.database) as database:
        review = Review(database, event)
        app = ReviewApp(review)
        async with app.run_test(size=(80, 24)) as pilot:
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
