"""How names are cut and spelled for the search, and which words a slip may have meant."""

import sqlite3
from collections.abc import Iterator

import pytest

from kiosk.event.guests import register
from kiosk.model import Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.search import spelling
from kiosk.store.search.finding import by_name, exact, of_order, search
from kiosk.store.search.index import entry
from kiosk.store.search.typed import Typed
from kiosk.store.search.words import address, forms, other_words, rests, words
from tests.store.lists import listed, turn_on


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ana Rossi", ["ana", "rossi"]), ("O'Connor", ["oconnor"]), ("O`Connor", ["oconnor"]),
        ("O’Connor", ["oconnor"]), ("Jean-Paul", ["jean", "paul"]), ("a.b_c", ["a", "b", "c"]), ("", []),
        ("R2-D2", ["r2", "d2"]), ("Łukasz Żółć", ["lukasz", "zolc"]), ("Straße", ["strasse"]),
        ("李小龙", ["李", "小", "龙"]), ("김민수", ["김", "민", "수"]), ("李Anna", ["李", "anna"]),
        ("a\u200bb", ["ab"]), ("ﬁn", ["fin"]), ("Ｗide", ["wide"]), ("Ana — Rossi", ["ana", "rossi"]),
    ],
)  # fmt: skip
def test_plain_words(text: str, plain: list[str]) -> None:
    assert words(text) == plain


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("Müller", ("muller", "mueller")), ("Søren", ("soren", "soeren")), ("Åkesson", ("akesson", "aakesson")),
        ("Ärzte", ("arzte", "aerzte")), ("Köln", ("koln", "koeln")), ("Đorđe", ("dorde", "djordje")),
        ("Живко", ("живко", "zhivko")), ("Цой", ("цои", "tsoi")), ("Чехов", ("чехов", "chehov")),
        ("Шишкин", ("шишкин", "shishkin")), ("Щукина", ("щукина", "shchukina")), ("Юля", ("юля", "yulya")),
        ("Ольга", ("ольга", "olga")), ("Объект", ("объект", "obekt")), ("Эдуард", ("эдуард", "eduard")),
        ("Фёдор", ("федор", "fedor")), ("Ђорђе", ("ђорђе", "djordje")), ("Љиља", ("љиља", "ljilja")),
        ("Њего", ("њего", "njego")), ("Џафер", ("џафер", "dzafer")), ("Євген", ("євген", "yevgen")),
        ("Христо", ("христо", "hristo")), ("Зузана", ("зузана", "zuzana")), ("Ґанна", ("ґанна", "ganna")),
        ("Θωμάς", ("θωμας", "thomas")), ("Χρήστος", ("χρηστος", "christos")), ("Ψαρός", ("ψαρος", "psaros")),
        ("Παπαδόπουλος", ("παπαδοπουλος", "papadopoulos")), ("Ξένια", ("ξενια", "xenia")),
        ("Φίλιππος", ("φιλιππος", "filippos")), ("Βασίλης", ("βασιλης", "vasilis")),
    ],
)  # fmt: skip
def test_other_spellings(text: str, spellings: tuple[str, ...]) -> None:
    (found,) = forms(text)
    assert found[1:] == spellings[1:] and found[0].casefold() == found[0]


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("Ana Rossi", set()), ("Ana", set()), ("Rory O'Connor", {"connor"}), ("Gabriel D'Arcy", {"arcy"}),
        ("Jean-Paul Belmont", {"jeanpaul"}), ("Maria De La Cruz", {"delacruz", "lacruz"}),
        ("Annamaria van der Berg", {"vanderberg", "derberg"}), ("Anna Maria Alvarez", set()), ("Li Xu Bo", set()),
        ("محمد الأحمد", {"احمد"}), ("李 小龙", set()), ("Anna Müller", {"mueller"}), ("Vi A-B", {"ab"}),
    ],
)  # fmt: skip
def test_what_else_a_name_is_found_by(name: str, also: set[str]) -> None:
    assert set(other_words(name)) == also


