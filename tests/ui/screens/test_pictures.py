"""Whole screens as they look; after a wanted change: pytest tests/ui --snapshot-update, and look at the pictures."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from kiosk.model import First, Introduction, Kind, Outcome, Registrant, Registration, ScanResult, Status
from kiosk.ui.messages import Answered
from tests.ui.stage import Stage, stage

AT = datetime(2026, 11, 26, 18, 2, tzinfo=UTC)
CONFIG = '[event]\nname = "Test evening"\ncapacity = 40\n[badge]\nfolder = "/badges"\n'
# Too long for big letters: their dots depend on the computer's font libraries.
WEARER = Registrant(
    ref="r", id="i", ticket="t", person="p", number=7, name="Wilhelmina-Charlotte Weiss", company="Atelier Noord"
)
MET = (
    Introduction(registrant="a", name="Noor Rahman", number=27, kind=Kind.MUTUAL, starter="Ask Noor about pottery"),
    Introduction(registrant="b", name="Ivo Berg", number=3, kind=Kind.COMING, starter="Ivo asks about SQL: offer help"),
    Introduction(registrant="c", name="Mei Costa", number=12, kind=Kind.HERE, starter="You both enjoy sailing"),
    Introduction(registrant="d", name="Kofi Eze", number=31, kind=Kind.COMING, starter="Swap a story about bees"),
    Introduction(registrant="e", name="Hana Ito", number=8, kind=Kind.COMING, starter="Ask Hana about grants"),
)
GUESTS = [
    Registration(ref=f"g{n}", name=name, company=company, email=email, status=status, reason=reason)
    for n, (name, company, email, status, reason) in enumerate(
        [
            ("Anna Lind", "Klima Lab", "anna@example.org", Status.REGISTERED, ""),
            ("Anna Lind", "", "a.lind@example.org", Status.REGISTERED, ""),
            ("Annika Sole", "Sole & Co", "sole@example.org", Status.PENDING, "waitlisted"),
            ("Bo Hanna", "Nordic Bikes", "bo@example.org", Status.REGISTERED, ""),
        ]
    )
]
ADMITTED = ScanResult(outcome=Outcome.ADMITTED, at=AT, registrant=WEARER, introductions=MET)


class Picture(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times on the screen are the laptop's."""
    monkeypatch.setenv("TZ", "UTC")
    _apply_zone()
    yield
    monkeypatch.undo()
    _apply_zone()


def _apply_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What the screen is compared with."""
    return snapshot.use_extension(Picture)


async def look(on: Stage) -> str:
    """The screen as an SVG, without the web's fonts."""
    await on.settle()
    return re.sub(r"@font-face \{.*?\}\s*", "", on.app.export_screenshot(title="kiosk"), flags=re.DOTALL)


async def show(on: Stage, result: ScanResult) -> None:
    """Puts an answer on the screen: the door's own would hold random ids."""
    on.app.screen_stack[1].post_message(Answered(result))
    await on.settle()


async def test_waiting(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(80, 24)) as on:
        assert await look(on) == picture


ANSWERS = {
    "welcome": ADMITTED,
    "connector": replace(ADMITTED, introductions=(), connector="Ana knows everyone: ask Ana to introduce you."),
    "already-in": replace(
        ADMITTED,
        outcome=Outcome.ALREADY_IN,
        first=First(door="main", at=AT),
        reason="In since 18:02, at door main.",
    ),
    "waitlisted": ScanResult(
        outcome=Outcome.PENDING,
        at=AT,
        registrant=replace(WEARER, status=Status.PENDING, reason="waitlisted"),
        reason="waitlisted: let them in when the organiser releases the waiting list.",
    ),
    "see-crew": ScanResult(
        outcome=Outcome.SEE_CREW, at=AT, registrant=WEARER, reason="Please wait a moment: call Ana."
    ),
    "not-saved": ScanResult(outcome=Outcome.ERROR, at=AT, reason="The disk did not take it; nothing was recorded."),
}


async def test_answers(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(80, 24)) as on:
        for name, result in ANSWERS.items():
            await show(on, result)
            assert await look(on) == picture(name=name)


async def test_a_roomy_terminal(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(120, 36)) as on:
        await on.scan("NOBODY01")
        await show(on, ADMITTED)
        assert await look(on) == picture


async def test_an_unknown_code(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(80, 24)) as on:
        await on.scan("NOBODY01")
        assert await look(on) == picture


async def test_namesakes(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(80, 24)) as on:
        await on.type("ann")
        await on.press("down")
        assert await look(on) == picture


async def test_forms(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG, size=(80, 24)) as on:
        await show(on, ADMITTED)
        for name, key in {"help": "f1", "walk-in": "f2", "undo": "f4"}.items():
            await on.press(key)
            assert await look(on) == picture(name=name)
            await on.press("escape")
