"""What stands on somebody's badge, and what does not."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.config import BadgeSettings, EventSettings, MatchingSettings, Settings
from kiosk.event.badges.badge import badge, marks, name_badge
from kiosk.event.words.permitted import Wording
from kiosk.model import Introduction, Kind, Registrant
from kiosk.store.introductions import Told
from printing.badge import ToMeet

SETTINGS = Settings(
    event=EventSettings(name="Meet", language="de"),
    badge=BadgeSettings(cuts=1),
    matching=MatchingSettings(connectors=("Cy",)),
)
TOLD = Told((
    Introduction(registrant="o", name="Bo Abel", number=2, kind=Kind.COMING, reason="Both like clay.",
                 starter="Ask Bo.",                 card=("a", "b")),
    Introduction(registrant="p", name="Cy Dahl", number=3, kind=Kind.HERE),
))  # fmt: skip


def somebody(**values: Any) -> Registrant:
    known = {"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 7, "name": "Ana Rossi", "consent": True}
    return Registrant(**{**known, **values})


def drawn(person: Registrant, told: Told = TOLD, wording: Wording | None = None, settings: Settings = SETTINGS) -> Any:
    return badge("B", person, told, settings, wording or Wording())


def test_a_whole_badge() -> None:
    made = drawn(
        somebody(pronouns="she/her", company="Fjord", role="Boss", offers=("clay",)), replace(TOLD, connector="x")
    )
    assert (made.id, made.number, made.first_name, made.last_name, made.pronouns) == ("B", 7, "Ana", "Rossi", "she/her")
    assert (made.company, made.role, made.event, made.language, made.cuts) == ("Fjord", "", "Meet", "de", 1)
    assert (made.ask_me_about, made.connector, made.card_only, made.marks) == ("clay", "x", False, ())
    assert made.people == (
        ToMeet(name="Bo Abel", number=2, here=False, line="Both like clay.", why="Both like clay.", starter=("a", "b")),
        ToMeet(name="Cy Dahl", number=3, here=True, line="", why="",
               starter=TOLD.introductions[1].card),
    )  # fmt: skip
    assert badge("B", somebody(), TOLD, SETTINGS, Wording(), card_only=True).card_only


def test_what_settings_show_and_hide() -> None:
    hidden = replace_badge(show_company=False, show_role=True, cuts=2)
    made = drawn(somebody(company="Fjord", role="Boss"), settings=hidden)
    assert (made.company, made.role, made.cuts) == ("", "Boss", 2)


@pytest.mark.parametrize("said", ["freelance", "-", "n/a", "Studentin", "in Rente", "autónoma", "retraité"])
def test_no_company_is_printed_as_one(said: str) -> None:
    assert drawn(somebody(company=said)).company == ""


def replace_badge(**values: Any) -> Settings:
    return Settings(event=SETTINGS.event, badge=BadgeSettings(**values), matching=SETTINGS.matching)


def test_a_badge_beforehand_names_nobody() -> None:
    made = name_badge("B", somebody(offers=("clay",)), SETTINGS, Wording())
    assert (made.people, made.connector, made.cuts, made.ask_me_about) == ((), "", 2, "clay")


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({}, "Ana", "Rossi"), ({"first_name": "Anna", "last_name": "Russo"}, "Anna", "Russo"),
        ({"first_name": "Anna"}, "Anna", ""), ({"last_name": "Russo"}, "Ana", "Rossi"), ({"name": "Ana"}, "Ana", ""),
    ],
)  # fmt: skip
def test_the_large_and_the_small_name(values: dict[str, str], first: str, last: str) -> None:
    made = drawn(somebody(**values))
    assert (made.first_name, made.last_name) == (first, last)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"offers": ("clay", "sql")}, "clay"), ({"interests": ("tea",)}, "tea"), ({}, ""),
        ({"offers": ("clay",), "interests": ("tea",)}, "clay"), ({"asks": ("help",)}, ""),
        ({"offers": ("clay",), "consent": None}, ""), ({"offers": ("clay",), "consent": False}, ""),
        ({"offers": ("struck", "sql")}, "sql"), ({"offers": ("struck",), "interests": ("tea",)}, "tea"),
        ({"offers": ("my burnout", "clay")}, "clay"), ({"offers": ("a cheap flat to let, call 0151 2345678",)}, ""),
    ],
)  # fmt: skip
def test_what_to_ask_somebody_about(values: dict[str, Any], line: str) -> None:
    assert drawn(somebody(**values), wording=Wording(strikes=frozenset({"struck"}))).ask_me_about == line


@pytest.mark.parametrize(
    ("values", "said"),
    [
        *[({"ticket_type": kind}, {"crew"}) for kind in
          ("Crew", "STAFF pass", "Volunteers", "organizer", "Organiser", "Organisers", "Orga",
           "Helferin", "Bénévoles", "équipe", "voluntaria", "team")],
        *[({"ticket_type": kind}, {"speaker"}) for kind in
          ("Speaker", "Speakers", "host", "Panelist", "panellist", "Panel", "Referentin", "Sprecherin", "orateur",
           "oratrice", "intervenant", "ponentes", "ponente")],
        ({"ticket_type": "Crew + Speaker"}, {"crew", "speaker"}), ({"ticket_type": "Regular"}, set()),
        ({"ticket_type": "hostel"}, set()), ({"first_time": True}, {"first_timer"}), ({"first_time": False}, set()),
        ({"photos": False}, {"no_photo"}), ({"photos": True}, set()), ({"name": "cy"}, {"connector"}),
        ({"name": "Cy Dahl"}, {"connector"}), ({"name": "Dahl Cy"}, set()),
    ],
)  # fmt: skip
def test_signs(values: dict[str, Any], said: set[str]) -> None:
    assert set(marks(somebody(**values), SETTINGS)) == said


def test_signs_have_one_order() -> None:
    everything = somebody(name="Cy", ticket_type="crew speaker", first_time=True, photos=False)
    assert len(marks(everything, SETTINGS)) == 5
