"""What import and doctor say, in the language of the event: nothing stays English, and nothing is left unsaid."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from kiosk import language
from kiosk.cli import cli
from kiosk.errors import KioskError
from tests.messages import TRANSLATED, Text, read, texts

LISTS = Path(__file__).parents[1] / "intake" / "lists"
ASK, ANY = "May we use your answers to suggest people to meet?", "Don't you want to opt out of being introduced?"
HEADER = ["Name", "Email", "Ticket code", "Status", "Guests", ASK, "Data sharing", "Spirit animal", "T-shirt size"]
ENGLISH = re.compile(r"\b(?:the|of|this|these|people|which|whose|their|with|from|and|again|nobody|line)\b", re.I)
"""Words that none of the other languages has."""
OURS = [ASK, ANY, "Valid from", "URL of Member Profile", "Name on the badge"]
"""What stands in lists, and is quoted as it is."""
WHOLE = 15
"""Letters of a text that is no part of another one by chance."""
PAGE = "consent is read from '{header}': {yes} yes, {no} no, {unclear} not understood"
"""What the page says in other words, and import of consent by chance in the same English ones."""
FIELD = re.compile(r"  \w+: (?=')")
"""What a column is used for, by the setting's name."""


def row(name: str, email: str = "", code: str = "", *more: str) -> list[str]:
    return [name, email, code, *more, *[""] * 6][: len(HEADER)]


ROWS = [
    row("Ana Lima", "ana@example.org", "AB12-01", "paid", "2", "Yes", "No", "otter", "M"),
    row("Ana Lima", "ana@example.org", "AB12-02", "paid", "", "Only on Fridays", "Yes", "heron", "S"),
    row("Ana Lima", "lima@example.org", "AB12-03", "paid", "", "Yes", "Yes", "swift", "S"),
    row("J?rg B?cker", "jb@example.org", "1.23457E+11", "paid", "", "No", "", "crane", "L"),
    row("Bo Lund", "bo@example.org", "AB12-04", "paid", "", "Yes", "", "newt", "L"),
    row("王小明 𓀀", "wang@example.org", "AB12-05", "frobnicated", "", "Yes", "", "toad", "L"),
    row("Bo Lunt", "bo@example.org", "AB12-06", "paid", "", "Yes", "", "newt", "L"),
    row("Cy Dorn", "cy@example.org", "AB12-04", "paid", "", "Yes", "", "newt", "L"),
    row("Di Ewing", "di@example.org", "AB12-07", "cancelled", "", "Yes", "", "newt", "L"),
    row("Ed Faro", "ed@example.org", "AB12-08", "paid", "", "Yes", "", "newt", "L"),
    row("Flo Gibb", "flo@example.org", "AB12-09", "paid", "", "Yes", "", "newt", "L"),
    row("Gus Hall", "gus@example.org", "AB12-10", "paid", "", "Yes", "", "newt", "L"),
    row("", "", "", "paid"),
    HEADER,
    row("N/A", "", "", "paid"),
    [*row("Hal Iver", "hal@example.org", "AB12-11"), "one", "more"],
    ["Total: 12"],
]


CODES = [
    [code, f"Guest {n}", f"guest{n}@example.org", "call me: +49 170 1234567", "Yes"]
    for n, code in enumerate(["1.23457E+11", "30214567801", *(f"8302145678{n}" for n in (*range(10, 30), 29))])
]


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> None:
    path.write_bytes("\n".join(";".join(cells) for cells in rows).encode(encoding))


def write_lists(folder: Path) -> None:
    """One list with almost everything that can be wrong with one, and others with what can't be in the same."""
    write(folder / "many.csv", [HEADER, *ROWS])
    write(folder / "fewer.csv", [HEADER, *ROWS[:-6]])
    write(folder / "codes.csv", [["Ticket code", "Name", "Email", "What can you offer?", ASK], *CODES])
    write(folder / "none.csv", [["Email", "Booking"], ["ana@example.org", "QX71PA"], ["bo@example.org", "QX72PB"]])
    write(folder / "turned.csv", [["Name", ANY], ["Ida Jol", "nope"], ["Kim Lo", "yep"]])
    write(folder / "old.csv", [["Name"], ["Jürgen Müller"], ["Zoë Löwe"]], "cp1252")
    write(folder / "spoilt.csv", [["Name"], ["ZoÃ« LÃ¶we"], ["JÃ¼rgen MÃ¼ller"]])
    book = openpyxl.Workbook()
    for title, name in (("May", "Lou Moss"), ("June", "Nia Orr"), ("Rooms", ""), ("Secret", "Pia Quist")):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Email"] if name else ["Room", "Floor"])
        sheet.append([name or "Attic", f"{title}@example.org".lower() if name else "5"])
        sheet.sheet_state = "hidden" if title == "Secret" else "visible"
    del book["Sheet"]
    book.save(folder / "book.xlsx")
    (folder / "guide.csv").write_bytes(b"%PDF-1.7 and more")
    write(folder / "empty.csv", [["Name", "Email"]])


