"""The review of what people wrote: what counts as risky, what a verdict changes, and what is kept of it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kiosk.event.opening import open_door
from kiosk.event.review import risks, to_review, unreviewed
from kiosk.event.reviewing import Review
from kiosk.model import Registration, Status
from kiosk.store.database import open_writer
from kiosk.store.reviews import Verdict
from matcher import Vocabulary
from tests.event.evening import make_event
from tests.event.hands import badges
from tests.event.test_commands import kiosk
from tests.hostile import NAMES

JOKE = "world domination"


def guest(number: int, offers: str, asks: str, **more: Any) -> Registration:
    values: dict[str, Any] = {"consent": True, "interests": ("chess",), **more}
    return Registration(
        ref=f"r{number}", name=f"Guest {number}", email=f"g{number}@example.org", offers=(offers,), asks=(asks,),
        codes=(f"CODE{number}",), **values,
    )  # fmt: skip


GUESTS = [
    guest(1, JOKE, "pottery"), guest(2, "pottery", JOKE), guest(3, "pottery", "sailing"),
    guest(4, "secret", "hidden", consent=False), guest(5, "gone", "gone", status=Status.CANCELLED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("write to ana@example.org", "address"), ("call 0171 2345678", "address"), ("see https://x.org", "address"),
        ("a new job", "work, health or private"), ("mein Gehalt", "money"), ("500€ for a bike", "money"),
        ("world domination lol", "joke"), ("HELP ME PLEASE", "loud"), ("rockets 🚀", "pictures"),
        ("how to get clients", "selling"), ("x" * 50, "long (50"), ("Is it? Yes it is", "sentence"),
        ("mes dettes", "money"), ("problemas de salud", "health"),
    ],
)  # fmt: skip
def test_what_is_risky_and_why(words: str, why: str) -> None:
    risk, said = risks(words)
    assert risk > 0 and any(why in each for each in said), said


@pytest.mark.parametrize("words", ["pottery", "Postgres tuning", "C++", "Arduino and PCB design", "Jazz"])
def test_what_is_harmless(words: str) -> None:
    assert risks(words) == (0, ())


def test_no_text_is_too_strange_to_be_looked_at() -> None:
    for name in NAMES:
        risks(name)


async def test_only_those_who_agreed_the_riskiest_first(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, [*GUESTS, guest(6, "call me 0171 2345678", "pottery")])
    async with open_writer(folder.database) as database:
        phrases = await Review(database, folder).phrases()
    words = [phrase.words for phrase in phrases]
    assert words[:2] == ["call me 0171 2345678", JOKE] and not {"secret", "hidden", "gone"} & set(words)
    (pottery,) = (phrase for phrase in phrases if phrase.words == "pottery")
    assert (pottery.offers, pottery.asks, pottery.people) == (2, 2, 4)
    assert to_review([], Vocabulary.load(), {}) == ()


async def test_the_latest_verdict_counts_and_facts_hold_no_words(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS)
    async with open_writer(folder.database) as database:
        review = Review(database, folder)
        await review.decide([JOKE.upper()], Verdict.STRIKE)
        await review.decide([JOKE], Verdict.SHORTEN, "big plans")
        phrases = await review.phrases()
        assert phrases[-1].decision and phrases[-1].decision.instead == "big plans", "decided ones come last"
        assert unreviewed(phrases) == len(phrases) - 1
        await review.decide([JOKE], Verdict.OPEN)
        assert unreviewed(await review.phrases()) == len(phrases)
    with sqlite3.connect(folder.database) as connection:
        told = " ".join(row[0] for row in connection.execute("SELECT body FROM fact WHERE kind = 'reviewed'"))
        assert told.count("verdict") == 3 and "domination" not in told and "plans" not in told


@pytest.mark.parametrize(
    ("verdict", "meet", "printed"),
    [(Verdict.KEEP, True, JOKE), (Verdict.SHORTEN, True, "big plans"), (Verdict.MATCH_ONLY, True, ""),
     (Verdict.STRIKE, False, "")],
)  # fmt: skip
async def test_what_a_verdict_changes_on_badges(tmp_path: Path, verdict: Verdict, meet: bool, printed: str) -> None:
    """One offers what the other asks: struck, they share nothing; match-only, nobody reads of it."""
    pair = [guest(1, JOKE, "", interests=()), guest(2, "", JOKE, interests=())]
    folder = await make_event(tmp_path, pair)
    async with open_writer(folder.database) as database:
        await Review(database, folder).decide([JOKE], verdict, "big plans")
    async with open_door(folder) as door:
        result = await door.scan("CODE2")
        assert bool(result.introductions) is meet
        await door.scan("CODE1")
        paper = " ".join(badge.to_json() for badge in badges(door))
    assert (JOKE in paper) is (printed == JOKE)
    assert ("big plans" in paper) is (printed == "big plans")
    if meet:
        assert result.introductions[0].reason and result.introductions[0].starter


async def test_the_command_lists_and_decides(tmp_path: Path) -> None:
    folder = (await make_event(tmp_path, GUESTS)).path
    listed = kiosk(folder, "review")
    assert listed.returncode == 0 and "4 of 4 phrases are not reviewed." in listed.stdout, listed.stderr
    done = kiosk(folder, "review", "--set", JOKE, "shorten", "--to", "big plans", "--json")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    (one,) = (each for each in values["phrases"] if each["phrase"] == JOKE)
    assert values["unreviewed"] == 3 and (one["verdict"], one["printed"]) == ("shorten", "big plans")
    done = kiosk(folder, "review", "--keep-harmless")
    assert "3 harmless phrases are kept." in done.stderr and "0 of 4 phrases are not reviewed." in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "nobody wrote this", "keep"), "Nobody wrote"), (("--set", JOKE, "burn"), "is no verdict"),
        (("--set", JOKE, "shorten"), "say what to print instead"), (("--to", "x"), "--to goes with --set"),
    ],
    ids=str,
)  # fmt: skip
async def test_what_can_not_be_decided_is_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    folder = (await make_event(tmp_path, GUESTS)).path
    done = kiosk(folder, "review", *words)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
