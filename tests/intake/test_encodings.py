"""Names come in with their letters, whatever their list was saved in, or the organiser is told."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import InputError
from kiosk.intake import read
from kiosk.intake.files.encoding import decode
from kiosk.intake.files.garbled import reads_badly, repaired
from kiosk.intake.guestlist import RawRow, RawTable
from tests.commands import kiosk

Writer = Callable[..., Path]
REGIONS = tomllib.loads(Path(__file__).with_name("code_pages.toml").read_text(encoding="utf-8"))
NAMES = [name for region in REGIONS.values() for name in region["names"]]


def listing(names: list[str], newline: str = "\r\n") -> str:
    rows = (f"{name};guest{place}@example.org" for place, name in enumerate(names))
    return newline.join(["Name;Email", *rows, ""])


def saved(kind: str) -> Iterator[tuple[str, str, list[str]]]:
    for region in REGIONS.values():
        for page in region[kind]:
            yield page, "\r" if page.startswith("mac") else "\r\n", region["names"]


def right(page: str, newline: str, names: list[str]) -> bool:
    text = listing(names, newline)
    return decode(text.encode(page), "guests.csv").text == text


@pytest.mark.parametrize("region", REGIONS)
def test_lists_in_the_code_pages_of_a_region_are_read_back(region: str) -> None:
    for page in REGIONS[region]["pages"]:
        assert right(page, "\r\n", REGIONS[region]["names"]), page


@pytest.mark.parametrize(
    ("kind", "size", "share"), [("pages", 1, 0.9), ("pages", 2, 0.97), ("odd", 2, 0.85), ("odd", 5, 0.95)]
)
def test_small_lists_are_read_back_nearly_always(kind: str, size: int, share: float) -> None:
    found = [
        right(page, newline, some)
        for page, newline, names in saved(kind)
        for some in (names[at : at + size] for at in range(0, len(names), size))
        if not "".join(some).isascii()
    ]
    assert len(found) > 20
    assert sum(found) / len(found) >= share, f"{sum(found)} of {len(found)}"


def test_a_list_of_many_languages_with_one_alphabet_is_read_back() -> None:
    western = [name for region in ("de", "fr", "es", "pt", "da", "sv") for name in REGIONS[region]["names"]]
    central = [name for region in ("pl", "cs", "hu", "hr") for name in REGIONS[region]["names"]]
    assert right("cp1252", "\r\n", western)
    assert right("cp1250", "\r\n", central)


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32", "utf-8-sig"]
)
@pytest.mark.parametrize("region", ["pl", "ru", "el", "zh", "ja"])
def test_unicode_needs_no_guess(encoding: str, region: str) -> None:
    text = listing(REGIONS[region]["names"])
    decoded = decode(text.encode(encoding), "guests.csv")
    assert decoded == (text, "", False)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30))
def test_utf8_is_taken_at_its_word(names: list[str]) -> None:
    text = listing(names)
    assert decode(text.encode(), "guests.csv") == (text, "", False)


def test_a_guess_is_said(write: Writer) -> None:
    guests = read(write(listing(REGIONS["pl"]["names"]), encoding="cp1250"))
    assert [row.registration.name for row in guests.rows] == REGIONS["pl"]["names"]
    assert any("cp1250 (Central European)" in note and "--encoding" in note for note in guests.notes)
    plain = read(write(listing(["Mara Lind"])))
    assert not any("encoding" in note for note in plain.notes)


def test_a_guess_that_reads_badly_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(
        b"Name;Email\r\n" + b"".join(b"\xa4\xb6\xa7\xb5a\xb4\xa8%d;g@example.org\r\n" % n for n in range(9))
    )
    assert any("look right" in note and "--encoding" in note for note in read(path).notes)


def test_the_organisers_word_goes_first(write: Writer) -> None:
    path = write(listing(["Ða Þór"]), encoding="cp1252")
    assert read(path, encoding="latin-1").rows[0].registration.name == "Ða Þór"
    assert read(path, encoding="cp1257").rows[0].registration.name != "Ða Þór"
    with pytest.raises(InputError, match="is not in the encoding utf-8: byte"):
        read(path, encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", " ", "rot13", "base64", "utf-9", "\0"])
def test_an_encoding_that_does_not_exist_is_refused_in_a_sentence(name: str, write: Writer) -> None:
    path = write(listing(["Mara Lind"]))
    with pytest.raises(InputError, match="There is no encoding"):
        read(path, encoding=name)


def test_the_command_takes_an_encoding(tmp_path: Path, write: Writer) -> None:
    path = str(write(listing(["Şule Erdoğdu"]), encoding="iso8859-9"))
    assert kiosk(tmp_path, "init", "event").returncode == 0
    unknown = kiosk(tmp_path / "event", "import", path, "--encoding", "martian")
    assert (unknown.returncode, "There is no encoding 'martian'" in unknown.stderr) == (2, True)
    known = kiosk(tmp_path / "event", "import", path, "--encoding", "iso8859-9")
    assert known.returncode == 0, known.stderr
    assert "Şule Erdoğdu" in kiosk(tmp_path / "event", "search", "sule").stdout


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1250", "cp1251", "mac-roman"])
def test_garbled_names_are_put_right_or_named(page: str) -> None:
    """UTF-8 that was read in another code page and saved again."""
    seen = 0
    for name in [name for region in ("de", "es", "pl", "da", "tr", "ru") for name in REGIONS[region]["names"]]:
        try:
            wrong = name.encode().decode(page)
        except UnicodeDecodeError:
            continue
        tables, count = repaired([RawTable([RawRow(1, [wrong])])])
        (cell,) = tables[0].rows[0].cells
        assert cell == name or count == 0
        seen += cell == name or reads_badly(cell)
    assert seen >= 20


@pytest.mark.parametrize("name", NAMES)
def test_real_names_are_left_alone(name: str) -> None:
    tables, count = repaired([RawTable([RawRow(1, [name])])])
    assert (tables[0].rows[0].cells, count) == ([name], 0)
    assert not reads_badly(name)


@pytest.mark.parametrize(
    "text", ["Mª José Gil", "O´Brien", "L·lull", "10 € a head", "“Quoted”", "C++ · Rust", "Zoë 😀", "Caffè 50 m²"]
)
def test_signs_that_people_type_are_no_garble(text: str) -> None:
    assert not reads_badly(text)


@pytest.mark.parametrize("text", ["£ukasz Bia³y", "Jos± Mu±oz", "S√∏ren", "Ma³gorzata", "J\x81rgen", "Zo\ufffd"])
def test_names_that_still_look_garbled_are_named(text: str, write: Writer) -> None:
    guests = read(write(f"Name,Email\n{text},guest@example.org\n"))
    assert any("look garbled" in note and "--encoding" in note for note in guests.notes)


@pytest.mark.parametrize(("page", "newline"), [("cp1252", "\r\n"), ("mac-roman", "\r")])
def test_quotation_marks_and_dashes_are_no_reason_to_warn(page: str, newline: str) -> None:
    text = newline.join(
        ["Name;Wish", "Tom Reed;somebody’s “second pair of eyes” – soon…", "Sue Holt;it’s all fine", ""]
    )
    assert decode(text.encode(page), "guests.csv") == (text, page, False)
