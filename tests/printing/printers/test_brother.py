"""Brother's raster language: read back by another's analyser, dot by dot; every state told; nothing printed twice."""

import asyncio
import io
import logging
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.errors import PrinterError, RefusedError
from printing.job import Job
from printing.layout.template import load
from printing.printers.brother import snmp
from printing.printers.brother.models import MODELS, TWO_COLOURED, model_named
from printing.printers.brother.ql import BrotherPrinter, encode
from printing.printers.brother.rolls import LABELS, SOLD_AS, roll_named
from printing.printers.brother.status import Loaded, status_of
from printing.render import render
from printing.status import State, Status
from tests.printing.guests import ID, USUAL
from tests.printing.printers.agent import agent
from tests.printing.printers.fakes import on_network, on_usb, silent

JOB = Job(badge=USUAL)
(MASTER,) = render(USUAL)
ROLL = Loaded(62, 100)


def analysed(data: bytes, folder: Path) -> list[Image.Image]:
    """What brother_ql's analyser makes of the bytes: the print head's whole width, as it lies under the reader."""
    reader = pytest.importorskip("brother_ql.reader", reason="brother_ql-inventree is not installed")
    found: list[Image.Image] = []

    read = reader.BrotherQLReader(io.BytesIO(data))
    read.filename_fmt = str(folder / "label-{counter}.png")
    logging.disable(logging.WARNING)
    try:
        read.analyse()
    finally:
        logging.disable(logging.NOTSET)
    for path in sorted(folder.glob("label-*.png")):
        with Image.open(path) as picture:
            found.append(picture.convert("L"))
    return found


def on_label(seen: Image.Image, label: str) -> Image.Image:
    """The printable part of the print head's width."""
    roll = LABELS[label]
    left = seen.width - roll.across - roll.offset
    return seen.crop((left, 0, left + roll.across, seen.height))


