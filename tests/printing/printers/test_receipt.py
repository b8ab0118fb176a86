"""ESC/POS: read back byte by byte, dot by dot; every state told; nothing printed twice."""

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.errors import PrinterError, RefusedError
from printing.job import Job
from printing.layout.template import load
from printing.printers import receipt
from printing.printers.receipt import WIDTH, ReceiptPrinter, encode, status_of
from printing.render import render
from printing.status import State
from tests.printing.guests import ID, USUAL
from tests.printing.printers.fakes import on_network, on_usb, silent

JOB = Job(badge=USUAL)
MASTER = render(USUAL, load("receipt"), dpi=203)[0]


def slips(data: bytes) -> list[Image.Image]:
    """What a printer that knows five commands would put on paper: a picture for every cut."""
    stream, rows, found = io.BytesIO(data), b"", []
    while command := stream.read(2):
        if command == b"\x1dv":
            assert stream.read(2) == b"0\x00"
            across, high = (int.from_bytes(stream.read(2), "little") for _ in range(2))
            assert across * 8 == WIDTH and high <= 256
            rows += stream.read(across * high)
        elif command == b"\x1dV":
            assert stream.read(2) == b"\x42\x00"
            black = Image.frombytes("1", (WIDTH, len(rows) // (WIDTH // 8)), rows)
            found.append(ImageChops.invert(black.convert("L")))
            rows = b""
        elif command == b"\x1bd":
            stream.read(1)
        else:
            assert command in (b"\x1b@",), command
    assert not rows
    return found


def middle(slip: Image.Image, width: int) -> Image.Image:
    """The badge on the paper."""
    left = (WIDTH - width) // 2
    return slip.crop((left, 0, left + width, slip.height))


def test_the_slip_is_the_badge_dot_by_dot() -> None:
    (slip,) = slips(encode(MASTER))
    assert ImageChops.difference(middle(slip, MASTER.width), MASTER.convert("L")).getbbox() is None
    assert [code.text for code in zxingcpp.read_barcodes(slip)] == [ID]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, WIDTH), st.integers(1, 600), st.integers(0, 2**32))
def test_any_picture_comes_out_as_it_is(width: int, height: int, seed: int) -> None:
    page = Image.frombytes("1", (64, 1), seed.to_bytes(8, "little")).resize((width, height))
    (slip,) = slips(encode(page))
    assert slip.height == height
    assert ImageChops.difference(middle(slip, width), page.convert("L")).getbbox() is None


def test_a_library_sends_the_same_dots() -> None:
    printer = pytest.importorskip("escpos.printer").Dummy()
    printer.profile.profile_data["media"]["width"]["pixels"] = WIDTH
    paper = Image.new("1", (WIDTH, MASTER.height), 1)
    paper.paste(MASTER, ((WIDTH - MASTER.width) // 2, 0))
    printer.image(paper, impl="bitImageRaster", fragment_height=256, center=False)
    ours, theirs = encode(MASTER), printer.output
    start = ours.index(b"\x1dv0")
    assert theirs in ours[start:]


def answers(online: int = 0x12, why: int = 0x12, paper: int = 0x12) -> "object":
    """Answers the three questions, whatever came before them."""

    def answer(taken: bytes) -> bytes:
        said = {1: online, 2: why, 4: paper}
        asked = taken[-3:-1] == b"\x10\x04" and taken[-1] in said
        return bytes([said[taken[-1]]]) if asked else b""

    return answer


@pytest.mark.parametrize("place", [on_network, on_usb])
async def test_a_badge_arrives_whole_by_network_and_usb(place: "object") -> None:
    async with place(answers()) as fake:  # type: ignore[operator]
        printer = ReceiptPrinter(fake.address, name="r")
        assert (await printer.status()).state is State.READY
        await printer.print(JOB, [MASTER, MASTER])
        assert bytes(fake.taken).count(encode(MASTER)) == 2


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (answers(), State.READY),
        (answers(why=0x16), State.COVER_OPEN),
        (answers(paper=0x72), State.PAPER_OUT),
        (answers(why=0x32), State.PAPER_OUT),
        (answers(why=0x52), State.PAUSED),
        (answers(online=0x1A), State.PAUSED),
    ],
)
async def test_every_state_is_told_and_a_fault_prints_nothing(told: "object", state: State) -> None:
    async with on_network(told) as fake:  # type: ignore[arg-type]
        printer = ReceiptPrinter(fake.address, name="r")
        assert (await printer.status()).state is state
        if state is not State.READY:
            with pytest.raises(PrinterError) as refused:
                await printer.print(JOB, [MASTER])
            assert refused.value.nothing_printed and b"\x1dv0" not in fake.taken


@pytest.mark.parametrize(
    ("online", "why", "paper", "state"),
    [
        (b"\x1a", b"\x16", b"", State.COVER_OPEN),
        (b"\x12", b"\x00", b"\x72", State.PAPER_OUT),
        (b"\x1a", b"", b"", State.PAUSED),
        (b"\x12", b"\x12", b"", State.UNKNOWN),
        (b"\xff", b"\xff", b"\xff", State.UNKNOWN),
    ],
)
def test_a_fault_counts_whatever_else_is_missing(online: bytes, why: bytes, paper: bytes, state: State) -> None:
    assert status_of(online, why, paper).state is state


async def test_a_printer_that_never_answers_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt, "PATIENCE", 0.05)
    async with on_network(silent) as fake:
        printer = ReceiptPrinter(fake.address, name="r")
        assert (await printer.status()).state is State.UNKNOWN
        await printer.print(JOB, [MASTER])
        await fake.whole(encode(MASTER))


async def test_one_that_answered_and_falls_silent_is_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt, "SETTLE", 0.05)
    told = answers()

    def until_it_prints(taken: bytes) -> bytes:
        return b"" if b"\x1dv0" in taken else told(taken)  # type: ignore[operator]

    async with on_network(until_it_prints) as fake:
        with pytest.raises(PrinterError, match="Look whether") as doubtful:
            await ReceiptPrinter(fake.address, name="r").print(JOB, [MASTER])
        assert not doubtful.value.nothing_printed


async def test_a_badge_that_is_too_wide_is_refused_before_anything_is_sent() -> None:
    async with on_network(answers()) as fake:  # type: ignore[arg-type]
        with pytest.raises(RefusedError, match="template = 'receipt'"):
            await ReceiptPrinter(fake.address, name="r").print(JOB, render(USUAL, dpi=203))
        assert not fake.taken


async def test_a_printer_that_is_not_there_printed_nothing() -> None:
    async with on_network() as gone:
        address = gone.address
    printer = ReceiptPrinter(address, name="r")
    assert (await printer.status()).state is State.OFFLINE
    with pytest.raises(PrinterError) as refused:
        await printer.print(JOB, [MASTER])
    assert refused.value.nothing_printed


@given(st.binary(max_size=3), st.binary(max_size=3), st.binary(max_size=3))
def test_no_answer_is_too_strange(online: bytes, why: bytes, paper: bytes) -> None:
    status_of(online, why, paper)
