"""People are found by what is said at the door, and only who was really named may be admitted by Enter alone."""

import sqlite3
from collections.abc import Iterator

import pytest

from kiosk.event.guests import register
from kiosk.model import Registration, Status
from kiosk.store import people
from kiosk.store.search.finding import exact, search
from kiosk.store.search.index import TABLES
from tests.hostile import NAMES
from tests.store.lists import listed, turn_on

CANCELLED = Status.CANCELLED
GUESTS = [
    Registration(ref="1", name="Priya Nair", email="priya.nair@example.org", company="Fjord Labs", order="XKCD-4711"),
    Registration(ref="2", name="Kimberly Lee", email="kim99@example.org", company="Acme"),
    Registration(ref="3", name="Kim Nguyen", email="kn@example.org", company="Nordlicht GmbH"),
    Registration(ref="4", name="Łukasz Żółć", email="lz@example.org", company="Kowalski & Söhne"),
    Registration(ref="5", name="Erika Straße"),
    Registration(ref="6", name="Anna Müller", company="Acme"),
    Registration(ref="7", name="O’Connor, Sinéad"),
    Registration(ref="8", name="Rory O'Connor"),
    Registration(ref="9", name="Jean-Paul Belmont"),
    Registration(ref="10", name="李小龙", email="bruce@example.org"),
    Registration(ref="11", name="محمد الأحمد"),
    Registration(ref="12", name="Ольга Щукина"),
    Registration(ref="13", name="Δημήτρης Παπαδόπουλος"),
    Registration(ref="14", name="Anna Schmidt", order="R-100200"),
    Registration(ref="15", name="Hanna Schmid"),
    Registration(ref="16", name="Bo Abel"),
    Registration(ref="17", name="Bora Kaya"),
    Registration(ref="18", name="Li Wei"),
    Registration(ref="19", name="Lina Berg"),
    Registration(ref="20", name="Paula Nairn"),
    Registration(ref="21", name="Mark Jones", email="mark.jones@example.org", company="Jones & Daughters"),
    Registration(ref="22", name="Christopher Featherstone", company="Acme"),
    Registration(ref="23", name="Annamaria van der Berg"),
    Registration(ref="24", name="Sam Ode", status=CANCELLED),
    Registration(ref="25", name="Samuel Okafor"),
    Registration(ref="26", name="Maja Lund", email="mlund@example.org", order="R-555", company="12 Monkeys"),
    Registration(ref="27", order="R-555"),
    Registration(ref="28", name="김민수"),
    Registration(ref="29", name="प्रिया नायर"),
    Registration(ref="30", name="Søren Åkesson"),
    Registration(ref="31", name="Mueller, Tom"),
    Registration(ref="32", name="Maria Anna Alvarez"),
    Registration(ref="33", name="Đorđe Đorđević"),
    Registration(ref="34", name="Kim"),
    Registration(ref="35", name="DJ Fox", first_name="Deborah", last_name="Vulpes"),
    Registration(ref="36", name="می‌خواهم"),
    Registration(ref="37", name="Gabriel D'Arcy"),
    Registration(ref="38", name="Will AND-OR Not"),
    Registration(ref="39", name="Ana 💥"),
    Registration(ref="40", name="Joanna Kim"),
]


@pytest.fixture(scope="module")
def door() -> Iterator[sqlite3.Connection]:
    with listed(GUESTS) as connection:
        yield connection


def names(door: sqlite3.Connection, typed: str) -> list[str]:
    return [hit.registrant.name for hit in search(door, typed)]


def admissible(door: sqlite3.Connection, typed: str) -> list[str]:
    return [hit.registrant.name for hit in exact(door, typed)]


