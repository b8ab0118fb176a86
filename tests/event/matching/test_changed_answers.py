"""A promise outlasts the answers that it came from."""

import pytest

from kiosk.event.guests.earlier_events import History
from kiosk.event.matching.introducing import Introducer
from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant
from matcher import Affinity, Name, Profile, Vocabulary
from matcher.lines import WIDTH


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_whose_badge_names_the_reader_is_named_on_theirs_though_nothing_is_shared_any_more(language: str) -> None:
    people = [
        Registrant(id=f"r{n}", ref=f"t:{n}", person=f"r{n}", ticket=f"r{n}", name=f"Ada{n} Quist", number=n)
        for n in (1, 2)
    ]
    profiles = [
        Profile(key=each.id, offers=(what,), agreed=True) for each, what in zip(people, ("bees", "jazz"), strict=True)
    ]
    introducer = Introducer(Affinity.of(profiles, Vocabulary.load()), History(), Wording(), language)
    (told,) = introducer.introduce(0, [Name(1, "mutual")], people)
    assert told.registrant == "r2" and "Ada2" in told.reason and len(told.reason) <= WIDTH
    assert all(0 < len(each) <= WIDTH for each in (told.starter, *told.card))
    assert introducer.introduce(0, [Name(1, "coming")], people) == ()
