"""The demo is an evening that the real import understands, of people one would like to meet."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.demo import make
from kiosk.errors import InputError
from kiosk.intake.taking import read_all
from kiosk.model import Registration, Status


@pytest.fixture
def people(tmp_path: Path) -> list[Registration]:
    (guests,) = read_all([tmp_path / "guests.csv"], load(make(tmp_path)), None)
    assert guests.platform == "generic" and not guests.refused
    return [row.registration for row in guests.rows]


def test_sixty_people_come_with_all_that_an_evening_holds(people: list[Registration]) -> None:
    assert len(people) == 60 == len({person.email for person in people})
    assert Counter(person.status for person in people) == {
        Status.REGISTERED: 58,
        Status.PENDING: 1,
        Status.CANCELLED: 1,
    }
    assert [name for name, count in Counter(person.name for person in people).items() if count == 2] == ["Anna Müller"]
    (couple,) = [order for order, count in Counter(person.order for person in people).items() if count == 2]
    assert {person.name for person in people if person.order == couple} == {"Jakob Stein", "Miriam Stein"}
    assert sum(person.consent is True for person in people) == 55
    assert any(not (person.offers or person.asks or person.interests) for person in people)


def test_whoever_agreed_wrote_something_to_meet_over(people: list[Registration]) -> None:
    for person in people:
        if person.consent:
            assert person.offers and person.asks and person.interests, person.name


def test_nobody_sells_hires_or_hunts_for_a_job(people: list[Registration]) -> None:
    unwelcome = re.compile(r"\b(sell|sales|clients?|customers?|invest|hir(e|ing)|jobs?|career|recruit|leads?)\b", re.I)
    for person in people:
        assert not unwelcome.search(" ".join((*person.offers, *person.asks, *person.interests))), person.name


def test_the_demo_has_its_own_event(tmp_path: Path) -> None:
    settings = load(make(tmp_path / "new" / "folder")).settings
    assert (settings.event.name, settings.event.capacity) == ("Harbour City Makers & Designers", 80)
    assert settings.matching.connectors == ("Ana",)
    with pytest.raises(InputError, match="another folder"):
        make(tmp_path / "new" / "folder")
