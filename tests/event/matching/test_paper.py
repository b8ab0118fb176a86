"""How many names a badge is given: no more than every printer's layout surely prints; and who stands first on it."""

from itertools import permutations
from pathlib import Path

import pytest

from kiosk.config import EventFolder, load
from kiosk.errors import ConfigError
from kiosk.event.badges.badge import badge
from kiosk.event.door.opening import open_door
from kiosk.event.guests.earlier_events import History
from kiosk.event.matching.introducing import Introducer
from kiosk.event.matching.learning import knowledge, learn
from kiosk.event.matching.paper import paper, room_for_names
from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant
from kiosk.store import people
from kiosk.store.introductions import Told
from kiosk.store.turns import open_turns
from matcher import Affinity, Name, Profile, Vocabulary
from printing.layout.template import source
from tests.event.evening import make_event, registrations


def event(folder: Path, config: str) -> EventFolder:
    (folder / "config.toml").write_text(config, "utf-8")
    return load(folder / "config.toml")


@pytest.mark.parametrize(
    ("config", "room", "names", "most", "mean"),
    [
        ("", 3, 3, 3, 3), ("[badge]\ncuts = 2\n", 5, 3, 5, 4.0), ("[badge]\ntemplate = 'a6'\n", 5, 3, 5, 4.0),
        ("[badge]\ntemplate = 'avery-l4784'\n", 2, 2, 2, 2), ("[badge]\ntemplate = 'address'\n", 0, 0, 0, 0),
        ("[badge]\ntemplate = 'address'\ncuts = 2\n", 2, 2, 2, 2),
        ("[badge]\ncuts = 2\n[matching]\nnames = 1\nmost_names = 2\nmean_names = 1.5\n", 5, 1, 2, 1.5),
        ("[badge]\ntemplate = 'a6'\n[[printer]]\nkind = 'folder'\n[[printer]]\nkind = 'folder'\ntemplate = 'small'\n",
         3, 3, 3, 3),
        ("[badge]\ntemplate = 'address'\n[[printer]]\nkind = 'folder'\ntemplate = 'receipt'\n", 4, 3, 4, 4.0),
    ],
)  # fmt: skip
def test_a_badge_is_given_what_it_shows(
    tmp_path: Path, config: str, room: int, names: int, most: int, mean: float
) -> None:
    folder = event(tmp_path, config)
    rules = paper(folder)
    assert room_for_names(folder) == room
    assert (rules["names"], rules["most_names"], rules["mean_names"]) == (names, most, mean)


def test_a_layout_of_ones_own_says_how_many_it_shows(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(source("landscape").replace("people = 3 ", "people = 4 "), "utf-8")
    assert room_for_names(event(tmp_path, "[badge]\ntemplate = 'mine.toml'\n")) == 4
    (tmp_path / "many.toml").write_text(source("landscape").replace("people = 3 ", "people = 6 "), "utf-8")
    with pytest.raises(ConfigError, match="people: a badge names 5 people at most"):
        room_for_names(event(tmp_path, "[badge]\ntemplate = 'many.toml'\n"))


@pytest.mark.parametrize(("template", "most"), [("landscape", 3), ("avery-l4784", 2), ("address", 0)])
async def test_nobody_is_told_of_more_than_is_printed(tmp_path: Path, template: str, most: int) -> None:
    folder = await make_event(tmp_path, registrations(24), f"[badge]\ntemplate = '{template}'\n")
    async with open_door(folder) as door:
        told = [len((await door.scan(f"CODE{n:04}")).introductions) for n in range(1, 25)]
    assert max(told) == most


async def test_another_layout_is_another_evening_to_learn(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, registrations(24), "[badge]\ncuts = 2\n")
    async with open_turns(folder.database, "main") as turns:
        crowd = await turns.database.read(people.everybody)
        for config, most in (("[badge]\ncuts = 2\n", 5), ("[badge]\ncuts = 1\n", 3)):
            changed = event(tmp_path, config)
            learned = await learn(turns.database, changed, crowd, await knowledge(turns.database, changed))
            assert learned.paper["most_names"] == most


ME, SWAP, HELP, SHARED = range(4)
PROFILES = [
    Profile(
        key="me", offers=("beekeeping",), asks=("Spanish", "pottery"), interests=("choir singing", "chess"), agreed=True
    ),
    Profile(key="swap", offers=("Spanish",), asks=("beekeeping",), agreed=True),
    Profile(key="help", offers=("pottery",), agreed=True),
    Profile(key="shared", interests=("choir singing", "chess"), agreed=True),
]


@pytest.mark.parametrize("order", list(permutations((SWAP, HELP, SHARED))))
@pytest.mark.parametrize("here", [SWAP, HELP, SHARED])
def test_an_exchange_both_ways_stands_first_and_no_shared_interest_before_any(
    tmp_path: Path, order: tuple[int, ...], here: int
) -> None:
    names = ("Me", "Sam", "Hal", "Tia")
    crowd = [
        Registrant(ref=p.key, id=p.key, ticket=p.key, person=p.key, number=n, name=names[n], consent=True)
        for n, p in enumerate(PROFILES)
    ]
    introducer = Introducer(Affinity.of(PROFILES, Vocabulary.load()), History(), Wording(), "en")
    told = introducer.introduce(ME, [Name(one, "here" if one == here else "coming") for one in order], crowd)
    assert [each.name for each in told] == ["Sam", "Hal", "Tia"]
    drawn = badge("B" * 16, crowd[ME], Told(told), event(tmp_path, "").settings, Wording())
    assert [one.name for one in drawn.people] == ["Sam", "Hal", "Tia"] and drawn.people[0].line == told[0].reason
