"""The review of what people wrote: what counts as risky, what a verdict changes, and what is kept of it."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import InputError
from kiosk.event.door.opening import open_door
from kiosk.event.review.phrases import Phrase, to_review, unreviewed
from kiosk.event.review.review import Review
from kiosk.event.words.permitted import Wording, wording
from kiosk.model import Registrant, Registration, Status
from kiosk.store.bodies import Reviewed
from kiosk.store.turns import open_turns
from kiosk.store.verdicts import Verdict
from matcher import Vocabulary
from tests.commands import kiosk
from tests.event.evening import make_event, registrations
from tests.event.hands import badges

JOKE = "free beer brewing"


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


async def test_only_those_who_agreed_the_riskiest_of_what_is_printed_first(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, [*GUESTS, guest(6, "call me 0171 2345678", "pottery")])
    async with open_turns(folder.database, "main") as turns:
        phrases = await Review(turns, folder).phrases()
    words = [phrase.words for phrase in phrases]
    assert words[0] == JOKE and words[-2:] == ["call me 0171 2345678", "sailing"], "these are printed nowhere"
    assert not {"secret", "hidden", "gone"} & set(words)
    found = named(phrases)
    assert (found["pottery"].offers, found["pottery"].asks, found["pottery"].people) == (2, 2, 4)
    assert found["chess"].people == 4 and found["chess"].writers == ("Guest 1", "Guest 2", "Guest 3", "Guest 6")
    assert found[JOKE].risk.score > 0.5 > found["chess"].risk.score
    assert to_review([], Vocabulary.load(), {}, {}) == ()


def named(phrases: tuple[Phrase, ...]) -> dict[str, Phrase]:
    return {phrase.words: phrase for phrase in phrases}


async def test_a_phrase_comes_with_the_lines_that_badges_then_have(tmp_path: Path) -> None:
    """What the review shows is what the door prints when everybody comes in the same order."""
    folder = await make_event(tmp_path, registrations(12))
    async with open_turns(folder.database, "main") as turns:
        phrases = await Review(turns, folder).phrases()
    async with open_door(folder) as door:
        for one in registrations(12):
            await door.scan(one.codes[0])
        printed = {
            (f"{badge.first_name} {badge.last_name}", each.name, each.line)
            for badge in badges(door)
            for each in badge.people
        }
        chests = {(f"{badge.first_name} {badge.last_name}", badge.ask_me_about) for badge in badges(door)}
    told = {(line.reader, line.about, line.why) for each in phrases for line in each.places.lines if each.places.surely}
    assert told == printed and len(told) > 12
    assert {(name, words) for each in phrases for name, words in each.places.chests} == chests
    (python,) = (each for each in phrases if each.words == "python")
    assert all("python" in line.why.casefold() for line in python.places.lines if not line.readers_own)
    assert python.badges == len(python.places.lines) + len(python.places.chests) > 0


async def test_what_is_printed_nowhere(tmp_path: Path) -> None:
    crowd = [guest(1, "pottery", "my burnout", interests=()), guest(2, "zorbing balls", "pottery", interests=())]
    folder = await make_event(tmp_path, crowd)
    async with open_turns(folder.database, "main") as turns:
        found = named(await Review(turns, folder).phrases())
    assert not found["my burnout"].printable and found["my burnout"].printed == "" and found["my burnout"].risk.why
    assert found["zorbing balls"].places.lines == [], "nobody shares it"
    assert len(found["pottery"].places.lines) == 2


async def test_a_line_that_no_badge_of_the_rehearsal_has_is_shown_as_one_that_could_be(tmp_path: Path) -> None:
    """Each badge has room for one name, and somebody fits better."""
    crowd = [guest(1, "pottery", "sailing", interests=()), guest(2, "sailing", "pottery", interests=())]
    crowd += [guest(3, "", "pottery wheels", interests=())]
    rules = "names = 1\nmost_names = 1\nmean_names = 1\nmost_named = 1\nstrict = true\n"
    folder = await make_event(tmp_path, crowd, f'[event]\nname = "T"\n[matching]\n{rules}')
    async with open_turns(folder.database, "main") as turns:
        wheels = named(await Review(turns, folder).phrases())["pottery wheels"]
    assert wheels.printable and wheels.badges == 0 and not wheels.places.surely
    assert "pottery" in wheels.places.lines[0].why.casefold()


async def test_a_private_phrase_is_listed_last_whatever_was_decided(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, [*GUESTS, guest(6, "my divorce", "pottery")])
    async with open_turns(folder.database, "main") as turns:
        review = Review(turns, folder)
        await review.decide(["chess"], Verdict.KEEP)
        phrases = await review.phrases()
    assert [each.words for each in phrases][-3:] == ["chess", "my divorce", "sailing"]
    assert unreviewed(phrases) == len(phrases) - 3, "what is printed nowhere needs no look"


async def test_shortened_lines_are_told_anew(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS[:2])
    async with open_turns(folder.database, "main") as turns:
        review = Review(turns, folder)
        phrase = named(await review.phrases())[JOKE]
        assert "beer brewing" in phrase.lines[0].why
        assert await review.reworded(phrase) == tuple(phrase.lines), "nothing was decided yet"
        await review.decide([JOKE], Verdict.SHORTEN, "home brewing")
        lines = await review.reworded(phrase)
        assert lines and all("home brewing" in line.why and "beer brewing" not in str(line.card) for line in lines)


async def test_the_latest_verdict_counts_and_facts_hold_no_words(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS)
    async with open_turns(folder.database, "main") as turns:
        review = Review(turns, folder)
        await review.decide([JOKE.upper()], Verdict.STRIKE)
        await review.decide([JOKE], Verdict.SHORTEN, "big plans")
        phrases = await review.phrases()
        decided = named(phrases)[JOKE]
        assert decided.decision and decided.decision.instead == "big plans" and decided.printed == "big plans"
        assert phrases.index(decided) == unreviewed(phrases) > 0, "decided ones come after those that wait"
        await review.decide([JOKE], Verdict.OPEN)
        assert named(await review.phrases())[JOKE].waits
    with closing(sqlite3.connect(folder.database)) as connection:
        told = " ".join(row[0] for row in connection.execute("SELECT body FROM fact WHERE kind = 'reviewed'"))
        assert told.count("verdict") == 3 and "brewing" not in told and "plans" not in told


@pytest.mark.parametrize(
    ("verdict", "meet", "printed"),
    [(Verdict.KEEP, True, JOKE), (Verdict.SHORTEN, True, "big plans"), (Verdict.MATCH_ONLY, False, ""),
     (Verdict.STRIKE, False, "")],
)  # fmt: skip
async def test_what_a_verdict_changes_on_badges(tmp_path: Path, verdict: Verdict, meet: bool, printed: str) -> None:
    """One offers what the other asks: struck, they share nothing; match-only, nobody is named without a line."""
    pair = [guest(1, JOKE, "", interests=()), guest(2, "", JOKE, interests=())]
    folder = await make_event(tmp_path, pair)
    async with open_turns(folder.database, "main") as turns:
        await Review(turns, folder).decide([JOKE], verdict, "big plans")
    async with open_door(folder) as door:
        result = await door.scan("CODE2")
        assert bool(result.introductions) is meet
        await door.scan("CODE1")
        paper = " ".join(badge.to_json() for badge in badges(door))
    assert (JOKE in paper) is (printed == JOKE)
    assert ("big plans" in paper) is (printed == "big plans")
    if meet:
        assert result.introductions[0].reason and result.introductions[0].starter


def test_somebody_who_says_it_twice_is_one_and_the_riskiest_spelling_is_looked_at() -> None:
    def person(ident: str, *said: str) -> Registrant:
        return Registrant(
            ref=ident, id=ident, ticket=ident, person=ident, number=1, offers=said[:1], asks=said[1:], consent=True
        )

    (phrase,) = to_review(
        [person("a", "throwing pots", "throwing pots"), person("b", "THROWING POTS")],
        Vocabulary.load(), {}, {},
    )  # fmt: skip
    assert (phrase.people, phrase.offers, phrase.asks) == (2, 2, 1)
    assert phrase.words == "THROWING POTS"


async def papers(folder: Path, guests: list[Registration], *decided: tuple[str, Verdict, str]) -> list[str]:
    """Everybody's badge after a review."""
    event = await make_event(folder, guests)
    async with open_turns(event.database, "main") as turns:
        for phrase, verdict, instead in decided:
            await Review(turns, event).decide([phrase], verdict, instead)
    async with open_door(event) as door:
        for one in guests:
            await door.scan(one.codes[0])
        return [badge.to_json() for badge in badges(door)]


