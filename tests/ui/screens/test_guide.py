"""The one-page guide for the door, played: twenty people, five of them not as planned, few keys each."""

import re
from dataclasses import replace
from pathlib import Path

from kiosk.model import Status
from kiosk.ui.look import outcomes
from tests.event.evening import registrations
from tests.ui.stage import Stage, stage

GUIDE = (Path(__file__).parents[3] / "docs" / "door-guide.md").read_text(encoding="utf-8")
MOST = 5
"""Keys after the text of a search."""


def keys_of(section: str) -> list[str]:
    """The keys that the guide tells for a case, in order, as the terminal names them."""
    found = re.findall(r"\*\*(F\d+|Enter|↓|Esc)\*\*", section)
    return [{"↓": "down"}.get(key, key.lower()) for key in found]


def part(begins: str) -> str:
    """The line of the guide that begins so."""
    return next(line for line in GUIDE.splitlines() if line.startswith(begins))


async def press(on: Stage, keys: list[str]) -> int:
    """Presses them, and counts."""
    await on.press(*keys)
    await on.settle()
    return len(keys)


async def test_twenty_people_and_five_exceptions(tmp_path: Path) -> None:
    guests = registrations(22)
    guests[20] = replace(guests[0], ref="twin", email="twin@example.org", company="Twin Works", codes=("TWIN0001",))
    guests[3] = replace(guests[3], status=Status.PENDING, reason="unpaid")
    async with stage(tmp_path, guests, size=(80, 24)) as on:
        for n in (2, 3, *range(6, 11), *range(12, 20)):
            await on.scan(f"CODE{n:04}")
            assert on.reads("sign") == "✓ WELCOME"

        await on.type("łucja")  # no code
        assert await press(on, ["enter"]) <= MOST and on.reads("sign") == "✓ WELCOME"

        await on.type("bo abel")  # a namesake
        assert await press(on, ["down", "enter"]) <= MOST and on.reads("sign") == "✓ WELCOME"

        await on.scan("CODE0002")  # already in
        assert on.reads("sign") == "● ALREADY IN" and "In since" in on.reads("reason")

        await on.type("emre abel")  # unpaid
        asked = await press(on, ["enter"])
        assert on.reads("sign") == "● NOT PAID" and "NOT PAID" in GUIDE
        told = keys_of(part("| ● NOT PAID"))
        assert told == ["f6", "enter", "enter"]
        assert asked + await press(on, told) <= MOST and on.reads("sign") == "✓ WELCOME"

        await on.type("fatima abel")  # a substitute
        told = keys_of(part('**"I\'m here instead of Tom"'))
        assert told == ["f6", "down", "enter", "enter"]
        await press(on, told[:3])
        await on.type("noor haddad")
        await press(on, told[3:])
        assert on.reads("sign") == "✓ WELCOME" and len(told) <= MOST
        counts = await on.door.counts()
        assert (counts.admitted, counts.walk_ins) == (19, 0)

        await on.type("sam ode")  # on no list
        await press(on, keys_of(part("**On no list:**"))[:2])
        assert (await on.door.counts()).admitted == 20


def test_every_sign_of_the_guide_is_one_of_ours() -> None:
    from kiosk.ui.look import outcomes

    ours = {sign.word for sign in (*outcomes.SIGNS.values(), *outcomes._PENDING.values(), *outcomes._ASKED.values())}
    told = re.findall(r"^\| [✓●✗] ([A-Z ,?]+) \|", GUIDE, re.MULTILINE)
    assert len(told) >= 10 and all(word.strip() in ours for line in told for word in line.split(","))
    assert len(GUIDE.splitlines()) < 60, "one page"


def test_the_page_has_a_row_for_every_answer() -> None:
    rows = [line.split("|")[1] for line in GUIDE.splitlines() if line.startswith("|")]
    signs = [*outcomes.SIGNS.values(), *outcomes._PENDING.values(), *outcomes._ASKED.values()]
    for sign in signs:
        assert any(sign.word in row for row in rows), sign.word
