"""Whom an answer to "do you know anybody already?" means, in four languages."""

from itertools import count, permutations

import pytest

from kiosk.event.guests.acquaintance import Acquaintance
from kiosk.intake.cells.answers import split_answer
from kiosk.model import Registrant

_number = count()


def somebody(name: str, company: str = "", knows: str = "", email: str = "") -> Registrant:
    n = f"r{next(_number)}"
    said = split_answer(knows, noes=True)
    return Registrant(ref=n, id=n, ticket=n, person=n, number=1, name=name, company=company, knows=said, email=email)


CROWD = {
    one.name: one
    for one in (
        somebody("Anna Berg", "Oak Ltd"),
        somebody("Anna Kaya", "Elm"),
        somebody("Carl Lund"),
        somebody("Eva Stone", "Oak"),
        somebody("Ulf Hansen", "Stadtwerke"),
        somebody("Rosamund Adair"),
        somebody("Will Tanner"),
        somebody("Mark Otto"),
        somebody("Mar Vega"),
        somebody("Pilar Sanz"),
        somebody("Rose Dubois"),
        somebody("Francisco Gil"),
        somebody("Johannes Roth"),
        somebody("Guadalupe Rey", email="lupe.rey@example.org"),
        somebody("Théodore Nau"),
        somebody("Abdelmalik Sari", email="malik.sari@example.net"),
        somebody("Karl-Heinz Busch"),
        somebody("Pascal Petit"),
        somebody("Denis Blanc"),
        somebody("Yolanda Pozo"),
        somebody("Robert Vane"),
        somebody("Hope Mills"),
        somebody("My Lindgren"),
        somebody("Bo Ek"),
        somebody("Sheila O'Dowd"),
        somebody("Monique Delcour-Ba"),
        somebody("Katharina Vogel"),
        somebody("Manuela Diaz"),
        somebody("Gérard Petit"),
    )
}
KNOWN = {
    # Full names, wherever they stand.
    "Anna Berg (old colleague)": "Anna Berg",
    "my flatmate carl lund": "Carl Lund",
    "Lund, Carl": "Carl Lund",
    "Anna Berg und Eva Stone aus dem Verein": "Anna Berg, Eva Stone",
    "Anna Berg. Carl? no, that's someone else": "Anna Berg",
    # First names.
    "my sister Eva": "Eva Stone",
    "den Ulf vom Segeln": "Ulf Hansen",
    "Kollegin Eva": "Eva Stone",
    "Carl next door": "Carl Lund",
    "Carl was a client": "Carl Lund",
    "we did a project with Carl and Eva in 2022": "Carl Lund, Eva Stone",
    "Mein Nachbar Carl": "Carl Lund",
    "mon voisin Gérard": "Gérard Petit",
    "Eva/Carl": "Carl Lund, Eva Stone",
    "Eva's husband": "Eva Stone",
    "Evas Bruder": "Eva Stone",
    "CARL": "Carl Lund",
    "carl": "Carl Lund",
    "Eva, weekly, and Carl - good bloke": "Carl Lund, Eva Stone",
    "Carl (I think?)": "Carl Lund",
    "Bo": "Bo Ek",
    # ... of several: all, or those whom something else speaks for.
    "Anna & Carl": "Anna Berg, Anna Kaya, Carl Lund",
    "Anna K.": "Anna Kaya",
    "anna k": "Anna Kaya",
    "Anna from Elm": "Anna Kaya",
    "Anna B. aus dem Büro": "Anna Berg",
    "Anna Z.": "",
    "A. Kaya": "Anna Kaya",
    # What is short for a name, in the address or not.
    "Ros from judo": "Rosamund Adair",
    "Paco el de la radio": "Francisco Gil",
    "la Lupe del mercado": "Guadalupe Rey",
    "Théo du quartier": "Théodore Nau",
    "Hannes": "Johannes Roth",
    "Yoli": "Yolanda Pozo",
    "Bob": "Robert Vane",
    "Kathi kenn ich": "Katharina Vogel",
    "Malik": "Abdelmalik Sari",
    "Monique D": "Monique Delcour-Ba",
    "Karlheinz": "Karl-Heinz Busch",
    "Carlito": "Carl Lund",
    "Evi": "Eva Stone",
    # Surnames with a title.
    "Frau Vogel": "Katharina Vogel",
    "die Vogels von nebenan": "Katharina Vogel",
    "Dr. Dubois": "Rose Dubois",
    "Mme Dubois m'a vendu des fleurs": "Rose Dubois",
    # Names that are words, too.
    "Will from tennis": "Will Tanner",
    "will t.": "Will Tanner",
    "Mark and Eva": "Eva Stone, Mark Otto",
    "Rose du jardin": "Rose Dubois",
    "mar": "Mar Vega",
    "Pilar": "Pilar Sanz",
    "My Lindgren": "My Lindgren",
    # With a but.
    "nobody but Carl": "Carl Lund",
    "niemand außer Ulf": "Ulf Hansen",
    "personne sauf Rose": "Rose Dubois",
    "nadie, solo Pilar": "Pilar Sanz",
    "nicht Carl, sondern Eva": "Eva Stone",
    "not Carl but Eva": "Eva Stone",
    "Carl, nicht gut": "Carl Lund",
    "Carl? no, but his sister Eva": "Eva Stone",
    "Carl? not well": "Carl Lund",
    "Anna Berg; not Anna Kaya": "Anna Berg",
}
NOBODY = [
    "that's someone else",
    "Carl? Nope, mixing him up",
    "Carl ... verwechsle ich",
    "Eva? Nee, ist ne andere",
    "Gérard ? non, pas lui",
    "Gérard, je confonds",
    "Rose ? ah non, c'est une autre",
    "Pilar, de vista no, de oídas",
    "¿Pilar? no, era otra",
    "Ulf kenne ich nicht",
    "Carl? I don't know him",
    "not Carl",
    "Ulf, nur vom Hörensagen",
    "Carl, but we never met",
    "Carl, but it's a different Carl",
    "Carl? hm, no",
    "Carl? sagt mir nichts",
    "Rose ? je ne crois pas que ce soit la même",
    "Pilar? me suena pero no",
    "thought Carl but no",
    "nobody yet",
    "noch keinen",
    "bin neu hier",
    "-",
    "nobody, will mingle",
    "Will see who comes",
    "may know some",
    "hope to meet people",
    "Hope so",
    "mark my words: none",
    "mi primo, el mar",
    "Pas encore",
    "Den Chor",
    "Man kennt sich",
    "une amie",
    "la rose du jardin",
    "my neighbour",
    "no names",
    "LinkedIn",
    "??",
    "todo el barrio",
]


