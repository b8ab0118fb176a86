"""ZPL: read back by another's renderer, dot by dot; every state told; nothing printed twice."""

import asyncio
import json
import os
import select
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.errors import PrinterError
from printing.job import Job
from printing.printers import zebra
from printing.printers.transport import _Device, line
from printing.printers.zebra import ZebraPrinter, encode, status_of, status_of_errors
from printing.render import render
from printing.status import State
from tests.printing.guests import ID, USUAL
from tests.printing.printers.fakes import on_network, on_usb, silent

JOB = Job(badge=USUAL)


def hs(paper: int = 0, paused: int = 0, waiting: int = 0, head: int = 0, ribbon: int = 0) -> bytes:
    """Three lines as ~HS gives them."""
    first = f"030,{paper},{paused},1245,{waiting:03},0,0,0,000,0,0,0"
    return f"\x02{first}\x03\r\n\x02000,0,{head},{ribbon},0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n".encode()


def errors(bits: int) -> bytes:
    """What ~HQES gives."""
    lines = ["", "  PRINTER STATUS", f"   ERRORS:         {int(bits != 0)} 00000000 {bits:08X}",
             "   WARNINGS:       0 00000000 00000000", ""]  # fmt: skip
    return b"\x02" + "\r\n".join(lines).encode() + b"\x03"


def answering(status: bytes, why: bytes = b"") -> "object":
    """Answers ~HS and ~HQES, whatever label came before them."""

    def answer(taken: bytes) -> bytes:
        if taken.endswith(b"~HQES"):
            return why
        return status if taken.endswith(b"~HS") else b""

    return answer


def pictures(data: bytes, folder: Path, width: float, height: float, dots_per_mm: int) -> list[Image.Image]:
    """What zpl-renderer-js draws of it."""
    modules = os.environ.get("MIXER_KIOSK_NODE", "")
    if not shutil.which("node") or not (Path(modules) / "zpl-renderer-js").is_dir():
        pytest.skip("node with zpl-renderer-js is not installed (.ci/run does, and sets MIXER_KIOSK_NODE)")
    (folder / "in.zpl").write_bytes(data)
    program = f"""
const {{ ready }} = require({json.dumps(modules + "/zpl-renderer-js")});
const fs = require("fs");
ready.then(async ({{ api }}) => {{
  const zpl = fs.readFileSync({json.dumps(str(folder / "in.zpl"))}, "latin1");
  const found = await api.zplToBase64MultipleAsync(zpl, {width}, {height}, {dots_per_mm});
  const name = (n) => {json.dumps(str(folder))} + `/out-${{n}}.png`;
  found.forEach((png, n) => fs.writeFileSync(name(n), Buffer.from(png, "base64")));
}}).catch((error) => {{ console.error(error); process.exit(1); }});
"""
    subprocess.run(["node", "-e", program], check=True, capture_output=True)
    return [Image.open(path).convert("L") for path in sorted(folder.glob("out-*.png"))]