async def test_a_struck_phrase_is_not_printed_as_part_of_an_answer(tmp_path: Path) -> None:
    pair = [guest(1, "bread baking and pottery", "", interests=()), guest(2, "", "bread baking", interests=())]
    first, _ = await papers(tmp_path / "a", pair, ("pottery", Verdict.STRIKE, ""))
    assert "pottery" not in first and '"ask_me_about":"bread baking"' in first
    first, _ = await papers(tmp_path / "b", pair, ("bread baking", Verdict.KEEP, ""))
    assert '"ask_me_about":"bread baking"' in first


async def test_words_that_are_a_topic_of_their_own_are_shortened_too(tmp_path: Path) -> None:
    """Nobody knows the word, so what they share is called as they call it."""
    words = "blorping quonk zibbles"
    pair = [guest(n, "", "", interests=(words,)) for n in (1, 2)]
    for paper in await papers(tmp_path, pair, (words, Verdict.SHORTEN, "hill rolling")):
        assert "blorping" not in paper and "hill rolling" in paper.casefold()


async def test_a_verdict_of_a_newer_version_is_passed_over(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS)
    async with open_turns(folder.database, "main") as turns:
        await Review(turns, folder).decide([JOKE], Verdict.STRIKE)

        await turns.take(lambda turn: turn.write(Reviewed(verdict="sing"), note=json.dumps({"phrase": JOKE})))
        assert (await turns.read(wording)).struck(JOKE)
        await turns.database.write(lambda connection: connection.execute("DELETE FROM note_text"))
        assert await turns.read(wording) == Wording(), "words that were purged decide nothing"