def test_another_analyser_draws_the_badge_dot_by_dot(tmp_path: Path) -> None:
    printer = BrotherPrinter("tcp://127.0.0.1")
    fitted = printer.fitted(MASTER)
    (seen,) = analysed(encode(fitted, LABELS["62x100"], "QL-820NWB"), tmp_path)
    label = on_label(seen, "62x100")
    assert ImageChops.difference(label, fitted.convert("L")).getbbox() is None
    lying = label.transpose(Image.Transpose.ROTATE_270)
    assert [code.text for code in zxingcpp.read_barcodes(lying)] == [ID]
    # Nothing of the badge was cut away: only white.
    whole = Image.new("L", MASTER.size, 255)
    whole.paste(lying, ((MASTER.width - lying.width) // 2, (MASTER.height - lying.height) // 2))
    assert ImageChops.difference(whole, MASTER.convert("L")).getbbox() is None


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("label", ["62x100", "62", "29x90", "60x86", "102x152"])
def test_a_library_makes_the_same_bytes(model: str, label: str) -> None:
    conversion = pytest.importorskip("brother_ql.conversion", reason="brother_ql-inventree is not installed")
    from brother_ql.raster import BrotherQLRaster

    roll = LABELS[label]
    wide = model.startswith(("QL-10", "QL-11"))
    if roll.across > 720 and not wide:
        with pytest.raises(ValueError, match="too wide"):
            BrotherPrinter("tcp://127.0.0.1", model=model, label=label)
        return
    along = roll.along or 1181
    picture = Image.effect_noise((roll.across, along), 90).point(lambda value: 255 if value > 127 else 0)
    raster = BrotherQLRaster(model)
    raster.exception_on_warning = False
    logging.disable(logging.WARNING)
    try:
        theirs = conversion.convert(
            raster, [picture], label, cut=True, dither=False, compress=False, red=False, rotate="0", hq=True,
            threshold=50,
        )  # fmt: skip
    finally:
        logging.disable(logging.NOTSET)
    assert encode(picture.convert("1"), roll, model) == _without_questions(theirs)


def _without_questions(data: bytes) -> bytes:
    """The library asks for the status in the middle, which printers answer late or never, and says that it does not
    compress, which is so after a reset anyway."""
    head, row, rest = data.partition(b"g\x00")
    return head.replace(b"\x1biS\x1biz", b"\x1biz", 1).removesuffix(b"M\x00") + row + rest


@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
def test_the_black_and_red_roll_is_printed_in_black(tmp_path: Path) -> None:
    conversion = pytest.importorskip("brother_ql.conversion", reason="brother_ql-inventree is not installed")
    from brother_ql.raster import BrotherQLRaster

    for model in TWO_COLOURED:
        fitted = BrotherPrinter("tcp://127.0.0.1", model=model, label="62red").fitted(MASTER)
        ours = encode(fitted, LABELS["62red"], model)
        raster = BrotherQLRaster(model)
        raster.exception_on_warning = False
        theirs = conversion.convert(
            raster, [fitted.convert("RGB")], "62red", cut=True, dither=False, compress=False, red=True, rotate="0",
            hq=True, threshold=50,
        )  # fmt: skip
        head, row, rest = theirs.partition(b"w\x01")
        assert ours == head.replace(b"\x1biS\x1biz", b"\x1biz", 1).removesuffix(b"M\x00") + row + rest
        assert b"w\x02\x5a" + bytes(90) in ours


@pytest.mark.parametrize(("said", "model"), [
    ("QL-820NWBc", "QL-820NWB"), ("QL-820NWBC", "QL-820NWB"), ("ql 810wc", "QL-810W"),
    ("Brother QL-1110NWBc", "QL-1110NWB"),
    ("QL800", "QL-800"), ("QL-1100c", "QL-1100"), ("820NWB", "QL-820NWB"), ("QL-600B", "QL-600"), ("QL-700", "QL-700"),
])  # fmt: skip
def test_models_are_known_by_what_stands_on_them(said: str, model: str) -> None:
    assert model_named(said) == model


@pytest.mark.parametrize("said", ["QL-900", "PT-P700", "", "QL", "QL-820NWBxyz", "LabelWriter 450"])
def test_other_models_are_refused_with_those_there_are(said: str) -> None:
    with pytest.raises(ValueError, match="is none of QL-1050"):
        model_named(said)


@pytest.mark.parametrize("number", SOLD_AS)
def test_rolls_are_known_by_their_numbers(number: str) -> None:
    there, here = f"DK-{number}", f"DK{number[1:]}" if number[0] == number[1] else f"DK-N{number}"
    assert roll_named(there) == roll_named(here) == roll_named(number) == (SOLD_AS[number], LABELS[SOLD_AS[number]])


@pytest.mark.parametrize(("said", "roll"), [
    ("62 x 100 mm", "62x100"), ("62mm", "62"), ("62 red", "62red"), ("60x87", "60x86"),
    ("38x90", "39x90"), ("62×29", "62x29"),
])  # fmt: skip
def test_rolls_are_known_by_their_sizes(said: str, roll: str) -> None:
    assert roll_named(said)[0] == roll


@pytest.mark.parametrize("said", ["DK-99999", "61", "banana", "DK-1", "62x101x5"])
def test_rolls_that_do_not_exist_are_refused_with_what_to_buy(said: str) -> None:
    with pytest.raises(ValueError, match=r"62x100 \(DK-11202\)"):
        roll_named(said)


@pytest.mark.parametrize("model", sorted(MODELS - TWO_COLOURED))
def test_where_black_and_red_does_not_work_the_right_roll_is_named(model: str) -> None:
    with pytest.raises(ValueError, match="buy DK-22205"):
        BrotherPrinter("tcp://127.0.0.1", model=model, label="DK-22251")


@pytest.mark.parametrize(
    ("template", "label"),
    [("landscape", "62x100"), ("portrait", "62x100"), ("landscape", "62"), ("small", "60x86"), ("address", "29x90")],
)
def test_templates_fit_the_rolls_they_are_made_for(template: str, label: str) -> None:
    fitted = BrotherPrinter("tcp://127.0.0.1", label=label).fitted(render(USUAL, load(template))[0])
    assert fitted.width == LABELS[label].across and fitted.height == (LABELS[label].along or 1181)


async def test_a_badge_that_does_not_fit_is_refused_before_anything_is_sent() -> None:
    async with on_network() as fake:
        printer = BrotherPrinter(fake.address, label="29x90", name="b")
        with pytest.raises(RefusedError, match="29 x 90 mm"):
            await printer.print(JOB, [MASTER])
        assert not fake.lines


@pytest.mark.parametrize(("model", "label"), [("QL-1", "62"), ("QL-700", "63x100"), ("QL-700", "102")])
def test_a_model_or_roll_that_is_not_known_is_refused(model: str, label: str) -> None:
    with pytest.raises(ValueError, match=r"none of|no roll for badges|too wide"):
        BrotherPrinter("tcp://127.0.0.1", model=model, label=label)


def told(
    first: int = 0, second: int = 0, *, width: int = 62, length: int = 100, kind: int = 0, phase: int = 0
) -> bytes:
    """32 bytes as the printer says them."""
    said = bytearray(32)
    said[:5] = b"\x80\x20\x42\x34\x41"
    said[8], said[9], said[10], said[11], said[17], said[18], said[19] = first, second, width, 0x0B, length, kind, phase
    return bytes(said)


STATES = [
    (told(), State.READY),
    (told(kind=6, phase=1), State.PRINTING),
    (told(first=0x01), State.PAPER_OUT),
    (told(first=0x02), State.PAPER_OUT),
    (told(first=0x04), State.PAUSED),
    (told(first=0x10), State.PRINTING),
    (told(second=0x10), State.COVER_OPEN),
    (told(second=0x01), State.WRONG_MEDIA),
    (told(second=0x80), State.PAUSED),
    (told(width=29, length=90), State.WRONG_MEDIA),
    (told(length=0), State.WRONG_MEDIA),
    (b"", State.UNKNOWN),
    (b"\x00" * 32, State.UNKNOWN),
]


@pytest.mark.parametrize(("answer", "state"), STATES)
def test_every_state_is_told(answer: bytes, state: State) -> None:
    assert status_of(answer, ROLL).state is state


def test_another_roll_is_named() -> None:
    assert status_of(told(width=62, length=0), ROLL).detail == "62 mm continuous in it, 62 x 100 mm wanted"


@pytest.mark.parametrize("answer", [told(), told(first=0x02), told(second=0x11), told(first=0x14, second=0x80)])
def test_a_library_reads_the_same_faults(answer: bytes) -> None:
    reader = pytest.importorskip("brother_ql.reader", reason="brother_ql-inventree is not installed")
    faults = reader.interpret_response(answer)["errors"]
    assert bool(faults) == status_of(answer, None).fault


def asked(status: bytes, after: bytes = b"") -> "object":
    """Says how it is when asked, and reports after a label."""

    def answer(taken: bytes) -> bytes:
        if taken.endswith(b"\x1biS"):
            return status
        return after if taken.endswith(b"\x1a") else b""

    return answer


async def test_by_usb_the_printer_is_asked_and_reports_when_the_label_is_out() -> None:
    async with on_usb(asked(told(), told(kind=1))) as fake:  # type: ignore[arg-type]
        printer = BrotherPrinter(fake.address, name="b")
        assert (await printer.status()).state is State.READY
        await printer.print(JOB, [MASTER])
        assert encode(printer.fitted(MASTER), LABELS["62x100"], "QL-820NWB") in fake.taken


@pytest.mark.parametrize(
    ("before", "after", "nothing", "words"),
    [
        (told(second=0x10), b"", True, "cover is open"),
        (told(width=29, length=90), b"", True, "29 x 90 mm in it"),
        (told(), told(first=0x02, kind=2), False, "out of labels.*Look whether"),
    ],
)
async def test_by_usb_a_fault_prints_nothing_or_is_a_question(
    before: bytes, after: bytes, nothing: bool, words: str
) -> None:
    async with on_usb(asked(before, after)) as fake:  # type: ignore[arg-type]
        with pytest.raises(PrinterError, match=words) as refused:
            await BrotherPrinter(fake.address, name="b").print(JOB, [MASTER])
        assert refused.value.nothing_printed is nothing and (b"g\x00\x5a" in fake.taken) is not nothing


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ((told(kind=1), told(kind=1)), ""),
        ((told(kind=6, phase=1), told(kind=1) + told(kind=6, phase=1), told(kind=1)), ""),
        ((told(kind=1), told(first=0x02, kind=2)), "out of labels.*Look whether"),
        ((told(kind=6, phase=1),), "printing.*Look whether"),
    ],
)
async def test_by_usb_a_badge_is_out_with_its_last_label(
    reports: tuple[bytes, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "printing" in words:
        monkeypatch.setattr("printing.printers.after_printing.OUT", 0.05)
    coming = list(reports)
    loop = asyncio.get_running_loop()

    def answer(taken: bytes) -> bytes:
        if taken.endswith(b"\x1biS"):
            return told(first=0x10) if b"g\x00" in fake.taken else told()
        # A line of dots may hold the byte that ends a job, and the job may come in pieces: it is reported on once.
        if not (coming and taken.endswith(b"\x1a")):
            return b""
        first, *others = coming
        coming.clear()
        for at, report in enumerate(others, 1):
            loop.call_later(at * 0.01, fake.say, report)
        return first

    async with on_usb(answer) as fake:
        printing = BrotherPrinter(fake.address, name="b").print(JOB, [MASTER, MASTER])
        if not words:
            await printing
            return
        with pytest.raises(PrinterError, match=words) as doubtful:
            await printing
        assert not doubtful.value.nothing_printed


async def test_by_usb_a_late_report_is_no_answer() -> None:
    late = told(kind=6)
    async with on_usb(lambda taken: late + told(first=0x02) if taken.endswith(b"\x1biS") else b"") as fake:
        printer = BrotherPrinter(fake.address, name="b")
        fake.say(late)
        assert (await printer.status()).state is State.PAPER_OUT


@pytest.mark.parametrize("answers_again", [True, False])
async def test_by_usb_one_that_does_not_report_is_asked(monkeypatch: pytest.MonkeyPatch, answers_again: bool) -> None:
    monkeypatch.setattr("printing.printers.after_printing.OUT", 0.05)
    monkeypatch.setattr("printing.printers.transport.ANSWER", 0.05)

    def answer(taken: bytes) -> bytes:
        return told() if taken.endswith(b"\x1biS") and (answers_again or b"g\x00" not in seen.taken) else b""

    async with on_usb(answer) as seen:
        printing = BrotherPrinter(seen.address, name="b").print(JOB, [MASTER])
        if answers_again:
            await printing
            return
        with pytest.raises(PrinterError, match="Look whether") as doubtful:
            await printing
        assert not doubtful.value.nothing_printed


@pytest.mark.parametrize(
    ("errors", "state", "expected"),
    [
        (b"\x00", 3, State.READY),
        (b"\x00", 4, State.PRINTING),
        (b"\x80", 3, State.READY),
        (b"\x40", 5, State.PAPER_OUT),
        (b"\x08", 5, State.COVER_OPEN),
        (b"\x04", 5, State.PAUSED),
        (b"\x02\x00", 1, State.PAUSED),
        (b"", 3, State.READY),
    ],
)
async def test_by_network_its_agent_is_asked(errors: bytes, state: int, expected: State) -> None:
    async with agent(errors, state) as port:
        assert (await snmp.status("127.0.0.1", port)).state is expected


async def test_by_network_a_printer_without_an_agent_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snmp, "SECONDS", 0.05)
    async with on_network(silent) as fake:
        printer = BrotherPrinter(fake.address, name="b")
        assert (await printer.status()).state is State.UNKNOWN
        await printer.print(JOB, [MASTER])
        await fake.whole(b"\x1a")


async def test_by_network_a_fault_prints_nothing_or_is_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printing.printers.after_printing.LOOK", 0.01)
    answers = [Status(State.PAPER_OUT), Status(State.READY), *[Status(State.PRINTING)] * 3, Status(State.COVER_OPEN)]

    async def next_answer(host: str, port: int = 0) -> Status:
        return answers.pop(0)

    monkeypatch.setattr(snmp, "status", next_answer)
    async with on_network(silent) as fake:
        for nothing in (True, False):
            with pytest.raises(PrinterError) as refused:
                await BrotherPrinter(fake.address, name="b").print(JOB, [MASTER])
            assert refused.value.nothing_printed is nothing
        monkeypatch.setattr("printing.printers.after_printing.OUT", 0.0)
        answers.extend([Status(State.READY), Status(State.PRINTING)])
        with pytest.raises(PrinterError, match="Look whether"):
            await BrotherPrinter(fake.address, name="b").print(JOB, [MASTER])


async def test_a_printer_that_is_not_there_printed_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snmp, "SECONDS", 0.05)
    async with on_network() as gone:
        address = gone.address
    for where in (address, "/dev/usb/lp99"):
        with pytest.raises(PrinterError, match="can't be reached") as refused:
            await BrotherPrinter(where, name="b").print(JOB, [MASTER])
        assert refused.value.nothing_printed
    assert (await BrotherPrinter("/dev/usb/lp99").status()).state is State.OFFLINE


@given(st.binary(max_size=64), st.binary(max_size=3), st.integers(0, 9))
def test_no_answer_is_too_strange(answer: bytes, errors: bytes, state: int) -> None:
    status_of(answer, ROLL)
    snmp.status_of(errors, state)
