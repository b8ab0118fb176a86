"""Printers and badges on the screen: what is wrong, and what a volunteer can do about it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import Button, OptionList, Static

from kiosk.errors import DiskError
from kiosk.ui.screens.badges import BadgeBoard, BadgeQuestion
from printing.job import Job, JobState
from printing.status import State, Status
from tests.ui.stage import Stage, stage


class Plastic:
    """A printer that only answers."""

    dpi = 300
    repeatable = False

    def __init__(self, name: str, state: State) -> None:
        self.name, self.state = name, state

    async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
        """Takes everything."""

    async def status(self) -> Status:
        """As it was made."""
        return Status(self.state)


GOOD, EMPTY = Plastic("left desk", State.READY), Plastic("right desk", State.PAPER_OUT)


def lines(on: Stage) -> list[str]:
    """What the board lists."""
    board = on.app.screen.query_one("#board", OptionList)
    return [str(board.get_option_at_index(n).prompt) for n in range(board.option_count)]


def said(on: Stage) -> list[str]:
    """The lines around what can be chosen."""
    return [str(line.content) for line in on.app.screen.query(Static)]


def status_line(on: Stage) -> str:
    """The door's last line but one."""
    return str(on.app.screen_stack[1].query_one("#status", Static).content)


async def doubtful(on: Stage, *codes: str) -> None:
    """Admits, and leaves every badge in doubt."""
    for code in codes:
        await on.scan(code)
        job = await on.door.jobs.claim("left desk")
        assert job
        await on.door.jobs.mark(job.id, JobState.SENT_UNCONFIRMED, "The line broke: look at the tray.")


async def test_the_door_says_which_printer_needs_somebody(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD, EMPTY]) as on:
        await on.door.badges.set_roll("left desk", 12)
        await doubtful(on, "CODE0001")
        await on.scan("CODE0002")
        assert status_line(on) == (
            "! 1 badge to check: F3 · ! right desk: out of labels: put in a new roll or sheets · "
            "! left desk: 12 labels left"
        )
    async with stage(tmp_path / "calm", printers=[GOOD]) as on:
        await on.scan("CODE0001")
        assert status_line(on).startswith("✓ saved · 1 badge printing in ")


async def test_the_board_lists_printers_and_badges_and_starts_on_what_is_to_check(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD, EMPTY]) as on:
        await doubtful(on, "CODE0001")
        await on.scan("CODE0002")
        await on.press("f3")
        board = on.app.screen
        assert isinstance(board, BadgeBoard)
        assert str(board.query_one("#board-title", Static).content) == "Printers and badges · 1 to check, 1 waiting"
        assert lines(on) == [
            "✓ left desk: ready",
            "! right desk: out of labels: put in a new roll or sheets",
            "! No 1 Bo Abel: may have come out: have a look · The line broke: look at the tray.",
            "· No 2 Chidi Abel: waits",
        ]
        await on.press("enter")
        question = on.app.screen
        assert isinstance(question, BadgeQuestion)
        assert [button.id for button in question.query(Button)] == ["out", "later", "again", "hand"]
        assert on.app.focused and on.app.focused.id == "later"


async def test_a_printer_that_does_not_say_how_it_is_gets_no_tick(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[Plastic("mute", State.UNKNOWN)]) as on:
        await on.scan("CODE0001")
        job = await on.door.jobs.claim("mute")
        assert job
        await on.door.jobs.mark(job.id, JobState.QUEUED, "The disk is full: free some space.")
        await on.press("f3")
        assert lines(on) == [
            "? mute: doesn't say how it is: have a look at it",
            "· No 1 Bo Abel: waits · The disk is full: free some space.",
        ]


async def test_a_badge_that_came_out_is_done(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await doubtful(on, "CODE0001")
        await on.press("f3", "enter", "up", "enter")
        assert lines(on) == ["✓ left desk: ready"] and await on.door.badges.waiting() == []


async def test_a_badge_that_did_not_come_out_is_printed_again(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await doubtful(on, "CODE0001")
        await on.press("f3", "enter", "down", "enter")
        assert on.reads("sign") == "✓ PRINTED AGAIN"
        assert [each.state for each in await on.door.badges.waiting()] == [JobState.QUEUED]


async def test_a_badge_is_written_by_hand_from_the_board_or_from_the_door(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[EMPTY]) as on:
        await doubtful(on, "CODE0001")
        await on.press("f3", "enter", "up", "up", "enter")
        assert on.reads("sign") == "✎ WRITE BY HAND" and "Bo Abel" in on.reads("details")
        await on.scan("CODE0002")
        await on.press("f8")
        assert on.reads("sign") == "✎ WRITE BY HAND" and "Chidi Abel" in on.reads("details")
        assert await on.door.badges.waiting() == []


async def test_leaving_changes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await doubtful(on, "CODE0001")
        await on.press("f3", "enter", "enter", "enter", "escape", "escape")
        assert not isinstance(on.app.screen, BadgeBoard)
        assert [each.state for each in await on.door.badges.waiting()] == [JobState.SENT_UNCONFIRMED]


async def test_a_new_roll_is_counted_down(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await on.press("f3", "enter", *"300", "enter")
        assert lines(on) == ["✓ left desk: ready · 300 labels left"]
        await on.press("enter", "0", "enter")
        assert lines(on) == ["✓ left desk: ready"]


async def test_a_scan_over_the_board_admits(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await doubtful(on, "CODE0001")
        await on.press("f3", "enter")
        await on.scan("CODE0002")
        assert isinstance(on.app.screen, BadgeQuestion) and on.reads("sign") == "✓ WELCOME"
        assert len(await on.door.badges.waiting()) == 2


async def test_what_is_known_of_a_badge_is_said(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        await on.scan("CODE0001")
        job = await on.door.jobs.claim("left desk")
        assert job
        for state, words in ((JobState.SENDING, "It is printing"), (JobState.SENT_UNCONFIRMED, "Nobody knows")):
            await on.door.jobs.mark(job.id, state)
            await on.press("f3", "enter")
            assert said(on)[1].startswith(words)
            await on.press("escape", "escape")
        await on.door.jobs.mark(job.id, JobState.SENDING)
        await on.door.jobs.recover()
        await on.press("f3", "enter")
        assert said(on)[1] == "The kiosk stopped in the middle of it: look whether it came out."


async def test_an_answer_that_the_disk_refuses_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*answer: object) -> bool:
        raise DiskError("The disk is full: free some space.")

    async with stage(tmp_path, printers=[GOOD]) as on:
        await doubtful(on, "CODE0001")
        with monkeypatch.context() as broken:
            broken.setattr(on.door.badges, "came_out", full)
            broken.setattr(on.door.badges, "set_roll", full)
            await on.press("f3", "enter", "up", "enter")
            assert said(on)[0] == "✗ The disk is full: free some space."
            await on.press("up", "enter", *"300", "enter")
            assert said(on)[0] == "✗ The disk is full: free some space."
        await on.press("down", "enter", "up", "enter")
        assert said(on)[0] == "Printers · all badges are out" and await on.door.badges.waiting() == []


async def test_the_badge_that_was_chosen_stays_chosen(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        for n in (1, 2, 3):
            await on.scan(f"CODE000{n}")
        await on.press("f3", "down")
        job = await on.door.jobs.claim("left desk")
        assert job and job.badge.number == 1
        await on.door.jobs.mark(job.id, JobState.DONE)
        board = on.app.screen
        assert isinstance(board, BadgeBoard)
        await board._look()
        await on.press("enter")
        assert said(on)[0] == "Badge No 2, Chidi Abel"
