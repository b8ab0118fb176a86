"""What is not understood: the command `topics`."""

import json
from pathlib import Path

from kiosk.event.words.understood import popular, unknown_phrases
from kiosk.model import Registrant
from matcher import Vocabulary
from tests.commands import kiosk
from tests.event.evening import make_event, registrations

WORDS = Vocabulary.load()


def person(number: int, offers: tuple[str, ...], asks: tuple[str, ...] = ()) -> Registrant:
    return Registrant(
        ref=f"{number}", id=f"{number}", ticket=f"{number}", person=f"{number}", number=number, name=f"P{number}",
        offers=offers, asks=asks, consent=True,
    )  # fmt: skip


def test_unknown_phrases_the_most_frequent_first_with_what_is_near() -> None:
    people = [
        person(1, ("zorbing", "Python")),
        person(2, ("I can help with Zorbing",)),
        person(3, ("kubernets farming",)),
    ]
    first, second = unknown_phrases(people, WORDS)[:2] if len(unknown_phrases(people, WORDS)) > 1 else (
        unknown_phrases(people, WORDS)[0], None
    )  # fmt: skip
    assert (first.phrase.lower(), first.people) == ("zorbing", 2)
    assert second is None or second.people == 1


def test_topics_count_people_once() -> None:
    people = [person(1, ("Python", "Python tooling")), person(2, ("pottery",), ("Python",))]
    found = {each.topic: (each.offers, each.asks) for each in popular(people, WORDS)}
    assert found["Python"] == (1, 1)
    assert popular([], WORDS) == ()


async def test_topics_of_an_event(tmp_path: Path) -> None:
    folder = (await make_event(tmp_path, registrations(12))).path
    done = kiosk(folder, "topics")
    assert (
        done.returncode == 0 and "offers   asks  topic" in done.stdout and "Every phrase means something" in done.stdout
    )
    values = json.loads(kiosk(folder, "topics", "--json").stdout)
    assert values["unknown"] == [] and {"topic", "offers", "asks"} == set(values["topics"][0])
    assert set(json.loads(kiosk(folder, "topics", "--unknown", "--json").stdout)) == {"unknown"}


async def test_nobodys_words_are_listed_who_did_not_agree(tmp_path: Path) -> None:
    from dataclasses import replace

    refused = replace(registrations(1)[0], ref="no", codes=("NO1",), consent=False, offers=("quuxology",), asks=())
    folder = (await make_event(tmp_path, [*registrations(3), refused])).path
    assert "quuxology" not in kiosk(folder, "topics").stdout + kiosk(folder, "topics", "--unknown", "--json").stdout


def test_what_is_only_guessed_at_is_listed_as_not_understood() -> None:
    """A single hint brings nobody together, so the organiser must hear of it."""
    (missed,) = unknown_phrases([person(1, ("vermicomposting at office scale",))], WORDS)
    assert missed.phrase == "vermicomposting at office scale"
    assert unknown_phrases([person(1, ("looking for a job",))], WORDS) == (), "that is understood, by its direction"