FIRST = [
    ("Kim", "Kim"),
    ("kim n", "Kim Nguyen"),
    ("nguyen kim", "Kim Nguyen"),
    ("kimb", "Kimberly Lee"),
    ("kim99", "Kimberly Lee"),
    ("Li", "Li Wei"),
    ("Bo", "Bo Abel"),
    ("bor", "Bora Kaya"),
    ("lukasz", "Łukasz Żółć"),
    ("ŁUKASZ", "Łukasz Żółć"),
    ("lukas zolc", "Łukasz Żółć"),
    ("vanderberg", "Annamaria van der Berg"),
    ("Олга", "Ольга Щукина"),
    ("zolc", "Łukasz Żółć"),
    ("strasse", "Erika Straße"),
    ("STRAẞE", "Erika Straße"),
    ("muller", "Anna Müller"),
    ("mueller anna", "Anna Müller"),
    ("müller", "Anna Müller"),
    ("müller t", "Mueller, Tom"),
    ("tom mueller", "Mueller, Tom"),
    ("rory oconnor", "Rory O'Connor"),
    ("rory o'connor", "Rory O'Connor"),
    ("rory o’connor", "Rory O'Connor"),
    ("rory o connor", "Rory O'Connor"),
    ("rory connor", "Rory O'Connor"),
    ("sinead oconnor", "O’Connor, Sinéad"),
    ("sinead o'con", "O’Connor, Sinéad"),
    ("darcy", "Gabriel D'Arcy"),
    ("jean paul", "Jean-Paul Belmont"),
    ("jean-paul", "Jean-Paul Belmont"),
    ("jeanpaul", "Jean-Paul Belmont"),
    ("belmont jean", "Jean-Paul Belmont"),
    ("nair priya", "Priya Nair"),
    ("p nair", "Priya Nair"),
    ("priya n", "Priya Nair"),
    ("nair p", "Priya Nair"),
    ("fjord", "Priya Nair"),
    ("priya fjord", "Priya Nair"),
    ("priya.nair@example.org", "Priya Nair"),
    ("PRIYA.NAIR@EX", "Priya Nair"),
    ("priya.nair", "Priya Nair"),
    ("mlund", "Maja Lund"),
    ("mlund@example.org", "Maja Lund"),
    ("bruce@example.org", "李小龙"),
    ("xkcd-4711", "Priya Nair"),
    ("XKCD4711", "Priya Nair"),
    ("4711", "Priya Nair"),
    ("d4711", "Priya Nair"),
    ("0200", "Anna Schmidt"),
    ("12", "Ольга Щукина"),
    ("No 12", "Ольга Щукина"),
    ("no.12", "Ольга Щукина"),
    ("Nº 12", "Ольга Щукина"),
    ("#12", "Ольга Щукина"),
    ("012", "Ольга Щукина"),
    ("12 mon", "Maja Lund"),
    ("李", "李小龙"),
    ("李小龙", "李小龙"),
    ("小龙", "李小龙"),
    ("محمد", "محمد الأحمد"),
    ("الاحمد", "محمد الأحمد"),
    ("أحمد", "محمد الأحمد"),
    ("می‌خواهم", "می‌خواهم"),
    ("میخواهم", "می‌خواهم"),
    ("Ольга", "Ольга Щукина"),
    ("olga", "Ольга Щукина"),
    ("olga shch", "Ольга Щукина"),
    ("dimitris papad", "Δημήτρης Παπαδόπουλος"),
    ("Παπαδοπουλος", "Δημήτρης Παπαδόπουλος"),
    ("민수", "김민수"),
    ("김", "김민수"),
    ("प्रि", "प्रिया नायर"),
    ("soren", "Søren Åkesson"),
    ("soeren aakesson", "Søren Åkesson"),
    ("djordje", "Đorđe Đorđević"),
    ("dorde", "Đorđe Đorđević"),
    ("vulpes", "DJ Fox"),
    ("anna al", "Maria Anna Alvarez"),
    ("maria a", "Maria Anna Alvarez"),
    ("van der berg", "Annamaria van der Berg"),
    ("berg van", "Annamaria van der Berg"),
    ("💥", "Ana 💥"),
    ("will and", "Will AND-OR Not"),
]
SLIPPED = [
    ("prya", "Priya Nair"),
    ("priyya", "Priya Nair"),
    ("prija", "Priya Nair"),
    ("pryia", "Priya Nair"),
    ("priya niar", "Priya Nair"),
    ("prya nairr", "Priya Nair"),
    ("nair prya", "Priya Nair"),
    ("prya fjord", "Priya Nair"),
    ("pria@example.org", "Priya Nair"),
    ("anna shmidt", "Anna Schmidt"),
    ("schmitd", "Anna Schmidt"),
    ("lukaz", "Łukasz Żółć"),
    ("mark jonse", "Mark Jones"),
    ("marj jones", "Mark Jones"),
    ("cristofer", "Christopher Featherstone"),
    ("fetherstoon", "Christopher Featherstone"),
    ("christopher fetherstoen", "Christopher Featherstone"),
    ("cristop", "Christopher Featherstone"),
    ("featehrst", "Christopher Featherstone"),
    ("anna maria", "Annamaria van der Berg"),
    ("vanderbreg", "Annamaria van der Berg"),
    ("rorry oconor", "Rory O'Connor"),
    ("jaen paul", "Jean-Paul Belmont"),
    ("olgs", "Ольга Щукина"),
    ("olga schukina", "Ольга Щукина"),
    ("priyanair", "Priya Nair"),
    ("dr priya nair", "Priya Nair"),
    ("priya nayyar", "Priya Nair"),
    ("jo jones", "Mark Jones"),
]