def test_an_address_is_one_word() -> None:
    assert address(" Ana.Rossi+x@Example.ORG> ") == "ana.rossi+x@example.org"
    assert rests("abca") == {"abca", "bca", "aca", "aba", "abc"} and rests("") == {""}


def somebody(**values: object) -> Registrant:
    return Registrant(**{"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 1, "name": "", **values})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"name": "Ana Rossi"}, ("ana", "", "rossi", "", "", "")),
        ({"name": "Maria Anna Alvarez"}, ("maria", "anna", "alvarez", "", "", "")),
        ({"name": "Kim"}, ("kim", "", "", "=kim", "", "")),
        ({"name": "", "order": "X-12"}, ("", "", "", "=", "x 12 x12", "<21x")),
        ({"name": "Ana Rossi", "status": Status.CANCELLED}, ("ana", "", "rossi", "!cancelled", "", "")),
        ({"name": "Ana Rossi", "company": "Fjord Ana"}, ("ana", "", "rossi", "", "fjord", "")),
        ({"name": "Ana Rossi", "email": "anna.x@y.org"}, ("ana", "", "rossi", "", "anna x", "anna.x@y.org")),
        ({"name": "Ana Rossi", "email": "anarossi.it@y.org"}, ("ana", "", "rossi", "", "it", "anarossi.it@y.org")),
        ({"name": "Ana Rossi", "order": "AB12"}, ("ana", "", "rossi", "", "ab12", "<21ba")),
        ({"name": "Ana Rossi", "email": "a@y.org", "order": "B1"}, ("ana", "", "rossi", "", "a b1", "a@y.org <1b")),
        ({"name": "DJ Fox", "first_name": "Deb", "last_name": "Vul"}, ("dj", "", "fox", "deb vul", "", "")),
        ({"name": "Deb Vul", "first_name": "Deb", "last_name": "Vul"}, ("deb", "", "vul", "", "", "")),
        ({"name": "Deb Vul", "first_name": "Deb"}, ("deb", "", "vul", "", "", "")),
    ],
)  # fmt: skip
def test_what_one_person_is_found_by(values: dict[str, object], columns: tuple[str, ...]) -> None:
    assert entry(somebody(**values)) == columns


@pytest.mark.parametrize(
    ("text", "number", "said", "is_cut"),
    [
        ("12", 12, ["12"], False), ("No 12", 12, ["no", "12"], False), ("nr. 7", 7, ["nr", "7"], False),
        ("# 3", 3, ["3"], False), ("007", 7, ["007"], False), ("0", None, ["0"], False), ("", None, [], False),
        ("1234567890", None, ["1234567890"], False), ("123456789", 123456789, ["123456789"], False),
        ("ana@x.org", None, ["ana@x.org"], False), ("@ana", None, ["ana"], False), ("No12", 12, ["no12"], False),
        (" ".join("w" * 16), None, ["w"] * 16, False), (" ".join("w" * 17), None, ["w"] * 16, True),
        ("x" * 200, None, ["x" * 200], False), ("x" * 201, None, ["x" * 200], True),
        (" " * 9 + "x" * 200 + " ", None, ["x" * 191], False),
    ],
)  # fmt: skip
def test_what_was_typed(text: str, number: int | None, said: list[str], is_cut: bool) -> None:
    typed = Typed.of(text)
    assert (typed.number, [one.forms[0] for one in typed.words], typed.is_cut) == (number, said, is_cut)


def test_words_without_a_blank_may_begin_an_address() -> None:
    def readings(text: str) -> list[list[str]]:
        return [[one.forms[0] for one in reading] for reading in Typed.of(text).readings]

    assert readings("priya.nair") == [["priya", "nair"], ["priya.nair"]]
    assert readings("priya nair") == [["priya", "nair"]] and readings("priya") == [["priya"]] and readings("?") == []


