"""What holds for every name on a list and for every text: nobody is lost by one slip, nobody admitted by one."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kiosk.model import Registrant
from kiosk.store import people
from kiosk.store.search import index
from kiosk.store.search.finding import exact, search
from kiosk.store.search.words import forms, words
from kiosk.text import fold
from tests.store.lists import crowd, listed

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Hall:
    """A list and everybody on it."""

    def __init__(self, guests: sqlite3.Connection) -> None:
        self.guests = guests
        self.everybody = people.registrants(guests)


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    with listed(crowd(1_500)) as connection:
        yield Hall(connection)


@dataclass(frozen=True)
class Slip:
    """One letter too few, too many, another one, or two neighbours swapped."""

    kind: int
    place: int
    letter: str

    def of(self, word: str) -> str:
        """The word with it."""
        n = self.place % (len(word) - 1)
        return [
            word,
            word[:n] + word[n + 1 :],
            word[:n] + word[n] + word[n:],
            word[:n] + self.letter + word[n:],
            word[:n] + self.letter + word[n + 1 :],
            word[:n] + word[n + 1] + word[n] + word[n + 2 :],
        ][self.kind]


PLACE = st.integers(0, 1_499)
SLIP = st.builds(Slip, kind=st.integers(0, 5), place=st.integers(0, 40), letter=st.sampled_from(LETTERS))


def reach(typed: str, one: Registrant) -> int:
    """Slips between a typed word and the nearest word of a name; a beginning needs none."""
    known = " ".join(index.entry(one)[:4]).split()
    return min((0 if word.startswith(typed) else int(OSA.distance(typed, word)) for word in known), default=99)


@settings(max_examples=200, deadline=None)
@given(who=PLACE, which=st.integers(0, 2), slip=SLIP, alone=st.booleans())
def test_one_slip_in_a_long_word_of_anybodys_name_finds_them(
    hall: Hall, who: int, which: int, slip: Slip, alone: bool
) -> None:
    one = hall.everybody[who]
    said = words(one.name)
    long = [n for n, word in enumerate(said) if len(word) >= 5]
    if not long:
        return
    n = long[which % len(long)]
    typed = slip.of(said[n])
    text = typed if alone else " ".join([*said[:n], *said[n + 1 :], typed])
    if one.number not in [hit.registrant.number for hit in search(hall.guests, text)]:
        as_near = [each for each in hall.everybody if sum(reach(word, each) for word in text.split()) <= 1]
        assert len(as_near) > 20


@settings(max_examples=200, deadline=None)
@given(who=PLACE, order=st.sampled_from([1, -1]), length=st.integers(1, 40), slip=SLIP)
def test_whom_enter_admits_stands_first_and_was_named(
    hall: Hall, who: int, order: int, length: int, slip: Slip
) -> None:
    one = hall.everybody[who]
    said = " ".join(fold(f"{one.name} {one.company}").split()[::order])
    typed = slip.of(f"{said[:length]} ")
    hits = exact(hall.guests, typed, 2)
    for hit in hits:
        known = f"{' '.join(index.entry(hit.registrant))} {hit.registrant.number}".split()
        assert all(any(each.startswith(spellings) for each in known) for spellings in forms(typed))
    if len(hits) == 1:
        assert search(hall.guests, typed)[0].registrant == hits[0].registrant


@settings(max_examples=150, deadline=None)
@given(text=st.text() | st.text(st.sampled_from("aA '\"*:^-+(){}@!<=0\u200d\u0301李"), max_size=40))
def test_any_text_is_answered_and_always_alike(hall: Hall, text: str) -> None:
    found = search(hall.guests, text)
    assert len(found) <= 20 and search(hall.guests, text) == found
    assert len(exact(hall.guests, text)) <= 20
