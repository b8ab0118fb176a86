"""Who stands before whom among those who answer what was typed."""

from collections.abc import Sequence
from typing import Any

import pytest

from kiosk.event.guests import register
from kiosk.model import Registrant, Registration, Status
from kiosk.store.search import queries, spelling
from kiosk.store.search.finding import exact, search
from kiosk.store.search.index import entry
from kiosk.store.search.ranking import Rank, rank
from kiosk.store.search.typed import Asked, Typed, before_at, plain
from tests.store.lists import listed, turn_on


def somebody(name: str, **values: object) -> Registrant:
    known = {"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 1, "name": name}
    return Registrant(**{**known, **values})  # type: ignore[arg-type]  # by name


def ranked(typed: str | Sequence[Asked], name: str = "Priya Anna Nair", **values: object) -> Rank | None:
    asked = Typed.of(typed).words if isinstance(typed, str) else typed
    return rank(7, entry(somebody(name, **values)), asked)


PLAIN = Rank(
    beside=False, cancelled=False, missing=0, slips=0, outside=0, begun=0, unfinished=False, partly=False,
    swapped=False, number=7,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "news"),
    [
        ("priya anna nair", {}), ("priya nair", {"partly": True}), ("priya", {"partly": True}),
        ("nair", {"partly": True, "swapped": True}), ("nair priya", {"partly": True, "swapped": True}),
        ("priya na", {"partly": True, "unfinished": True}), ("pri nair", {"partly": True, "begun": 1}),
        ("pri an na", {"begun": 2, "unfinished": True}), ("anna nair priya", {"swapped": True}),
        ("priya nair anna", {"swapped": True}),
    ],
)  # fmt: skip
def test_what_counts_against_somebody(typed: str, news: dict[str, Any]) -> None:
    assert ranked(typed) == PLAIN._replace(**news)


def test_words_that_only_the_company_the_address_or_the_order_answers() -> None:
    more = {"company": "Fjord Labs", "email": "p.nair@example.org", "order": "X-12"}
    assert ranked("fjord", **more) == PLAIN._replace(outside=1, partly=True, swapped=True)
    assert ranked("fjord labs", **more) == PLAIN._replace(outside=2, partly=True, swapped=True)
    assert ranked("priya fjord", **more) == PLAIN._replace(outside=1, partly=True)
    assert ranked("p.nair@ex", **more) == PLAIN._replace(outside=1, partly=True, swapped=True, unfinished=True)
    assert ranked("priya p.nair@example.org", **more) == PLAIN._replace(outside=1, partly=True)
    assert ranked("x12", **more) == PLAIN._replace(outside=1, partly=True, swapped=True)
    assert ranked("priya anna nair", **more, status=Status.CANCELLED) == PLAIN._replace(cancelled=True)


def test_one_word_answers_one_word() -> None:
    assert ranked("anna anna") is None and ranked("anna a") is None and ranked("nobody") is None
    assert ranked("anna anna", "Anna Anna") == PLAIN
    assert ranked("an anna", "Anna Anders") == PLAIN._replace(begun=1, swapped=True)


def test_an_address_does_not_answer_for_a_name() -> None:
    """What repeats the name would vouch for a second word that was never said."""
    assert ranked("priya pri", email="priya@example.org") is None
    assert ranked("pq", email="pq@example.org") == PLAIN._replace(outside=1, partly=True, swapped=True)
    alone = rank(7, ("priya", "", "nair", "", "", "pq.r@x.org"), [plain("pq")])
    assert alone and alone.outside == 1 and alone.unfinished
    assert rank(7, ("priya", "", "nair", "", "", "pq.r@x.org"), [plain("priya"), plain("pq")]) is None
    assert rank(7, ("priya", "", "nair", "", "", "pq.r@x.org"), [plain("priya"), plain("pq.r@")])


def test_slips_count_and_names_are_better_than_slips() -> None:
    meant = [Asked(("prya",), {"priya": 1}), Asked(("niar",), {"nair": 2})]
    assert ranked(meant) == PLAIN._replace(beside=True, slips=3, partly=True)
    assert ranked([Asked(("fjrd",), {"fjord": 1})], company="Fjord") is None, "only words of names are guessed"
    either = rank(7, ("prya", "", "priya", "", "", ""), [Asked(("prya",), {"priya": 1})])
    assert either and either.slips == 0
    again = rank(7, entry(somebody("Priya")), [plain("priya")], slips=2, missing=1)
    assert again == PLAIN._replace(beside=True, slips=2, missing=1)
    company = rank(7, ("priya", "", "", "", "prya", ""), [Asked(("prya",), {"priya": 1})])
    assert company and (company.slips, company.outside) == (0, 1), "as it was typed, though elsewhere"


