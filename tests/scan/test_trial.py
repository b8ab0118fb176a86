"""A scanner is tried: every way in which one goes wrong has its own finding."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.config import ScanSettings
from kiosk.scan.diagnosis import match
from kiosk.scan.findings import Finding, Kind, Look, Over
from kiosk.scan.keyboard_layouts import NAMES, Dead, Lock, keys, typed
from kiosk.scan.setup_code import SETUP_CODE, draw, modules
from kiosk.scan.trial import Trial
from kiosk.scan.wedge import Key, Wedge

DOCS = Path(__file__).parents[2] / "docs"


def press(trial: Trial, text: str, start: float = 0, gap: float = 0.002, before: Sequence[str] = (),
          end: Sequence[str] = ("enter",)) -> float:  # fmt: skip
    """Keys as a scanner sends them; returns when the last one came."""
    stream = [*((name, None) for name in before), *((char, char) for char in text), *((name, None) for name in end)]
    for n, (name, char) in enumerate(stream):
        trial.feed(Key(name, char, start + n * gap))
    return start + (len(stream) - 1) * gap


def found(text: str, settings: ScanSettings | None = None, **how: Any) -> Finding:
    """The finding after one scan and a silence."""
    trial = Trial(settings or ScanSettings())
    finding = trial.finding(press(trial, text, **how) + 1.1)
    assert finding is not None and finding.title and finding.happened
    return finding


@pytest.mark.parametrize("end", [("enter",), ("tab",), ("ctrl+j",), ("ctrl+m",), ("enter", "ctrl+j")])
def test_it_works_whatever_ends_the_code(end: tuple[str, ...]) -> None:
    finding = found(SETUP_CODE, end=end)
    assert (finding.kind, finding.look, finding.title) == (Kind.WORKS, Look.GOOD, "Works")
    assert "F9" in finding.do and "82 ms" in finding.happened


def test_what_ended_the_code_is_named() -> None:
    assert "Tab" in found(SETUP_CODE, end=("tab",)).happened
    assert "LF" in found(SETUP_CODE, end=("ctrl+j",)).happened


def test_it_works_with_the_prefix() -> None:
    finding = found(SETUP_CODE, before=["f9"])
    assert (finding.kind, finding.title, finding.do) == (Kind.WORKS, "Works, with the prefix F9", "")
    assert found("~" + SETUP_CODE, ScanSettings(prefix="~")).title == "Works, with the prefix ~"


def test_nothing_is_known_before_the_code_is_through() -> None:
    trial = Trial(ScanSettings())
    last = press(trial, SETUP_CODE, end=())
    assert trial.finding(last + 0.5) is None
    finding = trial.finding(last + 1.1)
    assert finding and finding.kind is Kind.NO_END and "suffix" in finding.do


def test_a_code_that_nothing_ended_is_not_glued_to_the_next() -> None:
    trial = Trial(ScanSettings())
    press(trial, SETUP_CODE, end=())
    press(trial, SETUP_CODE, start=9.0)
    finding = trial.finding(9.2)
    assert finding and finding.kind is Kind.WORKS


@pytest.mark.parametrize("end", [("enter",), ()])
def test_twice_in_one_line(end: tuple[str, ...]) -> None:
    kind = Kind.TWICE if end else Kind.NO_END
    assert found(SETUP_CODE * 2, end=end).kind is kind


def test_the_same_code_within_two_seconds_came_twice() -> None:
    trial = Trial(ScanSettings())
    last = press(trial, SETUP_CODE)
    press(trial, SETUP_CODE, start=last + 1.9)
    finding = trial.finding(last + 2)
    assert finding and finding.kind is Kind.TWICE and finding.look is Look.MINOR and "2 s" in finding.happened
    press(trial, SETUP_CODE, start=last + 5)
    finding = trial.finding(last + 6)
    assert finding and finding.kind is Kind.WORKS


@pytest.mark.parametrize("layout", NAMES)
def test_letters_lost_through_any_layout(layout: str) -> None:
    came = typed(SETUP_CODE, layout)
    finding = found(came[:7] + came[8:20] + came[23:])
    assert finding.kind is Kind.LOST and layout in finding.layouts and "4" in finding.happened


def test_shift_lost() -> None:
    finding = found(SETUP_CODE.replace("_", "-").replace("?", "/"))
    assert finding.kind is Kind.LOST and "Shift" in finding.happened


def test_case_conversion() -> None:
    assert found(SETUP_CODE.upper()).kind is found(SETUP_CODE.lower()).kind is Kind.CASE
    assert found(typed(SETUP_CODE.lower(), "fr")).layouts == ("fr",)


@pytest.mark.parametrize("mark", ["]Q1", "]d2", "\\000026"])
def test_a_mark_that_the_door_leaves_out(mark: str) -> None:
    finding = found(mark + SETUP_CODE)
    assert (finding.kind, finding.look) == (Kind.EXTRA, Look.MINOR) and mark in finding.happened


def test_a_mark_through_the_map_of_a_layout() -> None:
    finding = found(typed("]Q1" + SETUP_CODE, "de"), ScanSettings(layout="de"))
    assert finding.kind is Kind.EXTRA and finding.look is Look.MINOR and "]Q1" in finding.happened


def test_more_than_the_code_is_named() -> None:
    finding = found("x1" + SETUP_CODE + "#", before=["ctrl+b"])
    assert (finding.kind, finding.look) == (Kind.EXTRA, Look.BAD)
    assert "STX (Ctrl+B) x1" in finding.happened and "After the code: #" in finding.happened


def test_an_unknown_prefix_key_is_offered() -> None:
    finding = found(SETUP_CODE, before=["f12"])
    assert finding.kind is Kind.EXTRA and finding.config == 'prefix = "f12"'
    assert found(SETUP_CODE, before=["f4"]).config == ""


@pytest.mark.parametrize("gap", [0.065, 0.09, 0.2, 0.33])
def test_slow_keys_get_a_value_that_is_enough(gap: float) -> None:
    finding = found(SETUP_CODE, gap=gap)
    assert finding.kind is Kind.SLOW
    value = int(finding.config.removeprefix("max_gap_ms = "))
    assert gap * 1000 < value <= 500
    assert found(SETUP_CODE, ScanSettings(max_gap_ms=value), gap=gap).kind is Kind.WORKS


def test_too_slow_for_any_value() -> None:
    assert found(SETUP_CODE, gap=0.4).config == ""


@pytest.mark.parametrize("text", ["hello", "https://luma.com/check-in/evt-X", "A" * 41, "\u202eevil\x1b[31m[red]"])
def test_another_code_is_shown_cleaned(text: str) -> None:
    finding = found(text)
    assert finding.kind is Kind.WRONG_CODE and finding.happened.isprintable()


def test_a_layout_that_nobody_knows() -> None:
    russian = SETUP_CODE.translate(dict(zip(range(33, 127), range(0x430, 0x48E), strict=True)))
    assert found(russian).kind is Kind.OTHER_LAYOUT


def test_keys_that_type_nothing_are_not_judged() -> None:
    trial = Trial(ScanSettings())
    press(trial, "", before=["down", "f9"])
    press(trial, "", start=2, before=["f9"])
    press(trial, "", start=4)
    assert trial.finding(99) is None


@pytest.mark.parametrize(("over", "title"), [(Over.SERIAL, "Works, over serial"), (Over.CAMERA, "Works, by camera")])
def test_over_a_line(over: Over, title: str) -> None:
    trial = Trial(ScanSettings(layout="de"))
    trial.take(SETUP_CODE, 1, over)
    finding = trial.finding(1)
    assert finding and (finding.kind, finding.title) == (Kind.WORKS, title)
    trial.take(SETUP_CODE[:-4], 9, over)
    finding = trial.finding(9)
    assert finding and finding.kind is Kind.LOST and "cable" in finding.do
    trial.take(typed(SETUP_CODE, "de"), 19, over)
    finding = trial.finding(19)
    assert finding and finding.kind is not Kind.LAYOUT


ways = st.tuples(st.sampled_from(list(NAMES)), st.sampled_from(Lock), st.sampled_from(Dead))


@given(ways)
def test_every_layout_is_named(way: tuple[str, Lock, Dead]) -> None:
    layout, lock, dead = way
    finding = found(typed(SETUP_CODE, layout, lock, dead))
    assert layout in finding.layouts
    ours = [keys(layout)[char] for char in SETUP_CODE]
    assert all([keys(other)[char] for char in SETUP_CODE] == ours for other in finding.layouts)
    if lock is Lock.OFF:
        assert finding.kind is (Kind.WORKS if "us" in finding.layouts else Kind.LAYOUT)
    else:
        assert finding.kind is Kind.CAPS_LOCK


@given(ways)
def test_what_is_offered_helps(way: tuple[str, Lock, Dead]) -> None:
    """With the line that it names, the next try works, and the wedge finds what the scanner meant."""
    layout, _lock, dead = way
    came = typed(SETUP_CODE, layout, dead=dead)
    finding = found(came)
    mapped = ScanSettings(layout=finding.layouts[0])  # type: ignore[arg-type]
    assert found(came, mapped).kind is Kind.WORKS
    wedge = Wedge(mapped)
    steps = [wedge.feed(Key(name, char, n / 500)) for n, (name, char) in enumerate([*zip(came, came, strict=True),
                                                                                 ("enter", "\r")])]  # fmt: skip
    if len(came) == len(SETUP_CODE):
        assert steps[-1].scan == SETUP_CODE


def test_a_needless_map_is_taken_back() -> None:
    finding = found(SETUP_CODE, ScanSettings(layout="fr"))
    assert finding.kind is Kind.LAYOUT and finding.config == 'layout = ""' and 'layout = "fr"' in finding.do


@pytest.mark.parametrize("layout", NAMES)
def test_only_us_and_polish_type_the_same(layout: str) -> None:
    assert match(typed(SETUP_CODE, layout)).layouts == (("us", "pl") if layout in ("us", "pl") else (layout,))


def test_signs_that_the_map_may_not_bring_back_are_named() -> None:
    assert "+ =" in found(typed(SETUP_CODE, "de")).do
    assert "Even with" not in found(typed(SETUP_CODE, "hu")).do


@given(st.text(max_size=90), st.sampled_from(["enter", "tab", ""]), st.sampled_from(list(NAMES)))
def test_anything_may_come(text: str, end: str, layout: str) -> None:
    trial = Trial(ScanSettings(layout=layout))  # type: ignore[arg-type]
    last = press(trial, text, end=[end] if end else [])
    finding = trial.finding(last + 2)
    assert finding is None or (finding.title and finding.happened.isprintable())


def test_the_picture_holds_the_code(tmp_path: Path) -> None:
    draw(tmp_path / "code.png")
    with Image.open(tmp_path / "code.png") as drawn, Image.open(DOCS / "setup-code.png") as shown:
        (read,) = zxingcpp.read_barcodes(shown.convert("L"))
        assert drawn.tobytes() == shown.tobytes() and read.text == SETUP_CODE
    assert len(modules()) == 37


def test_the_page_for_organisers_names_every_finding() -> None:
    russian = SETUP_CODE.translate(dict(zip(range(33, 127), range(0x430, 0x48E), strict=True)))
    texts = (SETUP_CODE, SETUP_CODE.swapcase(), SETUP_CODE.upper(), typed(SETUP_CODE, "de"), russian, SETUP_CODE[4:])
    findings = [found(text) for text in (*texts, "]Q1" + SETUP_CODE, "x" + SETUP_CODE, "hello")]
    findings += [found(SETUP_CODE, end=()), found(SETUP_CODE, before=["f9"]), found(SETUP_CODE, before=["f12"])]
    findings += [found(SETUP_CODE, gap=0.1), found(SETUP_CODE, ScanSettings(layout="fr")), found(SETUP_CODE * 2)]
    trial = Trial(ScanSettings())
    for n, over in enumerate((Over.SERIAL, Over.CAMERA)):
        trial.take(SETUP_CODE, n * 9, over)
        findings += [finding] if (finding := trial.finding(n * 9)) else []
    page = (DOCS / "scanners.md").read_text("utf-8")
    named = set(re.findall(r"^\| [✓●✗] (.+?) \|", page, re.MULTILINE))
    assert named == {finding.title for finding in findings}
    assert {finding.kind for finding in findings} == set(Kind)
