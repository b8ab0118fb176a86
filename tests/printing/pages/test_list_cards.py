"""Cards that list rounds, and pocket cards on their own."""

from pathlib import Path

import pytest
from PIL import Image

from printing import Badge, Listing, PrinterError, Row, ToMeet, draw_card, draw_listing, write_pages
from tests.hostile import NAMES

ROWS = tuple(Row(f"Round {n} · Table {n % 4 + 1}", "with Ana, Björn, Мария and Łukasz") for n in range(1, 7))


def ink(picture: Image.Image) -> int:
    return picture.convert("L").histogram()[0]


def test_a_listing_shows_every_row() -> None:
    pictures = [draw_listing(Listing("Ana Rossi", "Spring meetup", ROWS[:count])) for count in range(7)]
    amounts = [ink(picture) for picture in pictures]
    assert amounts == sorted(amounts) and len(set(amounts)) == 7
    assert {picture.mode for picture in pictures} == {"1"}


def test_many_rows_still_fit_on_the_card() -> None:
    picture = draw_listing(Listing("Table 4", "Spring meetup", ROWS * 4))
    assert picture.convert("L").crop((0, picture.height - 8, picture.width, picture.height)).getextrema() == (255, 255)


def lined(line: str, count: int = 6) -> Image.Image:
    """A card whose rows have that line."""
    return draw_listing(Listing("Ana Rossi", "Spring meetup", tuple(row._replace(line=line) for row in ROWS[:count])))


@pytest.mark.parametrize(
    "line", ["You all mend bikes; Ana asks how to true a wheel by hand now", "W" * 60, "M W " * 15]
)
def test_a_row_has_its_line_under_who_sits_there(line: str) -> None:
    assert ink(lined(line, 3)) > ink(lined("", 3)) * 1.1
    assert lined(line).convert("L").crop((0, 720, 1181, 732)).getextrema() == (255, 255)


def test_who_sits_there_matters_more_than_lines() -> None:
    many = [
        draw_listing(Listing("Ana", "", tuple(row._replace(line=line) for row in ROWS * 3))) for line in ("", "Hello.")
    ]
    assert many[0].tobytes() == many[1].tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_a_listing(name: str) -> None:
    draw_listing(Listing(name, name, (Row(name, name, name), Row("Round 1", ""))))


def test_the_pocket_card_alone() -> None:
    badge = Badge(id="x", number=3, first_name="Ana")
    assert draw_card(badge) is None
    person = ToMeet(name="Bo Berg", number=4, why="You both enjoy sailing.", starter=("Say hello.", "“Why?”"))
    card = draw_card(Badge(id="x", number=3, first_name="Ana", people=(person,)))
    assert card and ink(card) > 1000


def test_pages_become_one_file(tmp_path: Path) -> None:
    pages = [draw_listing(Listing("Ana", "", ROWS)) for _ in range(3)]
    write_pages(pages, tmp_path / "new" / "cards.pdf")
    assert (tmp_path / "new" / "cards.pdf").read_bytes().count(b"/Type /Page\n") == 3 or (
        (tmp_path / "new" / "cards.pdf").read_bytes().startswith(b"%PDF")
    )
    (tmp_path / "file").write_text("")
    with pytest.raises(PrinterError, match="can't be written"):
        write_pages(pages, tmp_path / "file" / "cards.pdf")
