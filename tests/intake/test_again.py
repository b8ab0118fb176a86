"""The same people in another file: columns moved, came or went, codes later, names in parts; nobody is there twice."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.event.guests.identity.imports import Shape
from kiosk.intake.read import read
from tests.event.crowds import new_file


@dataclass(frozen=True)
class Column:
    header: str
    cell: Callable[[int], str]


GIVEN = ("Alva", "Bela", "Cosima", "Dario", "Ebba", "Fritjof")
FAMILY = ("Ahrens", "Brodersen", "Clasen", "Detlefs", "Ewers", "Feddersen")
WHOLE = (Column("Name", lambda n: f"{GIVEN[n]} {FAMILY[n]}"),)
PARTS = (Column("Last name", lambda n: FAMILY[n]), Column("First name", lambda n: GIVEN[n]))
EMAIL = Column("E-mail", lambda n: f"{GIVEN[n]}@example.net".lower())
FURTHER = (
    Column("Company", lambda n: f"Firm {n}"),
    Column("Ticket code", lambda n: f"PASS-{n}00{n}"),
    Column("What can you offer?", lambda n: f"skill {n}, craft {n}"),
    Column("Shoe size", lambda n: f"{36 + n}"),
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """The six in any order, with an address, and any other columns in any order."""
    further = draw(st.lists(st.sampled_from(FURTHER), unique_by=lambda column: column.header))
    columns = draw(st.permutations([*draw(st.sampled_from([WHOLE, PARTS])), EMAIL, *further]))
    return text(draw(st.permutations(range(6))), columns)


def text(order: Sequence[int], columns: Sequence[Column]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([column.header for column in columns])
    rows.writerows([[column.cell(n) for column in columns] for n in order])
    return out.getvalue()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=st.lists(files(), min_size=2, max_size=4))
def test_nobody_is_there_twice_whatever_the_file_looks_like(tmp_path: Path, lists: list[str]) -> None:
    path = tmp_path / "guests.csv"
    with new_file() as file:
        for each in lists:
            path.write_text(each, encoding="utf-8")
            guests = read(path)
            assert not guests.refused
            file.take((Shape.of(guests.platform, guests.headers), [row.registration for row in guests.rows]))
            assert sorted(one.name for one in file.listed()) == [f"{GIVEN[n]} {FAMILY[n]}" for n in range(6)]
            for one in file.listed():
                n = GIVEN.index(one.name.split()[0])
                assert one.email == EMAIL.cell(n) and one.company in ("", f"Firm {n}")
                assert one.offers in ((), (f"skill {n}", f"craft {n}"))
                assert one.codes in ((), (f"PASS-{n}00{n}",))
            assert file.vanished == []
