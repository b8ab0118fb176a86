"""Sixteen keyboards: what each makes of a scan, and how far it can be undone."""

import string
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import ScanSettings
from kiosk.scan import keyboard_layouts
from kiosk.scan.keyboard_layouts import NAMES, Dead, Lock, keys, to_us, typed, unsure
from kiosk.scan.wedge import Key, Wedge
from tests.scan import keyboards

OURS = "BCDEFGHJKLNOPRSTUVX"
SECRET = "ma3unw4hyfcum2tnmng3hkzvr5et7q90"
real = pytest.mark.skipif(not keyboards.available(), reason="needs the system's keyboards: xkb-data and libxkbcommon")
names = st.sampled_from(list(NAMES))
texts = st.text(st.sampled_from(string.printable[:94]), max_size=40)


@pytest.mark.slow  # not for its time: the keyboards of another system may be newer than the table
@real
def test_the_table_is_what_the_system_says() -> None:
    assert keyboards.table() == Path(keyboard_layouts.__file__).with_name("keyboard_layouts.toml").read_text("utf-8")


@real
@pytest.mark.parametrize("layout", NAMES)
def test_capslock_does_what_the_system_says(layout: str) -> None:
    # The capital of ß is new to some systems, and that of µ is a Greek letter which none of ours types.
    sure = [us for us in keys(layout) if us not in unsure(layout) and keys(layout)[us] not in "ßµ"]
    capped = keyboards.keyboard(layout).capped
    assert {us: typed(us, layout, Lock.LETTERS) for us in sure} == {us: capped[us] for us in sure}


def test_the_settings_take_the_layouts_of_the_table() -> None:
    assert set(get_args(get_type_hints(ScanSettings)["layout"])) == {"", *NAMES}


@given(texts, names, st.sampled_from(Dead))
def test_what_a_layout_did_is_undone(text: str, layout: str, dead: Dead) -> None:
    sure = "".join(char for char in text if char not in unsure(layout))
    assert to_us(typed(sure, layout, dead=dead), layout) == sure


@given(st.text(st.sampled_from(OURS), max_size=18), names)
def test_our_own_codes_pass_every_layout(code: str, layout: str) -> None:
    assert typed(code, layout) == to_us(code, layout) == code


def test_every_key_types_something_of_its_own() -> None:
    for layout in NAMES:
        given_keys = keys(layout)
        assert len(set(given_keys.values())) == len(given_keys) == 94


@pytest.mark.parametrize(
    ("layout", "sent", "came"),
    [
        ("de", "?pk=Oool8D", "_pkÓool8D"),
        ("de", 'x=="]}', "x´Ä+*"),
        ("de", "a=b", "a´b"),
        ("fr", "a[b", "q^b"),
        ("cz", "2026-az", "ěéěž=ay"),
        ("hu", "2026", "2ö26"),
        ("es", '"i"', "ï¨"),
        ("gb", 'a"@#', 'a@"£'),
        ("tr", "i/I", "ı.I"),
    ],
)
def test_what_arrives(layout: str, sent: str, came: str) -> None:
    assert typed(sent, layout) == came


@pytest.mark.parametrize(("dead", "came"), [(Dead.SPACED, "a´b"), (Dead.DROPPED, "ab"), (Dead.SWALLOWED, "a")])
def test_systems_differ_in_what_a_dead_key_leaves(dead: Dead, came: str) -> None:
    assert typed("a=b", "de", dead=dead) == came


@pytest.mark.parametrize(
    ("came", "meant"), [("_pkÓool8D", "?pk=Oool8D"), ("a´b", "a=b"), ("tes^q", "tes`q"), ("naïve", "naïve"), ("", "")]
)
def test_a_letter_with_a_mark_is_two_keys(came: str, meant: str) -> None:
    assert to_us(came, "de") == meant


def test_unsure_are_dead_keys_alone() -> None:
    assert {layout: unsure(layout) for layout in NAMES} == {
        "us": "", "gb": "", "de": "+=`", "fr": "[{", "be": "[{", "ch": "+=]", "cz": "+=\\~", "hu": "", "es": "\"'[{",
        "it": "", "pt": "\\]|}", "pl": "", "se": "+=]}", "dk": "+=]}", "no": "+]}", "tr": "",
    }  # fmt: skip


def test_the_page_for_organisers_has_the_same_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scanners.md").read_text("utf-8")
    for layout, name in NAMES.items():
        signs = (f"`{sign}`" if sign != "`" else "`` ` ``" for sign in unsure(layout))
        assert f"| `{layout}` | {name} | {' '.join(signs).replace('|', chr(92) + '|') or '–'} |" in page


def test_no_layout_changes_nothing() -> None:
    assert to_us("Ärger & <é>", "") == to_us("Ärger & <é>", "us") == to_us("Ärger & <é>", "pl") == "Ärger & <é>"


NAMED = {"/": "slash", ".": "full_stop", "-": "minus", ":": "colon", "_": "underscore", "?": "question_mark"}


def scan(text: str, layout: str, gap: float = 0.002) -> tuple[list[str], str]:
    """The scans that a wedge with a map finds, and what it gives back as typed."""
    wedge, scans, returned = Wedge(ScanSettings(layout=layout)), [], ""  # type: ignore[arg-type]
    stream = [(NAMED.get(char, char), char) for char in text] + [("enter", "\r")]
    for n, (name, char) in enumerate(stream):
        step = wedge.feed(Key(name, char, n * gap))
        scans += [step.scan] if step.scan else []
        returned += "".join(key.printable for key in step.typed)
    return scans, returned + "".join(key.printable for key in wedge.flush(float("inf"), queue_empty=True))


@pytest.mark.parametrize("layout", ["de", "fr", "cz"])
def test_a_foreign_secret_is_found_through_the_map(layout: str) -> None:
    assert typed(SECRET, layout) != SECRET
    assert scan(typed(SECRET, layout), layout) == ([SECRET], "")


@pytest.mark.parametrize("layout", ["de", "fr", "cz", "tr"])
def test_an_address_with_named_keys_is_found_through_the_map(layout: str) -> None:
    address = "https://luma.com/check-in/evt-yzQA?pk:mw_i0.5"
    assert scan(typed(address, layout), layout) == ([address], "")


def test_what_is_typed_by_hand_is_never_mapped() -> None:
    assert scan("Zoë Yılmaz", "de", gap=0.15) == ([], "Zoë Yılmaz")
