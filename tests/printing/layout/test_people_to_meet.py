"""Whom a badge and its card name: nobody without their line, everything whole, nothing twice."""

from dataclasses import replace

import pytest

from printing.badge import MARKS, Badge, ToMeet
from printing.layout.ink import Ink
from printing.layout.template import load, names
from printing.render import shown
from tests.printing.guests import FULLEST, PEOPLE, USUAL
from tests.printing.layout.test_arrangement import on_page, pages, texts

NAMING = sorted(set(names()) - {"address"})
"""Layouts with people to meet on the badge itself."""


def five(count: int = 5) -> Badge:
    """A badge with that many people and a short name."""
    names = ("Tomasz Lind", "Yara Costa", "Femi Balogun", "Mei Tanaka", "Iker Ruiz")
    people = tuple(
        ToMeet(name=name, number=index, line=f"Swap: your felting for {name.split(' ')[0]}'s Spanish.")
        for index, name in enumerate(names[:count], 1)
    )
    return replace(USUAL, first_name="Ana", people=people)


def test_a_name_without_a_line_is_not_on_the_badge() -> None:
    first, second, third = PEOPLE
    people = (replace(first, line=" \u200b"), replace(second, here=False), replace(third, line=""))
    lines = texts(replace(USUAL, people=people))
    assert "Yara Costa" in lines and lines.count("start here") == 1
    assert not {"Tomasz Lind", "Femi Balogun", "No 31", "No 112"} & set(lines)
    nobody = replace(USUAL, people=(people[0], people[2]), connector="Ask Ana!")
    assert "Ask Ana!" in texts(nobody) and "start here" not in texts(nobody)


@pytest.mark.parametrize("template", NAMING)
@pytest.mark.parametrize("badge", [USUAL, FULLEST, five(4), five(5)], ids=["usual", "fullest", "four", "five"])
@pytest.mark.parametrize("marks", [(), MARKS], ids=["bare", "marked"])
def test_every_name_on_a_badge_has_its_whole_line(badge: Badge, template: str, marks: tuple[str, ...]) -> None:
    badge, loaded = replace(badge, marks=marks), load(template)
    named = shown(badge, loaded)
    said = on_page(pages(badge, loaded)[0])
    assert 3 <= len(named) <= 5 and named == badge.people[: len(named)]
    assert [f" {person.number} " in f" {said} " for person in badge.people] == [p in named for p in badge.people]
    assert sum(said.count(line) for line in {person.line for person in named}) == len(named)


def test_who_is_named_is_told_for_turned_badges_and_cards_too() -> None:
    upright = load("portrait")
    turned = replace(upright, body=replace(upright.body, upside_down=True))
    assert shown(USUAL, turned) == shown(replace(USUAL, card_only=True)) == PEOPLE
    assert shown(USUAL, load("address")) == () and shown(replace(USUAL, people=())) == ()


@pytest.mark.parametrize(("template", "count"), [("landscape", 3), ("portrait", 5), ("a6", 5), ("receipt", 5)])
def test_a_fourth_and_fifth_are_named_where_their_lines_fit(template: str, count: int) -> None:
    assert len(shown(five(), load(template))) == count
    comfortable = load(template).media(300).dots(2.6)
    page = pages(five(), load(template))[0]
    lines = [mark.line for mark in page if isinstance(mark, Ink) and mark.line.text.startswith("Swap")]
    assert len(lines) >= count and all(line.size >= comfortable for line in lines)


def test_a_badge_of_an_earlier_version_is_printed() -> None:
    person = '{"name":"Rolf","number":%d,"here":false,"line":"Ask Rolf.","why":"Bikes.","starter":["Hm.","So?"]}'
    people = ",".join(person % number for number in range(1, 6))
    stored = f'{{"id":"{USUAL.id}","number":12,"first_name":"Ana","people":[{people}],"cuts":1,"gone":"x"}}'
    badge = Badge.from_json(stored)
    assert len(badge.people) == 5 and texts(badge).count("Ask Rolf.") == len(shown(badge)) >= 3
    assert "Bikes. Hm. So?" in on_page(pages(replace(badge, card_only=True))[0])


@pytest.mark.parametrize("template", NAMING)
def test_long_words_are_broken_and_lose_no_letter(template: str) -> None:
    wide = "WWWMM MWMWMW WMWMWM MMMWWW WMWMWM MWMWMW MWM"
    for line in ("Donaudampfschifffahrtselektrizitätenhauptwerk", "W" * 45, wide):
        badge = replace(USUAL, people=(replace(PEOPLE[0], line=line, why="", starter=()),))
        for page in pages(replace(badge, company=""), load(template)), pages(replace(badge, card_only=True)):
            said = on_page(page[0]).replace("- ", "").replace("-", "")
            assert line in said and "…" not in said


