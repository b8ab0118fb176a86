"""CUPS: what it says is understood, and what it prints is the badge, dot by dot."""

import asyncio
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printing.errors import PrinterError
from printing.job import Job
from printing.printers.cups import queue
from printing.printers.cups.command_output import alerts_of, status_of
from printing.printers.cups.paper import Paper, best_paper, papers
from printing.printers.cups.queue import CupsPrinter
from printing.render import render
from printing.status import State
from tests.printing.guests import ID, USUAL
from tests.printing.printers.queues import IDLE, commands
from tests.printing.printers.spooler import Spooler, spooler

FINE = 4
"""The printer's page is drawn so many times finer, to find it between the dots."""


@pytest.fixture(scope="module")
def cups_here() -> Iterator[Spooler]:
    """One CUPS for all tests of this file."""
    with spooler() as running:
        yield running


def printed(running: Spooler) -> list[np.ndarray]:
    """The pages that arrived last, black and white, four times as fine, lying as the badge is read."""
    newest = max(running.spool.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
    out = running.spool / "page"
    subprocess.run(["pdftoppm", "-r", str(300 * FINE), "-gray", "-png", newest, out], check=True)
    pages = []
    for path in sorted(running.spool.glob("page*.png")):
        with Image.open(path) as picture:
            upright = picture.convert("L")
            lying = upright.transpose(Image.Transpose.ROTATE_270) if upright.height > upright.width else upright
            pages.append(np.asarray(lying) > 127)
        path.unlink()
    return pages


def difference(page: np.ndarray, master: Image.Image) -> float:
    """The share of dots that differ, at the best place within two dots."""
    wanted = np.asarray(master.convert("L")) > 127
    height, width = wanted.shape
    room = 2 * FINE
    wide = np.pad(page, room, constant_values=True)
    best = 1.0
    for down in range(2 * room):
        for right in range(2 * room):
            cut = wide[down + 2 :: FINE, right + 2 :: FINE][:height, :width]
            if cut.shape == wanted.shape:
                best = min(best, float((cut != wanted).mean()))
    return best


@pytest.mark.slow
def test_what_the_queue_prints_is_the_badge(cups_here: Spooler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    badge = replace(USUAL, cuts=2)
    masters = render(badge)
    printer = CupsPrinter("badge", server=cups_here.server)
    assert asyncio.run(printer.status()).state is State.READY
    asyncio.run(printer.print(Job(badge=badge), masters))
    pages = printed(cups_here)
    assert len(pages) == 2
    assert [difference(page, master) for page, master in zip(pages, masters, strict=True)] <= [0.005, 0.005]
    small = Image.fromarray(pages[0][::FINE, ::FINE])
    assert [code.text for code in zxingcpp.read_barcodes(small.convert("L"))] == [ID]


@pytest.mark.slow
def test_a_queue_that_waits_for_somebody_is_told_and_nothing_is_printed_later(cups_here: Spooler) -> None:
    printer = CupsPrinter("badge", server=cups_here.server, sleep=_at_once)
    cups_here.run("cupsdisable", "-r", "lunch", "badge")
    try:
        status = asyncio.run(printer.status())
        assert status.state is State.PAUSED and status.detail == "lunch"
        with pytest.raises(PrinterError, match="paused") as refused:
            asyncio.run(printer.print(Job(badge=USUAL), render(USUAL)))
        assert refused.value.nothing_printed
    finally:
        cups_here.run("cupsenable", "badge")
    arrived = len(list(cups_here.spool.glob("*.pdf")))
    asyncio.run(CupsPrinter("badge", server=cups_here.server).print(Job(badge=USUAL), render(USUAL)))
    assert len(list(cups_here.spool.glob("*.pdf"))) == arrived + 1


@pytest.mark.slow
def test_a_badge_that_nobody_prints_is_taken_back(cups_here: Spooler) -> None:
    printer = CupsPrinter("badge", server=cups_here.server, sleep=_at_once)
    arrived = len(list(cups_here.spool.glob("*.pdf")))

    async def print_while_held() -> None:
        real = printer._send

        async def send(*told: object) -> str:
            # Somebody pauses the queue just when the badge is on its way.
            cups_here.run("cupsdisable", "badge")
            return await real(*told)  # type: ignore[arg-type]

        printer._send = send  # type: ignore[method-assign, assignment]
        await printer.print(Job(badge=USUAL), render(USUAL))

    try:
        with pytest.raises(PrinterError, match="Look whether") as doubtful:
            asyncio.run(print_while_held())
        assert not doubtful.value.nothing_printed
    finally:
        cups_here.run("cupsenable", "badge")
    asyncio.run(CupsPrinter("badge", server=cups_here.server).print(Job(badge=USUAL), render(USUAL)))
    assert len(list(cups_here.spool.glob("*.pdf"))) == arrived + 1


@pytest.mark.slow
def test_what_a_crash_left_in_the_queue_does_not_come_out_later(cups_here: Spooler, tmp_path: Path) -> None:
    killed = CupsPrinter("badge", server=cups_here.server, notes=tmp_path)
    arrived = len(list(cups_here.spool.glob("*.pdf")))
    cups_here.run("cupsdisable", "badge")
    killed._requests.note("A", asyncio.run(killed._send(Job(badge=USUAL), render(USUAL), None)))
    asyncio.run(CupsPrinter("badge", server=cups_here.server, notes=tmp_path).withdraw())
    cups_here.run("cupsenable", "badge")
    print_it(CupsPrinter("badge", server=cups_here.server))
    assert len(list(cups_here.spool.glob("*.pdf"))) == arrived + 1 and not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_queue_that_is_not_there_prints_nothing(cups_here: Spooler) -> None:
    for printer in (CupsPrinter("gone", server=cups_here.server), CupsPrinter("badge", server="127.0.0.1:1")):
        assert asyncio.run(printer.status()).state is State.OFFLINE
        with pytest.raises(PrinterError) as refused:
            asyncio.run(printer.print(Job(badge=USUAL), render(USUAL)))
        assert refused.value.nothing_printed


async def _at_once(seconds: float) -> None:
    await asyncio.sleep(0)


def test_without_cups_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status = asyncio.run(CupsPrinter("badge").status())
    assert status.state is State.OFFLINE and "install cups-client" in status.words


BLANK = [Image.new("1", (1181, 732), 1)]
BLANK[0].info["dpi"] = (300, 300)


def print_it(printer: CupsPrinter) -> None:
    """The usual badge."""
    asyncio.run(printer.print(Job(badge=USUAL), render(USUAL)))


def test_a_badge_arrives_whole_and_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = commands(tmp_path, monkeypatch)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    print_it(CupsPrinter("badge", sleep=_at_once))
    assert (tmp_path / "taken").read_bytes().startswith(b"%PDF-") and b"%%EOF" in (tmp_path / "taken").read_bytes()
    # From a file without a name: whoever kills the kiosk in the middle leaves nobody's badge behind.
    assert len(asked.calls("lp")) == 1 and ".pdf" not in asked.calls("lp")[0]
    assert not list((tmp_path / "scratch").iterdir())


def test_a_server_that_is_gone_has_not_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refuses = 'if [ -e $D/taken ]; then echo "lpstat: Connection refused" >&2; exit 1; fi'
    commands(tmp_path, monkeypatch, lpstat=f"{refuses}\n{IDLE}")
    with pytest.raises(PrinterError, match="stopped answering: look whether it came out") as doubtful:
        print_it(CupsPrinter("badge", sleep=_at_once))
    assert not doubtful.value.nothing_printed


@pytest.mark.parametrize(
    ("lp", "nothing", "words"),
    [
        ('echo "Die Anfrage-ID ist badge-1 (1 Datei(en))"', False, "did not say that it took.*look whether"),
        ('echo "lp: The printer is not accepting jobs." >&2; exit 1', True, "not accepting.*look at its queue"),
        ("exec sleep 30", False, "did not say that it took.*look whether"),
    ],
)
def test_only_what_lp_refused_is_certainly_not_printed(
    lp: str, nothing: bool, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(queue, "_TAKE", 0.3)
    commands(tmp_path, monkeypatch, lp=lp)
    with pytest.raises(PrinterError, match=words) as refused:
        print_it(CupsPrinter("badge", sleep=_at_once))
    assert refused.value.nothing_printed is nothing


def test_a_badge_that_cups_broke_off_is_a_question(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ended = f"""case "$*" in *not-completed*) ;; *completed*) echo "badge-1 root"; echo "	Alerts: aborted-by-system";;
*-p*) {IDLE};; esac"""
    commands(tmp_path, monkeypatch, lpstat=ended)
    with pytest.raises(PrinterError, match="aborted-by-system") as doubtful:
        print_it(CupsPrinter("badge", sleep=_at_once))
    assert not doubtful.value.nothing_printed


STAYS = f"""case "$*" in *not-completed*) if [ -e $D/taken ] && ! [ -e $D/back ]; then echo "badge-1 root 9 Mon"; fi;;
*-p*) if [ -e $D/taken ]; then echo "printer badge now printing badge-1."; echo "	Alerts: media-empty"
else {IDLE}; fi;; esac"""
"""Out of labels as soon as there is a badge."""


def test_one_that_waits_too_long_is_taken_back_by_the_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(queue, "FAULTY", 0.2)
    asked = commands(tmp_path, monkeypatch, lpstat=STAYS, cancel="touch $D/back")
    with pytest.raises(PrinterError, match=r"out of labels.*Look whether") as doubtful:
        print_it(CupsPrinter("badge", notes=tmp_path / "notes"))
    assert not doubtful.value.nothing_printed and asked.calls("cancel") == ["badge-1"]
    assert not list((tmp_path / "notes").iterdir())


def test_one_that_a_queue_does_nothing_about_is_taken_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    idle = STAYS.replace("media-empty", "none").replace("now printing badge-1", "is idle")
    asked = commands(tmp_path, monkeypatch, lpstat=idle)
    with pytest.raises(PrinterError, match=r"ready\. Look whether"):
        print_it(CupsPrinter("badge", sleep=_at_once))
    assert asked.calls("cancel") == ["badge-1"]


async def test_one_that_is_broken_off_is_taken_back_and_else_after_a_restart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = commands(tmp_path, monkeypatch, lpstat=STAYS)
    notes = tmp_path / "notes"
    sent = asyncio.Event()

    async def sleep(seconds: float) -> None:
        sent.set()
        await asyncio.Event().wait()

    printing = asyncio.create_task(CupsPrinter("badge", notes=notes, sleep=sleep).print(Job(badge=USUAL), BLANK))
    await sent.wait()
    printing.cancel()
    await asyncio.wait({printing})
    assert asked.calls("cancel") == ["badge-1"] and [file.read_text() for file in notes.iterdir()] == ["badge-1"]
    await CupsPrinter("other", notes=notes).withdraw()
    again = CupsPrinter("badge", notes=notes)
    await again.withdraw("nobody's")
    assert asked.calls("cancel") == ["badge-1"]
    (tmp_path / "back").touch()
    await again.withdraw()
    assert asked.calls("cancel") == ["badge-1"] * 2 and not list(notes.iterdir())


def test_a_question_that_is_cancelled_as_the_answer_comes_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commands(tmp_path, monkeypatch)
    real = asyncio.subprocess.Process.communicate

    async def ask() -> bool:
        async def answered(process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
            out = await real(process)
            asking.cancel()
            return out

        monkeypatch.setattr(asyncio.subprocess.Process, "communicate", answered)
        asking = asyncio.create_task(CupsPrinter("badge").status())
        await asyncio.wait({asking})
        return asking.cancelled()

    assert asyncio.run(ask())


_LPSTAT = """printer badge {head}
	{reason}
	Form mounted:
	Alerts: {alerts}
	Location:
"""


@pytest.mark.parametrize(
    ("head", "alerts", "state"),
    [
        ("is idle.  enabled since Mon Nov 23 13:43:44 2026", "none", State.READY),
        ("now printing badge-7.  enabled since Mon", "none", State.PRINTING),
        ("is idle.  enabled since Mon", "marker-supply-low-warning", State.READY),
        ("now printing badge-7.  enabled since Mon", "media-empty-error", State.PAPER_OUT),
        ("is idle.  enabled since Mon", "media-needed-error, media-empty", State.PAPER_OUT),
        ("is idle.  enabled since Mon", "cover-open", State.COVER_OPEN),
        ("is idle.  enabled since Mon", "door-open-error", State.COVER_OPEN),
        ("is idle.  enabled since Mon", "media-mismatch-error", State.WRONG_MEDIA),
        ("is idle.  enabled since Mon", "offline-report", State.READY),
        ("now printing badge-7.  enabled since Mon", "offline", State.OFFLINE),
        ("now printing badge-7.  enabled since Mon", "connecting-to-device", State.OFFLINE),
        ("disabled since Mon Nov 23 13:43:44 2026 -", "paused", State.PAUSED),
        ("disabled since Mon Nov 23 13:43:44 2026 -", "none", State.PAUSED),
        ("says something new", "none", State.UNKNOWN),
    ],
)
def test_what_lpstat_says_is_understood(head: str, alerts: str, state: State) -> None:
    assert status_of(_LPSTAT.format(head=head, reason="Paused", alerts=alerts)).state is state


@given(st.text())
def test_nothing_that_cups_says_is_too_strange(said: str) -> None:
    status_of(said)
    papers(said)
    alerts_of(said, "badge-1")


@pytest.mark.parametrize(
    ("choices", "width", "height", "chosen"),
    [
        ("62x100mm.Borderless A6.Borderless", 100, 62, "62x100mm.Borderless"),
        ("*A4 A6 Letter", 105, 148, "A6"),
        ("w162h90 w167h288 w79h252", 101.6, 58.9, "w167h288"),
        ("om_dk11202_62x100mm iso_a4_210x297mm", 62, 100, "om_dk11202_62x100mm"),
        ("na_letter_8.5x11in 4x3", 101.6, 76.2, "4x3"),
        ("A4 Custom.WIDTHxHEIGHT", 100, 62, "Custom.62.0x100.0mm"),
        ("A4 Letter", 100, 62, None),
        ("", 100, 62, None),
    ],
)
def test_the_media_is_one_that_the_queue_offers(choices: str, width: float, height: float, chosen: str | None) -> None:
    offered = papers(f"PageSize/Media Size: {choices}\nColorModel/Output Mode: *Gray\n")
    best = best_paper(offered, width, height)
    assert (best and best.name) == chosen


def test_a_borderless_paper_goes_first() -> None:
    both = [Paper("A6", 105, 148), Paper("A6.Borderless", 105, 148)]
    assert best_paper(both, 105, 148) == both[1]


def test_how_a_job_ended_is_read() -> None:
    said = (
        "badge-1  root\n\tStatus:\n\tAlerts: job-completed-successfully\nbadge-2  root\n\tAlerts: aborted-by-system\n"
    )
    assert alerts_of(said, "badge-1") == "job-completed-successfully"
    assert alerts_of(said, "badge-2") == "aborted-by-system" and alerts_of(said, "badge-3") == ""
    assert max(queue.PATIENCE.values()) < queue.FAULTY