@pytest.mark.parametrize(("typed", "name"), FIRST)
def test_who_is_said_comes_first_and_may_be_admitted(door: sqlite3.Connection, typed: str, name: str) -> None:
    assert names(door, typed)[:1] == [name]
    if typed not in ("d4711", "0200"):
        assert name in admissible(door, typed)


@pytest.mark.parametrize(("typed", "name"), SLIPPED)
def test_a_slip_finds_people_but_never_admits_them(door: sqlite3.Connection, typed: str, name: str) -> None:
    assert name in names(door, typed)[:3]
    assert name not in admissible(door, typed)


def test_whole_names_then_first_names_then_last_names_then_beginnings(door: sqlite3.Connection) -> None:
    assert names(door, "kim") == ["Kim", "Kim Nguyen", "Joanna Kim", "Kimberly Lee"]


def test_the_door_asks_where_somebody_else_is_called_nearly_so(door: sqlite3.Connection) -> None:
    assert len(admissible(door, "kim")) == 4
    assert admissible(door, "kim l") == ["Kimberly Lee"]


def test_one_word_answers_one_word(door: sqlite3.Connection) -> None:
    assert admissible(door, "jo jones") == [], "Mark Jones was not called Jo"
    assert admissible(door, "anna an") == [] and admissible(door, "ann a") != []


def test_a_number_and_somebody_it_begins_are_both_asked_about(door: sqlite3.Connection) -> None:
    assert names(door, "12")[:2] == admissible(door, "12") == ["Ольга Щукина", "Maja Lund"]


def test_cancelled_tickets_come_last_but_before_guesses(door: sqlite3.Connection) -> None:
    assert names(door, "sam") == ["Samuel Okafor", "Sam Ode"]
    assert names(door, "sam ode")[0] == "Sam Ode" and admissible(door, "sam ode") == ["Sam Ode"]


def test_the_guests_of_a_host_follow(door: sqlite3.Connection) -> None:
    assert [(hit.registrant.name, hit.registrant.number) for hit in search(door, "maja lund")][:2] == [
        ("Maja Lund", 26),
        ("", 27),
    ]
    assert {hit.registrant.number for hit in search(door, "R-555")} == {26, 27}


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "*", "-", "()", "^", ":", "'", "’", "@", "@@", "@example.org", "\x00", "\ud800", "0", "No", "No ",
     'a"b*', "AND", "a AND", "OR NOT NEAR", "NEAR(a b, 2)", "name:ana", "{first} : a", "first:a", "^a", "a + b", "-a",
     "<a", "=kim", "!cancelled", "'; DROP TABLE fact", "%", "_", "\\", "a@b@c", "a" * 10_000, "a " * 5_000,
     "ab " * 5_000, "@" * 10_000, "1" * 10_000, "Ω" * 10_000, "🫨a🫨b", *NAMES],
    ids=lambda typed: ascii(typed)[:30],
)  # fmt: skip
def test_anything_may_be_typed(door: sqlite3.Connection, typed: str) -> None:
    for how in (search, exact):
        assert len(how(door, typed)) <= 20


def test_more_than_can_be_read_admits_nobody(door: sqlite3.Connection) -> None:
    assert admissible(door, "priya" + " " * 300 + "and her sister") == []
    assert admissible(door, "a " * 17) == []


def test_our_own_marks_can_not_be_typed(door: sqlite3.Connection) -> None:
    assert admissible(door, "!cancelled") == [] and admissible(door, "=kim") == admissible(door, "kim")


def test_who_gives_a_ticket_away_is_found_no_more() -> None:
    with listed([Registration(ref="1", name="Priya Nair")]) as connection:
        (one,) = people.registrants(connection)
        register.edit(turn_on(connection), one, {"name": "Sam Ode", "status": CANCELLED.value})
        assert names(connection, "priya") == names(connection, "pria") == []
        assert names(connection, "samm ode") == ["Sam Ode"]
        assert not connection.execute("SELECT 1 FROM search_word WHERE word = 'priya'").fetchall()
        assert not connection.execute("SELECT 1 FROM search_slip WHERE word = 'priya'").fetchall()


def test_everybody_is_found_again_after_a_replay() -> None:
    with listed(GUESTS) as connection:
        before = [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES]
        people.replay(connection)
        assert [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES] == before
        assert all(before)