LIST = [
    Registration(ref=f"{n}", name=name, order=order)
    for n, (name, order) in enumerate(
        [
            ("John Appleseed", "A1"), ("Christopher Nolan", "A1"), ("Featherstone Christobel", ""),
            ("Annamaria Bo", ""),            ("", "A1"), ("Jonathan Appleton", "B1"), ("Zed", ""), ("Priscilla Wu", ""),
        ]
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def hall() -> Iterator[sqlite3.Connection]:
    with listed(LIST) as connection:
        yield connection


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jon", {"john"}), ("jo", set()), ("jhon", {"john"}), ("johm", {"john"}), ("johnn", {"john"}),
        ("hjon", set()), ("xohn", {"john"}), ("john", set()), ("onhj", set()), ("priscila", {"priscilla"}),
        ("prisiclla", {"priscilla"}), ("prsicilal", set()), ("zed", set()), ("johnxx", set()),
        ("jonathn", {"jonathan"}), ("jonathhan", {"jonathan"}),
    ],
)  # fmt: skip
def test_words_one_slip_away(hall: sqlite3.Connection, typed: str, meant: set[str]) -> None:
    assert spelling.near(hall, typed) == dict.fromkeys(meant, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("apleton", {"appleton": 1}), ("aplton", {}), ("aplet", {"appleton": 1}), ("apptelon", {"appleton": 2}),
        ("priscula", {"priscilla": 2}), ("prscula", {}), ("cristofer", {"christopher": 3}),
        ("fethers", {"featherstone": 1}), ("fet", {}), ("jonth", {"jonathan": 1}), ("zzzzzzzzz", {}),
    ],
)  # fmt: skip
def test_long_words_some_slips_away(hall: sqlite3.Connection, typed: str, meant: dict[str, int]) -> None:
    found = spelling.far(hall, typed)
    assert meant.items() <= found.items() and (bool(meant) or not found)


def test_where_a_blank_may_be_missing() -> None:
    assert list(spelling.cuts("annabo")) == [("an", "nabo"), ("ann", "abo"), ("anna", "bo")]
    assert list(spelling.cuts("ana")) == []


def found(hall: sqlite3.Connection, typed: str) -> list[str]:
    return [each.registrant.name for each in search(hall, typed)]


def test_orders_and_the_register(hall: sqlite3.Connection) -> None:
    assert [each.registrant.number for each in of_order(hall, "A1")] == [1, 2, 5] and of_order(hall, "") == []
    names = [each.registrant.name for each in by_name(hall, 50)]
    assert names == [*sorted(filter(None, names)), ""] and len(by_name(hall, 3)) == 3
    assert found(hall, "john") == ["John Appleseed", ""], "the guest of a host follows"


def test_a_limit_is_kept(hall: sqlite3.Connection) -> None:
    assert found(hall, "anna maria zed") == [], "a blank more or less leaves no word out"
    assert found(hall, "jo hn") == ["John Appleseed", ""] == found(hall, "johnappleseed")
    assert found(hall, "chris topher nolan")[0] == "Christopher Nolan"
    assert len(search(hall, "a", 2)) == 2 and len(exact(hall, "a", 1)) == 1
    assert found(hall, "annamaria bo") == ["Annamaria Bo"] == found(hall, "anna mariabo")[:1]


def test_words_that_no_name_has_any_more_are_meant_by_nobody() -> None:
    with listed(LIST[:2]) as connection:
        turn = turn_on(connection)
        (john, _) = people.registrants(connection)
        twin = register.walk_in(turn, Registration(ref="", name="John Doe"))
        register.edit(turn, john, {"name": "Peter Smith"})
        assert set(spelling.near(connection, "jonh")) == {"john"}, "somebody else is still called so"
        assert set(spelling.near(connection, "smiht")) == {"smith"}
        register.edit(turn, twin, {"name": "Will Doe"})
        assert not spelling.near(connection, "jonh") and not spelling.near(connection, "aplleseed")
        assert connection.execute("SELECT count(*) FROM search_word WHERE uses <= 0").fetchone() == (0,)
