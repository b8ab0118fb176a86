"""Tickets are pictures whose QR a phone reads, and a table for a mail merge."""

import csv
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.errors import InputError
from kiosk.model import Registrant
from kiosk.tickets.issue import write_tickets
from tests.hostile import NAMES


def holder(number: int, name: str, *codes: str) -> Registrant:
    return Registrant(
        ref=f"r{number}", id=f"id{number}", ticket=f"t{number}", person=f"p{number}", number=number, name=name,
        email=f"p{number}@example.org", codes=codes,
    )  # fmt: skip


HOLDERS = [
    holder(1, "Ana Sousa", "BCDEFGHJKLNOPRSTUV"),
    holder(2, "Łukasz Wiśniewski", "Oool8D"),
    holder(3, "", "ma3unw4hyfcum2tnmng3hkzvr5et7a9h"),
    holder(4, "No Code"),
]


def test_every_picture_holds_the_code_in_the_table(tmp_path: Path) -> None:
    assert write_tickets(HOLDERS, tmp_path / "qr", "Spring meetup") == 3
    with (tmp_path / "qr" / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == ("registrant_id", "name", "email", "code", "picture", "state")
    assert [row["picture"] for row in rows] == ["0001-ana-sousa.png", "0002-lukasz-wisniewski.png", "0003-guest.png"]
    for row in rows:
        with Image.open(tmp_path / "qr" / row["picture"]) as picture:
            (read,) = zxingcpp.read_barcodes(picture)
        assert read.text == row["code"]


def test_a_second_run_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for _ in range(2):
        write_tickets(HOLDERS, tmp_path, "Spring meetup")
    assert len(list(tmp_path.iterdir())) == 4


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "qr"
    count = write_tickets(
        [holder(n, name.replace("\ud800", "")[:80], f"CODE{n}") for n, name in enumerate(NAMES)], folder, "x"
    )
    assert count == len(list(folder.glob("*.png"))) == len(NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["qr"]


def test_a_place_that_can_not_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "qr").write_text("a file")
    with pytest.raises(InputError, match="can't be written to"):
        write_tickets(HOLDERS, tmp_path / "qr", "x")
