"""One employer however it is written, and answers that name none."""

from itertools import count

import pytest

from kiosk.event.guests.employers.colleagues import Colleagues
from kiosk.event.guests.employers.employer import employer, is_employer
from kiosk.model import Registrant

SAME = [
    # Forms of a firm, spelling, spaces and hyphens.
    "Nordwind GmbH | NORDWIND",
    "Kulturhof e. V. | Kulturhof e.V.",
    "Harbour Press Limited | Harbour Press",
    "Panadería Luz S.L.U. | panaderia luz",
    "SARL Dupond | Dupond",
    "Dupond et fils | Dupond & Fils SAS",
    "Glasbläserei Harz GmbH & Co. KG | Glasblaeserei Harz",
    "Müller & Söhne KG | Mueller und Söhne",
    "Quietriver | Quiet River Software Ltd.",
    "Morgen-Rot Pflege gGmbH | Morgenrot Pflege",
    "startup Lumbre | Lumbre Tech",
    "Weaver Street Co-operative | Weaver Street Co-op",
    "Cooperativa Brisa | Coop. Brisa S.Coop.",
    # Schools, universities, houses of a town.
    "Uni of Ashby | Ashby University",
    "Université de Nantes | Nantes Université",
    "TU Harz | Technische Universität Harz",
    "Oak St Primary | Oak Street Primary School",
    "St. Mary's Hospital | Saint Marys Hospital",
    "VHS Harz | Volkshochschule",
    "Stadtbücherei | Stadtbibliothek",
    "Rathaus | Stadtverwaltung",
    "Kita Regenbogen | Kindertagesstätte Regenbogen",
    "Ayto. de Vigo | Ayuntamiento de Vigo",
    "C.S. Poniente | Centro de Salud Poniente",
    "student at Ashby University | Uni of Ashby",
    # Words in another order, left out, as initials, in brackets.
    "Escuela Danza Río | Río Danza S.L.",
    "IT-Haus Brandt & Volk | Brandt u. Volk",
    "Stadtwerke | Stadtwerke Wärme GmbH",
    "National Tide Board | NTB",
    "Grünwerk (ehemals Moosbach) | Moosbach AG",
    "food bank (volunteer) | Food Bank",
    "Acme, Berlin | ACME",
    "Town Trust (Ashby Hospital) | Ashby Hospital",
    "Ashby Council | Ashby City Council",
    "Evangelische Kirche Harz | ev. Kirche Harz",
    "freelance / Acme | Acme",
]
APART = [
    "Acme, Berlin | Zeta, Berlin",
    "Ashby Hospital | Ashby School",
    "Grundschule Nord | Grundschule Süd",
    "School | Oak Road School",
    "Fricker Solar | Fricker Immobilien",
    "Uni Kiel | Uni Harz",
    "Café Luna | Café Brisa",
    "Taxi 7 | Taxi 8",
    "freelance | Freelance",
    "student | Student",
    "autónoma | autónomo",
    "- | -",
    " | ",
    "in Rente | im Ruhestand",
    "Designer, freelance | Designer, freelance",
]
NONE = [
    "freelance",
    "Freelancer, mostly",
    "freelance designer",
    "self-employed",
    "student",
    "Studentin (Jura)",
    "-",
    "n/a",
    "N.A.",
    "none",
    "retired",
    "retired teacher",
    "retired (was a pilot)",
    "in Rente",
    "Rentner:in",
    "Lehrer a.D.",
    "retraité",
    "à la retraite",
    "jubilado",
    "autónoma",
    "por cuenta propia",
    "freiberuflich",
    "selbständige Malerin",
    "indépendante",
    "à mon compte",
    "auto-entrepreneur",
    "étudiante en droit",
    "estudiante",
    "en paro",
    "arbeitslos",
    "au chômage",
    "unemployed",
    "Hausfrau",
    "mère au foyer",
    "ama de casa",
    "Elternzeit",
    "between jobs",
    "k.A.",
    "keine",
    "aucun",
    "ninguna",
    "ich",
    "moi",
    "Malerin (freischaffend)",
    "Grafiker, selbstständig",
    "ex-banker",
    "i.R.",
    "currently unemployed",
    "Freelance 🙂",
    "...",
    "working from home",
    "not working at the moment",
    "im Sabbatical",
    "sans activité",
    "ninguna por ahora",
]
SOME = [
    "Freelancers Union",
    "Student Loans Company",
    "Studierendenwerk Harz",
    "Retired Greyhound Trust",
    "Estudio Luz",
    "War Child",
    "Frei & Partner GmbH",
    "Private Bank",
    "Casa Luna",
    "N26",
    "Exeter College",
    "Self Storage Ltd",
    "O2",
    "student at Ashby University",
    "freelance / Acme",
]


@pytest.mark.parametrize("both", SAME)
def test_one_employer_written_in_two_ways(both: str) -> None:
    one, other = (employer(each) for each in both.split(" | "))
    assert one.is_also(other) and other.is_also(one)


@pytest.mark.parametrize("both", APART)
def test_two_employers_and_none(both: str) -> None:
    one, other = (employer(each) for each in both.split(" | "))
    assert not one.is_also(other)
    assert not one or one.key != other.key


@pytest.mark.parametrize("said", NONE)
def test_no_employer(said: str) -> None:
    assert not is_employer(said)


@pytest.mark.parametrize("said", SOME)
def test_words_of_no_employer_in_the_name_of_one(said: str) -> None:
    assert is_employer(said)


_number = count()


def somebody(company: str) -> Registrant:
    n = f"r{next(_number)}"
    return Registrant(ref=n, id=n, ticket=n, person=n, number=1, name="Ana Rossi", company=company)


def test_colleagues_are_found_however_they_come_and_a_fork_leaves_no_trace() -> None:
    here, there, third = somebody("Quietriver"), somebody("Quiet River Software Ltd."), somebody("Elm")
    known = Colleagues([here, third])
    assert known.of(there) == {here.id} and not known.of(third) and not known.of(somebody("freelance"))
    ahead = known.fork()
    ahead.add(there)
    assert ahead.of(here) == {there.id} and not known.of(here)