def test_two_cuts_put_the_people_on_the_card() -> None:
    badge, card = pages(replace(FULLEST, cuts=2))
    on_badge = [mark.line.text for mark in badge if isinstance(mark, Ink)]
    on_card = [mark.line.text for mark in card if isinstance(mark, Ink)]
    assert "Wilhelmina F." not in on_badge and on_card.count("What goes wrong most often with your glazes?") == 5
    assert [text for text in on_card if text.startswith("No ")] == [f"No {n}" for n in range(1000, 1005)]
    # Where it is too much, openers go before any word of the reasons and questions does.
    assert "…" not in on_page(card) and on_page(card).count("You asked about glazes.") == 5
    assert "Wilhelmina can help" not in on_page(card)


@pytest.mark.parametrize(
    ("why", "starter", "said"),
    [
        ("Both: bread.", ("Both: bread.", "Why?"), ["Both: bread.", "Why?"]),
        ("Rolf: bikes. You asked: gears.", ("you asked, gears", "Why?"), ["Rolf: bikes. You asked: gears.", "Why?"]),
        ("Rolf: bikes.", ("Rolf mends bikes.", "Why?"), ["Rolf: bikes.", "Rolf mends bikes.", "Why?"]),
        ("", ("Rolf mends bikes.", "Rolf mends bikes."), ["On the badge.", "Rolf mends bikes."]),
        ("Both: bread.", (), ["Both: bread."]),
        ("", (), ["On the badge."]),
    ],
)
def test_a_card_says_nothing_twice(why: str, starter: tuple[str, ...], said: list[str]) -> None:
    person = ToMeet(name="Rolf", number=1, line="On the badge.", why=why, starter=starter)
    (card,) = pages(replace(USUAL, people=(person,), card_only=True))
    lines = [mark.line.text for mark in card if isinstance(mark, Ink)]
    assert lines[-len(said) :] == said and lines[-len(said) - 1] == "start here"


def test_whoever_nothing_is_said_of_is_not_on_the_card() -> None:
    people = (ToMeet(name="Rolf", number=1), *PEOPLE)
    (card,) = pages(replace(USUAL, people=people, card_only=True))
    assert "Rolf" not in on_page(card) and "Tomasz Lind" in on_page(card)
    assert pages(replace(USUAL, people=people[:1], card_only=True)) == []


@pytest.mark.parametrize("template", NAMING)
def test_everybody_is_named_on_the_fullest_card(template: str) -> None:
    (page,) = pages(replace(FULLEST, card_only=True), load(template))
    said = on_page(page)
    assert all(f" {person.number}" in said and person.name.split(" ")[0] in said for person in FULLEST.people)


def test_a_low_card_names_whom_it_has_room_for_with_their_lines() -> None:
    for badge in (USUAL, five()):
        (page,) = pages(replace(badge, card_only=True), load("address"))
        named = shown(replace(badge, card_only=True), load("address"))
        assert len(named) >= 3 and all(person.line in on_page(page) for person in named)


LONGEST = {
    "en": "Wobbly wheelwork? Wilhelmina: wickerwork mmmm",
    "de": "Schmetterlingswiese? Annegret: Wildblumenmix.",
    "fr": "Vous : permaculture. Wendeline : vermicompost",
    "es": "Mermelada amarga: mandarinas, mermeladas gomm",
}
"""Lines of 45 wide letters."""


def most_crowded(line: str, language: str, name: str, cuts: int) -> Badge:
    """A badge on which everything is there, and long."""
    people = tuple(
        ToMeet(name=name, number=1000 + n, here=True, line=line, why=line, starter=(line[::-1], f"{line[3:]}abc"))
        for n in range(5)
    )
    return replace(
        FULLEST, pronouns="she/her/hers", role="Senior something of everything", marks=MARKS, language=language,
        people=people, cuts=cuts,
    )  # fmt: skip


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("cuts", [1, 2])
def test_a_template_promises_no_more_people_than_it_shows(template: str, cuts: int) -> None:
    loaded, found = load(template), []
    for language, line in LONGEST.items():
        for name in ("Wolfgang-Maximilian Freiherr von Waldburg", "Ana Sousa"):
            assert len(line) == 45
            found.append(len(shown(most_crowded(line, language, name, cuts), loaded, dpi=203)))
            found.append(len(shown(most_crowded(line, language, name, cuts), loaded)))
    assert loaded.people(cuts) == min(found), "all of them, and no fewer than there is room for"
    card_only = replace(most_crowded(LONGEST["de"], "de", "Ana Sousa", 2), card_only=True)
    assert len(shown(card_only, loaded)) >= loaded.body.people_on_card