async def test_shortened_to_nothing_is_no_decision(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS)
    async with open_turns(folder.database, "main") as turns:
        with pytest.raises(InputError, match="say what to print instead"):
            await Review(turns, folder).decide([JOKE], Verdict.SHORTEN, "\u200b")
        assert await turns.read(wording) == Wording()


def test_nothing_is_made_where_there_is_no_list(tmp_path: Path) -> None:
    kiosk(tmp_path, "init", "evening")
    for words in ((), ("--keep-harmless",), ("--set", "chess", "keep")):
        done = kiosk(tmp_path / "evening", "review", *words)
        assert done.returncode == 2 and "kiosk import FILE" in done.stderr
    assert not (tmp_path / "evening" / "event.db").exists()


async def test_nobody_reviews_while_the_door_is_open(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, GUESTS)
    async with open_door(folder):
        for words in (("--set", JOKE, "strike"), ("--keep-harmless",)):
            done = await asyncio.to_thread(kiosk, folder.path, "review", *words)
            assert done.returncode == 2 and "The door is open in process" in done.stderr


async def test_the_command_lists_and_decides(tmp_path: Path) -> None:
    folder = (await make_event(tmp_path, GUESTS)).path
    listed = kiosk(folder, "review")
    assert listed.returncode == 0 and "3 of 3 phrases that may be printed are not reviewed." in listed.stdout, (
        listed.stderr
    )
    done = kiosk(folder, "review", "--set", JOKE, "shorten", "--to", "big plans", "--json")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    printed = {each["phrase"]: each["printed"] for each in values["phrases"]}
    assert printed["pottery"] == "pottery", "until somebody decides otherwise"
    (one,) = (each for each in values["phrases"] if each["phrase"] == JOKE)
    assert values["unreviewed"] == 2 and (one["verdict"], one["printed"]) == ("shorten", "big plans")
    done = kiosk(folder, "review", "--keep-harmless")
    assert "2 harmless phrases are kept." in done.stderr and "0 of 3 phrases that may" in done.stdout


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


def test_import_counts_what_can_really_be_printed(tmp_path: Path) -> None:
    """A phrase that two share, and one that a chest carries; not what is left unsaid, nor what fits nobody."""
    kiosk(tmp_path, "init", "evening")
    folder = tmp_path / "evening"
    rows = [
        "Name,What can you offer?,What would you like help with?,May we use your answers to suggest people to meet?",
        f"Ana,{JOKE},my burnout,Yes", f"Bo,zorbing lawns,{JOKE},Yes", "Cy,call 0171 2345678,pottery,Yes",
        f"Di,pottery,{JOKE},No",
    ]  # fmt: skip
    (folder / "guests.csv").write_text("\n".join(rows), "utf-8")
    done = kiosk(folder, "import", "guests.csv", "--yes")
    listed = json.loads(kiosk(folder, "review", "--json").stdout)
    assert done.returncode == 0 and listed["unreviewed"] == 2, done.stderr
    assert "2 phrases may be printed on badges and nobody has looked at them; 1 should be looked at" in done.stderr
    assert {each["phrase"] for each in listed["phrases"] if each["printable"]} == {JOKE, "zorbing lawns"}


async def test_the_list_tells_everything_in_its_language_and_programs_in_english(tmp_path: Path) -> None:
    event = await make_event(tmp_path, GUESTS, '[event]\nname = "Probe"\nlanguage = "de"\n')
    listed = kiosk(event.path, "review").stdout
    assert "3 von 3 Wendungen" in listed and "klingt nach einem Scherz" in listed and "Schild von Guest 2" in listed
    assert listed.index(JOKE) < listed.index("pottery") < listed.index("Nirgends gedruckt:") < listed.index("sailing")
    values = json.loads(kiosk(event.path, "review", "--json").stdout)["phrases"]
    first, last = values[0], values[-1]
    assert (first["phrase"], first["by"], first["why"]) == (JOKE, ["Guest 1", "Guest 2"], ["sounds like a joke"])
    assert first["badges"] == 2 and first["printable"] and 0.5 < first["risk"] < 1
    assert {first["line"]["badge_of"], first["line"]["about"]} == {"Guest 1", "Guest 2"} and first["line"]["why"]
    assert (last["phrase"], last["line"], last["badges"], last["printable"]) == ("sailing", None, 0, False)
    assert first.keys() == last.keys()