@pytest.mark.parametrize("answer", KNOWN)
def test_whom_an_answer_means(answer: str) -> None:
    assert ", ".join(sorted(meant(answer))) == KNOWN[answer]


@pytest.mark.parametrize("answer", NOBODY)
def test_an_answer_that_means_nobody(answer: str) -> None:
    assert meant(answer) == set()


def meant(answer: str) -> set[str]:
    """Whom somebody's answer means, asked from both sides."""
    one = somebody("Zoltan Zwick", knows=answer)
    known = Acquaintance([*CROWD.values(), one])
    found = {name for name, other in CROWD.items() if other.id in known.of(one)}
    assert found == {name for name, other in CROWD.items() if one.id in known.of(other)}, "both or neither"
    return found


def test_a_colleague_of_several_of_one_name_works_where_they_do() -> None:
    one = somebody("Zoltan Zwick", "Oak GmbH", "meine Kollegin Anna")
    known = Acquaintance([*CROWD.values(), one])
    assert known.of(one) == {CROWD["Anna Berg"].id}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_who_comes_later_is_known_as_well(order: tuple[int, ...]) -> None:
    """Whoever is taken in last, the three are told apart as if all had been there from the start."""
    people = [
        somebody("Rosamund Adair"),
        somebody("Carl Lund", knows="Ros from judo"),
        somebody("Eva Stone", knows="Carl"),
    ]
    known = Acquaintance()
    for n in order:
        before = known.fork()
        seen = known.of(people[n])
        known.add(people[n])
        assert known.of(people[n]) == seen and before.of(people[n]) == seen
    assert known.of(people[1]) == {people[0].id, people[2].id}


def test_an_address_names_somebody_before_and_after_they_are_listed() -> None:
    one, other = somebody("Carl Lund", email="C@x.example"), somebody("Eva Stone", knows="c@X.example, see you there")
    assert Acquaintance([one]).of(other) == {one.id} and Acquaintance([other]).of(one) == {other.id}


def test_a_no_behind_a_name_is_still_there_when_the_list_has_been_read() -> None:
    assert split_answer("Carl? Hm, no", noes=True) == ("Carl? Hm", "no")
    assert split_answer("no, none", noes=True) == split_answer("Carl? Hm, no")[1:] == ()
