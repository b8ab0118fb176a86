"""Wordings of questions with what they ask for, and answers such as people give to each kind."""

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kiosk.intake import ColumnUse, GuestList, read

WORDINGS = Path(__file__).parent / "wordings"
YES_NO = ("Yes", "No", "Yes", "", "No", "Yes")
WORDS = (
    "sourdough, beekeeping",
    "grant budgets",
    "Rust and embedded boards",
    "a flat in the north",
    "",
    "choir singing",
)
ANSWERS: dict[str, Sequence[str]] = {
    **dict.fromkeys(("offers", "asks", "interests", "goals"), WORDS),
    **dict.fromkeys(("consent", "photos", "wall", "remote", "first_time", "coming"), YES_NO),
    "company": ("Brightwater Mills", "University of Tartu", "", "self-employed", "Ferry Co-op", "Nordlicht GmbH"),
    "role": ("Nurse", "Welder", "Data analyst", "", "Teacher", "Head of sales"),
    "experience": ("3", "12", "7 years", "", "20+", "1"),
    "knows": ("Vera Holt", "", "", "Pim Aerts, Ola Ek", "", ""),
    "pronouns": ("she/her", "he/him", "", "they/them", "", "she/her"),
    "badge_name": ("Vee", "Pim", "Ola", "", "Ru", "Jo B."),
    "email": ("vee@example.net", "pim@example.net", "", "ola@example.net", "ru@example.net", "jo@example.net"),
    "name": ("Vera Holt", "Pim Aerts", "Ola Ek", "Ru Vance", "Jo Brandt", "Li Sandu"),
    "first_name": ("Vera", "Pim", "Ola", "Ru", "Jo", "Li"),
    "last_name": ("Holt", "Aerts", "Ek", "Vance", "Brandt", "Sandu"),
}  # fmt: skip


def wordings(file: str) -> list[tuple[str, str]]:
    """(what is asked for, the header) of one file."""
    lines = (WORDINGS / file).read_text("utf-8").splitlines()
    return [(kind, header) for kind, header in (line.split("\t") for line in lines)]


def list_of(table: Sequence[tuple[str, Sequence[str]]], **choices: object) -> GuestList:
    """A list with these columns, read as the file that it would be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guests.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [[header for header, _ in table], *zip(*(cells for _, cells in table), strict=True)]
            )
        return read(path, **choices)  # type: ignore[arg-type]


def use_of(header: str, cells: Sequence[str]) -> ColumnUse:
    """What a list of six people makes of one question."""
    beside = (
        [] if cells in (ANSWERS["name"], ANSWERS["first_name"], ANSWERS["last_name"]) else [("Name", ANSWERS["name"])]
    )
    return list_of([*beside, (header, cells), ("Ticket code", ("K11", "K12", "K13", "K14", "K15", "K16"))]).columns[
        len(beside)
    ]


def cells_for(kind: str, at: int) -> Sequence[str]:
    """Answers to a question of a kind; questions for anything else are answered with words or with yes and no."""
    return ANSWERS.get(kind, (WORDS, YES_NO)[at % 2])