@pytest.mark.parametrize(("dpi", "dots_per_mm"), [(203, 8), (300, 12)])
def test_another_renderer_draws_the_badge_dot_by_dot(tmp_path: Path, dpi: int, dots_per_mm: int) -> None:
    (master,) = render(USUAL, dpi=dpi)
    # The renderer's canvas: as many whole dots as the label has.
    size = (master.width / dots_per_mm, master.height / dots_per_mm)
    (seen,) = pictures(encode(master), tmp_path, *size, dots_per_mm)
    left, top = (seen.width - master.width) // 2, 0
    cut = seen.crop((left, top, left + master.width, top + master.height))
    assert [code.text for code in zxingcpp.read_barcodes(cut)] == [ID]
    black = cut.point(lambda value: 255 if value > 127 else 0)
    assert ImageChops.difference(black, master.convert("L")).getbbox() is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_library_reads_any_picture_back(width: int, height: int, chance: "object") -> None:
    zpl = pytest.importorskip("zebrafy.zebrafy_zpl")
    dots = bytes(chance.randrange(256) for _ in range((width + 7) // 8 * height))  # type: ignore[attr-defined]
    page = Image.frombytes("1", (width, height), dots)
    (seen,) = zpl.ZebrafyZPL(encode(page).decode()).to_images()
    seen = seen.convert("L").crop((0, 0, width, height))
    assert ImageChops.difference(seen, page.convert("L")).getbbox() is None


@pytest.mark.parametrize("place", [on_network, on_usb])
async def test_a_badge_arrives_whole_by_network_and_usb(place: "object") -> None:
    pages = render(USUAL, dpi=203)
    async with place(answering(hs())) as fake:  # type: ignore[operator]
        printer = ZebraPrinter(fake.address, dpi=203, name="z")
        assert (await printer.status()).state is State.READY
        await printer.print(JOB, pages * 2)
        assert fake.taken.count(b"^XA") == fake.taken.count(b"^XZ") == 2
        assert encode(pages[0]) in fake.taken


STATES = [
    (hs(), b"", State.READY),
    (hs(waiting=3), b"", State.PRINTING),
    (hs(paper=1), b"", State.PAPER_OUT),
    (hs(head=1), b"", State.COVER_OPEN),
    (hs(ribbon=1), b"", State.PAUSED),
    (hs(paused=1), b"", State.PAUSED),
    (b"", errors(0x1), State.PAPER_OUT),
    (b"", errors(0x4), State.COVER_OPEN),
    (b"", errors(0x5), State.PAPER_OUT),
    (b"", errors(0x20), State.PAUSED),
    (b"", errors(0), State.READY),
    (b"", b"", State.UNKNOWN),
    (b"HTTP/1.1 400 Bad Request\r\n", b"nonsense", State.UNKNOWN),
]


@pytest.mark.parametrize(("status", "why", "state"), STATES)
async def test_every_state_is_told_and_a_fault_prints_nothing(
    status: bytes, why: bytes, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printing.printers.transport.ANSWER", 0.05)
    monkeypatch.setattr(zebra, "PATIENCE", 0.05)
    monkeypatch.setattr(zebra, "SETTLE", 0.05)
    monkeypatch.setattr("printing.printers.after_printing.OUT", 0.05)
    monkeypatch.setattr("printing.printers.after_printing.LOOK", 0.01)
    async with on_network(answering(status, why)) as fake:  # type: ignore[arg-type]
        printer = ZebraPrinter(fake.address, name="z")
        assert (await printer.status()).state is state
        if state is State.READY:
            await printer.print(JOB, render(USUAL, dpi=203))
            return
        with pytest.raises(PrinterError) as refused:
            await printer.print(JOB, render(USUAL, dpi=203))
        # One that prints for ever has taken it: only a person knows.
        assert refused.value.nothing_printed == (b"^XA" not in fake.taken) == (state is not State.PRINTING)


async def test_it_is_asked_until_it_has_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printing.printers.after_printing.LOOK", 0.01)
    answers = [hs(), hs(waiting=2), hs(waiting=1), hs(paper=1, waiting=1), hs(), hs(waiting=1), hs()]

    def next_answer(taken: bytes) -> bytes:
        return answers.pop(0) if taken.endswith(b"~HS") else b""

    async with on_network(next_answer) as fake:
        printer = ZebraPrinter(fake.address, name="z")
        with pytest.raises(PrinterError, match=r"out of labels.*Look whether") as doubtful:
            await printer.print(JOB, render(USUAL, dpi=203))
        assert not doubtful.value.nothing_printed
        await printer.print(JOB, render(USUAL, dpi=203))
        assert not answers


async def test_what_came_too_late_is_no_answer_to_the_next_question() -> None:
    async with on_usb(answering(hs())) as fake:  # type: ignore[arg-type]
        fake.say(hs(paper=1))
        seen = os.open(fake.address, os.O_RDONLY | os.O_NOCTTY)
        select.select([seen], [], [])
        os.close(seen)
        assert (await ZebraPrinter(fake.address, name="z").status()).state is State.READY


async def test_a_fault_after_the_badge_was_sent_is_a_question() -> None:
    def runs_out(taken: bytes) -> bytes:
        if not taken.endswith(b"~HS"):
            return b""
        return hs(paper=1) if b"^XZ" in taken else hs()

    async with on_network(runs_out) as fake:
        with pytest.raises(PrinterError, match=r"out of labels.*Look whether") as doubtful:
            await ZebraPrinter(fake.address, name="z").print(JOB, render(USUAL, dpi=203))
        assert not doubtful.value.nothing_printed


async def test_a_line_that_breaks_in_a_badge_is_a_question() -> None:
    noisy = Image.effect_noise((4000, 4000), 90).convert("1")
    async with on_network(answering(hs()), until=2000) as fake:  # type: ignore[arg-type]
        with pytest.raises(PrinterError) as doubtful:
            await ZebraPrinter(fake.address, name="z").print(JOB, [noisy])
        assert not doubtful.value.nothing_printed


async def test_a_printer_that_is_not_there_printed_nothing() -> None:
    async with on_network() as gone:
        address = gone.address
    printer = ZebraPrinter(address, name="z")
    assert (await printer.status()).state is State.OFFLINE
    with pytest.raises(PrinterError, match="can't be reached") as refused:
        await printer.print(JOB, render(USUAL, dpi=203))
    assert refused.value.nothing_printed
    missing = ZebraPrinter("/dev/usb/lp99")
    assert (await missing.status()).state is State.OFFLINE


async def test_a_printer_that_takes_the_line_and_hangs_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printing.printers.transport.ANSWER", 0.05)
    monkeypatch.setattr(zebra, "PATIENCE", 0.05)
    monkeypatch.setattr(zebra, "SETTLE", 0.05)
    async with on_network(hangs=True) as fake:
        with pytest.raises(PrinterError) as refused:
            await ZebraPrinter(fake.address, name="z").print(JOB, render(USUAL, dpi=203))
        assert refused.value.nothing_printed


async def test_what_a_sleeping_printer_did_not_take_is_not_delivered_when_it_wakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("printing.printers.transport.WRITE", 0.1)
    pages = [Image.effect_noise((1181, 732), 200).convert("1")] * 60
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as sleeping:
        sleeping.setblocking(False)
        printer = ZebraPrinter(f"tcp://127.0.0.1:{sleeping.getsockname()[1]}", answers=False)
        with pytest.raises(PrinterError, match="look whether"):
            await printer.print(JOB, pages)
        awake, _ = await loop.sock_accept(sleeping)
        with awake, pytest.raises(ConnectionResetError):
            while await loop.sock_recv(awake, 1 << 20):
                pass


@pytest.mark.parametrize("place", [on_network, on_usb])
async def test_a_question_prints_nothing(place: "object") -> None:
    async with place(answering(hs())) as fake, line("z", fake.address) as to:  # type: ignore[operator]
        assert await to.ask(b"~HS", bool)
        assert to.sent == 0
        await to.send(b"^XA")
        assert to.sent == 3


async def test_a_device_that_says_nothing_does_not_keep_the_computer_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.close(theirs)
    reads: list[int] = []
    real = os.read

    def read(handle: int, most: int) -> bytes:
        reads.append(handle)
        return real(handle, most)

    monkeypatch.setattr(os, "read", read)
    device = _Device(ours)
    # At its end it is always ready.
    assert await device.ask(b"", bool, 0.12) == b"" and len(reads) < 5
    await device.close()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(ours)


async def test_a_clone_that_never_answers_prints_when_told_so() -> None:
    async with on_network(silent) as fake:
        printer = ZebraPrinter(fake.address, answers=False)
        assert (await printer.status()).state is State.UNKNOWN
        await printer.print(JOB, render(USUAL, dpi=203))
        await fake.whole(b"^XZ\n")
        assert b"~HS" not in fake.taken


@given(st.binary(max_size=200))
def test_no_answer_is_too_strange(answer: bytes) -> None:
    status_of(answer)
    status_of_errors(answer)
