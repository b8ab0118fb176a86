"""What people answer to "Are you still coming?", read by whole words in four languages."""

import re
import tomllib
from pathlib import Path

import pytest

from kiosk.event.guests import answers
from kiosk.event.guests.answers.reading import spoken
from kiosk.event.guests.chances import chance
from kiosk.event.guests.wishes import distance, goals, years
from kiosk.model import Registrant

YES = [
    "Natürlich!", "Yes of course", "Klar doch", "Auf jeden Fall", "Na klar!!", "Oui, avec plaisir", "Bien sûr",
    "Sí, claro", "Por supuesto", "No problem, I'll be there", "Wouldn't miss it", "Can't wait!", "Jo", "👍", "Y",
    "Kein Problem, bin dabei", "Sans faute", "Sin duda", "yes 🎉", "Yesss!", "I'm in", "Ich freue mich!", "oui oui",
    "Definitely coming", "Toujours partante !", "No me lo pierdo por nada", "Ja, wie geplant", "C’est sûr", "doch",
    "Yes, can’t wait", "selbstverständlich", "allí estaré", "of course, see you there", "Je confirme ma présence",
]  # fmt: skip
NO = [
    "jamais", "No, sorry", "Natürlich nicht", "Leider nein", "leider krank", "Bien sûr que non", "claro que no",
    "Por supuesto que no", "Can't make it", "I won't be able to come", "Unfortunately something came up", "Nope",
    "je ne peux pas", "Je ne viendrai pas", "Malheureusement non", "No puedo ir", "ya no", "nie im Leben", "No",
    "Nein danke", "Komme leider nicht", "muss leider absagen", "Ich schaffe es nicht", "désolée, je suis malade",
    "lo siento, no puedo", "sorry, can't", "No voy a poder", "Non merci", "kann leider nicht kommen", "not this time",
    "I have to cancel", "nicht mehr",
]  # fmt: skip
MAYBE = [
    "maybe", "not sure yet", "Vielleicht", "kommt drauf an", "peut-être", "je ne sais pas encore", "quizás", "no lo sé",
    "depende", "a lo mejor", "If I can", "mal sehen", "wenn alles klappt", "Hope so", "noch nicht sicher", "si puedo",
    "pas encore sûr", "weiß ich noch nicht", "probably", "I think so", "On verra", "Why not", "?", "50/50",
    "hoffentlich", "espero que sí", "Ich denke schon",
]  # fmt: skip
UNSAID = [
    "whatever", "", "pizza", "yes and no", "Ja, aber ich kann nicht", "vegetarian", "see my mail", "I come from Berlin",
    "bringe Kuchen mit", "the train", "Notre Dame", "Nancy", "Yvonne", "Note: arriving by bike",
]  # fmt: skip


def likely(answer: str) -> float:
    person = Registrant(ref="r", id="i", ticket="t", person="p", number=1, name="Ana", coming=answer)
    return chance(person, 0.5)


@pytest.mark.parametrize(
    ("said", "odds"), [(YES, 8.0), (NO, 0.04), (MAYBE, 0.6), (UNSAID, 1.0)], ids=["yes", "no", "maybe", "unsaid"]
)
def test_what_is_said_of_coming(said: list[str], odds: float) -> None:
    heard = {answer: round(likely(answer) / (1 - likely(answer)), 2) for answer in said}
    assert heard == dict.fromkeys(said, odds)


def test_no_answer_stands_for_two_things() -> None:
    for file in sorted(Path(answers.__path__[0]).glob("*.toml")):
        said = [one for phrases in tomllib.loads(file.read_text("utf-8")).values() for one in phrases]
        assert said and len(said) == len(set(said)), (
            f"{file.name}: {sorted(one for one in said if said.count(one) > 1)}"
        )
        assert all(re.sub(r"[*=]|\.\.\.", "", one).strip() for one in said)


def test_words_between_and_endings() -> None:
    assert spoken("goals").first("finding myself a really good mentor") == "be_mentored"
    assert spoken("goals").first("tormentors") == "" == spoken("goals").first("relearnt")


@pytest.mark.parametrize(
    ("answer", "goal"),
    [("no hiring please", ""), ("not looking for a job", ""), ("Mentorin finden", "be_mentored"), ("prehire", ""),
     ("busco trabajo", "find_work"), ("unlearning", ""), ("hired gun", ""), ("proyecto propio", "collaborate")],
)  # fmt: skip
def test_goals_by_whole_words(answer: str, goal: str) -> None:
    assert goals([answer]) == ({goal} if goal else frozenset())


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("Weiterbildung", ""), ("experimental music", ""), ("equality", ""), ("juniors and seniors", ""),
     ("less experienced people", "behind"), ("gens plus avancés", "ahead"), ("gente como yo", "peers")],
)  # fmt: skip
def test_distance_by_whole_words(answer: str, kind: str) -> None:
    assert distance(answer) == kind


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("since 2015", None), ("I lead 3 teams", 12), ("8 ans", 8), ("no longer a beginner", None), ("ca. 7 Jahre", 7),
     ("misdirected", None), ("más de 10 años", 10), ("internal tools", None), ("5+", 5), ("midwife", None)],
)  # fmt: skip
def test_years_by_whole_words(answer: str, expected: float | None) -> None:
    assert years(answer) == expected