def commands() -> Iterator[list[str]]:
    yield ["doctor"]
    yield ["import", "many.csv", "--dry-run"]
    yield ["import", "many.csv"]
    yield ["import", "fewer.csv"]
    yield ["import", "fewer.csv", "--cancel-vanished"]
    yield ["doctor", "--print"]
    yield ["import", "codes.csv"]
    yield ["doctor"]
    for name in ("none.csv", "turned.csv", "old.csv", "spoilt.csv", "book.xlsx", "guide.csv", "empty.csv", "gone.csv"):
        yield ["import", name, "--encoding", "utf-8"] if name == "book.xlsx" else ["import", name]
    for name in ("pretix_checkin_plain.csv", "pretix_positions.csv", "luma.csv", "meetup.xls", "indico.csv"):
        yield ["import", f"{LISTS / name}"]
    for name in ("ticket_tailor_orders.csv", "pretix_orders.csv", "pretix_codes.csv", "luma_keys.csv"):
        yield ["import", f"{LISTS / name}"]
    yield ["import", "many.csv", "--consent", "stated"]
    yield ["import", "many.csv", "--encoding", "ascii"]
    yield ["import", "many.csv", "--encoding", "nonesuch"]
    yield ["import", "--undo", "--dry-run"]
    yield ["import", "--undo"]
    yield ["printers"]


def run(code: str, every: Iterable[list[str]]) -> Iterator[str]:
    """What each of the commands says in a new folder of an event in this language."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        Path("config.toml").write_text(
            f'[event]\nname = "Spring"\nlanguage = "{code}"\n[import.columns]\nknows = "Old friends"\n', "utf-8"
        )
        write_lists(Path())
        for words in every:
            done = CliRunner().invoke(cli, words)
            yield f"{done.exception}" if isinstance(done.exception, KioskError) else done.output


@cache
def told(code: str) -> str:
    """All that an evening's lists let import and doctor say, but for headers that are quoted as they are."""
    whole = "\n".join(run(code, commands()))
    for header in OURS:
        whole = whole.replace(header, "")
    return whole


def machine(code: str) -> list[dict[str, Any]]:
    """The same for programs, without what only people read."""
    (listed, looked) = run(code, (["import", "many.csv", "--json"], ["doctor", "--json"]))
    report = json.loads(re.sub(r'("registrant_id": )"[\w-]+"', r"\1null", listed.splitlines()[-1]))["files"][0]
    lines = [each["line"] for each in report["refused"]]
    findings = [(each["subject"], each["level"]) for each in json.loads(looked)["findings"]]
    return [{**report, "notes": len(report["notes"]), "refused": lines}, {"findings": findings}]


def forms(text: Text, code: str) -> list[re.Pattern[str]]:
    """What finds a text in one language; none of a text that is too short to be told from others."""
    english = (text,) if isinstance(text, str) else text
    if code == language.SOURCE:
        found = english
    else:
        said = read(code).get(english[0])
        assert said is not None
        found = (said.string,) if isinstance(said.string, str) else tuple(said.string or ())
    pieces = [re.split(r"\{\w+\}", form.strip()) for form in found]
    return [re.compile(r".{0,400}?".join(map(re.escape, some))) for some in pieces if max(map(len, some)) >= WHOLE]


def has(text: Text, code: str, whole: str) -> bool:
    return any(form.search(whole) for form in forms(text, code))


@cache
def said() -> tuple[Text, ...]:
    """The texts that stand in the English output, each for itself and not as a part of another one."""
    found = [text for text in texts() - {PAGE} if has(text, "en", told("en"))]
    return tuple(text for text in found if not any(has(text, "en", f"{other}") for other in found if other != text))


@pytest.mark.slow
def test_these_lists_make_them_say_almost_everything() -> None:
    assert len(said()) > 60, sorted(map(str, said()))


@pytest.mark.slow
@pytest.mark.parametrize("code", TRANSLATED)
def test_no_english_is_left_and_nothing_is_left_unsaid(code: str) -> None:
    english, own = told("en"), told(code)
    assert [text for text in said() if forms(text, code) and not has(text, code, own)] == []
    assert [text for text in said() if has(text, "en", own)] == []
    assert [line for line in own.splitlines() if ENGLISH.search(FIELD.sub("", line))] == []
    alike = set(own.splitlines()) & set(english.splitlines()) - {""}
    assert [line for line in alike if not FIELD.match(line)] == []
    assert len(own.splitlines()) == len(english.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("code", TRANSLATED)
def test_programs_read_the_same_in_every_language(code: str) -> None:
    assert machine(code) == machine("en")