def test_other_spellings_answer_but_come_after_the_name_itself() -> None:
    assert ranked("mueller", "Anna Müller") == PLAIN._replace(partly=True, swapped=True)
    assert ranked("jeanpaul", "Jean-Paul Belmont") == PLAIN._replace(partly=True, swapped=True)


def test_middle_names_are_words_of_their_own() -> None:
    assert entry(somebody("Maria Anna Lena Alvarez")) == ("maria", "anna lena", "alvarez", "", "", "")
    assert entry(somebody("Ana Rossi", company="Fjord Labs", email="a@y.org"))[4] == "fjord labs a"


def test_an_address_that_nobody_has_is_read_as_words() -> None:
    (asked,) = Typed.of("priya.nair@ex").words
    assert [one.forms[0] for one in before_at([asked, plain("x")])] == ["priya", "nair", "x"]


CROWD = [
    *(Registration(ref=f"a{n}", name=f"Anna Zorn{n:03}", email=f"anna.a{n}@example.org") for n in range(150)),
    Registration(ref="b", name="Anna Abel"), Registration(ref="c", name="Abel Anna"),
    Registration(ref="d", name="Bert Anna Arends"), Registration(ref="e", name="Zorro", company="Anna Works"),
    Registration(ref="f", name="Anna Adler", status=Status.CANCELLED), Registration(ref="g", name="Annabel Aust"),
]  # fmt: skip


def test_more_people_than_are_compared_at_once() -> None:
    """A hundred and fifty Annas: the one who was meant is found all the same."""
    with listed(CROWD) as connection:

        def found(typed: str, limit: int = 20) -> list[str]:
            return [each.registrant.name for each in search(connection, typed, limit)]

        assert found("anna abel")[:2] == ["Anna Abel", "Abel Anna"] and found("anna adl") == ["Anna Adler"]
        assert found("anna a")[:3] == ["Anna Abel", "Abel Anna", "Bert Anna Arends"]
        assert found("anna")[0] == "Anna Zorn000" and len(found("anna")) == 20
        assert found("anna works") == ["Zorro"] and found("anna zorn149")[0] == "Anna Zorn149"
        assert found("anna", 300)[-1] == "Anna Adler", "cancelled tickets come last"
        assert [each.registrant.name for each in exact(connection, "annab")] == ["Annabel Aust"]
        assert found("anna zorn14")[:2] == ["Anna Zorn140", "Anna Zorn141"]


def test_the_shape_of_queries() -> None:
    one, two = plain("anna"), plain("an")
    assert queries.whole(one) == '("anna")' and queries.begins(Asked(("ö", "oe"))) == '("ö"* OR "oe"*)'
    assert queries.nearly(one) == '("anna"*)'
    assert queries.nearly(Asked(("jon",), {"john": 1})) == '(("jon"*) OR {first middle last also} : ("john"))'
    assert "first" not in queries.anywhere(queries.begins, [one])
    assert queries.anywhere(queries.begins, [one, plain("b")]).startswith("{first middle last also other} : ")
    assert not queries.anywhere(queries.begins, [one, plain("b@")]).startswith("{")
    assert queries.every(queries.begins, [one, two]).count("AND {") > 0
    assert queries.every(queries.begins, [one, plain("b")]) == '(("anna"*) AND ("b"*))'
    assert len(list(queries.tiers([one]))) == 6 and len(list(queries.tiers([one, two]))) == 4


def test_long_words_take_more_slips() -> None:
    """One slip from three letters on, two from seven, three from nine."""
    with listed([Registration(ref="1", name="Abcdefg Mnopqrstu")]) as connection:
        assert spelling.far(connection, "bacdegf") == {"abcdefg": 2} and spelling.far(connection, "bacdegx") == {}
        assert spelling.far(connection, "abcdex").get("abcdefg", 0) == 1
        assert spelling.far(connection, "nmopqrsut") == {"mnopqrstu": 2}
        assert spelling.far(connection, "nmopxrsut") == {"mnopqrstu": 3} and spelling.far(connection, "nmoxxrsut") == {}
        register.walk_in(turn_on(connection), Registration(ref="", name="Abcdef Klm"))
        assert spelling.far(connection, "bacdfe").get("abcdef") is None, "two slips in six letters are too many"
