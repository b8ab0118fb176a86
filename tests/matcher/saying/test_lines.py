"""What is told about somebody: short, whole, in both people's words, and nothing twice on a badge."""

import re
from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Affinity, Profile, Reason, Vocabulary
from matcher.fit.reasons import Ground, Kind
from matcher.lines import RANKS, WIDTH, Line, Occasion, line, shapes, table_question
from matcher.phrasebook import LANGUAGES, read, topic_texts
from matcher.saying.decision import Use, decide
from matcher.words.cutting import fold
from tests.hostile import NAMES
from tests.matcher.saying.people import ALL, FINE, PRIVATE

WORDS = Vocabulary.load()
KINDS = get_args(Kind)
TELLING = sorted(set(KINDS) - {"related"})
SAID = ["Postgres tuning", "chess", "a very long way to say so", "x" * 26, "iOS", "sourdough", "échecs", "Ölmalerei"]
LIKED_IN_OTHER_WORDS = RANKS["both_like"] + 1
"""What both like but name differently stands behind what both name alike."""
RANKED = {*RANKS.values(), LIKED_IN_OTHER_WORDS}
SLOTS = re.compile(r"\{\w*\}")
OCCASIONS: Sequence[Occasion | None] = [None, *get_args(Occasion)]
names = st.one_of(
    st.sampled_from(NAMES), st.text(min_size=1, max_size=30), st.sampled_from(["Al", "Priya", "Zoë Anne"])
)


def reason(kind: str = "they_offer", mine: str = "chess", theirs: str = "go", **more: Any) -> Reason:
    values: dict[str, Any] = {
        "kind": kind, "topic": "", "mine": (mine,) if mine else (), "theirs": (theirs,) if theirs else (),
        "weight": 1.0, "my_phrase": mine, "their_phrase": theirs, **more,
    }  # fmt: skip
    return Reason(**values)


wordings = st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(lambda said: tuple(sorted(said, key=len)[::-1]))


def reasons_of(said: st.SearchStrategy[tuple[str, ...]], grounds: Sequence[Ground]) -> st.SearchStrategy[Reason]:
    return st.builds(
        Reason,
        kind=st.sampled_from(KINDS),
        topic=st.sampled_from(["databases", "chess", "kite making", "~quonk", "≈quonk", "baking"]),
        mine=said,
        theirs=said,
        weight=st.floats(0.01, 1.0),
        ground=st.sampled_from(grounds),
        my_phrase=st.sampled_from(ALL),
        their_phrase=st.sampled_from(ALL),
    )


reasons = reasons_of(st.one_of(wordings, st.just(())), get_args(Ground))
may_be_told = reasons_of(wordings, [ground for ground in get_args(Ground) if ground != "unsaid"])
found = st.lists(reasons, max_size=4)


def texts(told: Line) -> list[str]:
    return [told.why, told.question, *told.card]


@given(found, names, st.text(max_size=5), st.sampled_from(LANGUAGES), st.sampled_from(OCCASIONS))
@settings(deadline=None, max_examples=300)
def test_any_line_fits_its_paper(
    about: list[Reason], name: str, seed: str, language: str, occasion: Occasion | None
) -> None:
    told = line(about, name, seed=seed, language=language, occasion=occasion)
    assert told == line(about, name, seed=seed, language=language, occasion=occasion), "the same seed gives the same"
    if told is None:
        said = any(each.said for each in about)
        assert not said or not name.strip(), "whoever has a name can be told of"
        return
    assert any(each.said for each in about) and len(told.card) == 2 and told.rank in RANKED
    for text in texts(told):
        assert 0 < len(text) <= WIDTH, text
        assert not SLOTS.search(text.replace(" ".join(name.split()), "")), text
    assert told.question.endswith("?")


@given(st.lists(reasons.filter(lambda each: not each.said), max_size=4), names)
@settings(deadline=None, max_examples=60)
def test_nobody_is_told_of_where_nothing_may_be_told(about: list[Reason], name: str) -> None:
    assert line(about, name, seed="1") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_be_told_is_told_of_anybody_with_a_short_name(kind: str, language: str) -> None:
    for mine in SAID:
        for theirs in SAID:
            about = reason(kind, mine, theirs)
            told = line([about], "Maximilian", seed=f"{mine}{theirs}", language=language)
            differ = kind == "both_like" and mine != theirs
            assert told and told.rank == (LIKED_IN_OTHER_WORDS if differ else RANKS[kind]), (mine, theirs)
            assert fold(theirs) in fold(told.why) or fold(mine) in fold(told.why)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_of_three_on_a_badge_no_two_look_alike(language: str, kind: str) -> None:
    """As long as there are others, no frame and no question comes again."""
    family = read(language).families[kind]
    for seed in range(12):
        used: frozenset[str] = frozenset()
        told: list[Line] = []
        for number in range(3):
            one = line(
                [reason(kind, "jazz", "yoga")], f"Ana{number}", seed=f"{seed}-{number}", language=language, used=used
            )
            assert one
            told.append(one)
            used |= one.used
        assert shapes(told) == used
        frames = {each.why.replace(f"Ana{number}", "") for number, each in enumerate(told)}
        assert len(frames) == min(3, len(family.both)), [each.why for each in told]
        assert len({each.question for each in told}) == min(3, len(family.questions)), [each.question for each in told]
        assert not {each.question for each in told} & {each.why for each in told}


@given(st.lists(may_be_told, min_size=3, max_size=3), st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=100)
def test_no_question_comes_again_while_there_are_others(about: list[Reason], language: str) -> None:
    used: frozenset[str] = frozenset()
    asked: list[str] = []
    for number, each in enumerate(about):
        told = line([each], f"Ana{number}", seed=str(number), language=language, used=used)
        assert each.said
        if told:
            asked.append(told.question)
            used |= told.used
    assert len(set(asked)) == len(asked)


def test_another_seed_gives_another_line() -> None:
    whys = {told.why for n in range(30) if (told := line([reason()], "Ana", seed=str(n)))}
    assert len(whys) >= 3


def test_who_gives_and_takes_is_told_of_a_swap() -> None:
    offer, ask = reason("they_offer", "baking", "sourdough"), reason("they_ask", "guitar", "ukulele")
    for about in ([offer, ask], [ask, offer]):
        told = line(about, "Ana", seed="1")
        assert told and told.rank == RANKS["swap"] < RANKS["they_offer"]
        assert "guitar" in told.why.casefold() and "sourdough" in told.why.casefold(), "each for what the other gives"


def test_what_is_the_same_both_ways_is_no_swap() -> None:
    told = line([reason("they_offer", "chess", "chess"), reason("they_ask", "chess", "chess")], "Ana", seed="1")
    assert told and told.rank == RANKS["they_offer"]


def test_one_unsaid_direction_is_no_swap() -> None:
    ask = reason("they_ask", "guitar", "ukulele", ground="unsaid")
    told = line([reason("they_offer", "baking", "sourdough"), ask], "Ana", seed="1")
    assert told and told.rank == RANKS["they_offer"] and "guitar" not in " ".join(texts(told))


def test_an_exchange_is_told_before_a_liking_and_a_liking_before_likeness() -> None:
    said = [("related", "mine 0", "theirs 0"), ("both_like", "mine 1", "theirs 1"), ("both_like", "pears 2", "pears 2"),
            ("they_ask", "mine 3", "theirs 3")]  # fmt: skip
    ranks = [RANKS["related"], LIKED_IN_OTHER_WORDS, RANKS["both_like"], RANKS["they_ask"]]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == len(ranks)
    about = [reason(kind, mine, theirs, weight=1 / (n + 1)) for n, (kind, mine, theirs) in enumerate(said)]
    for first, rank in enumerate(ranks):
        told = line(about[: first + 1], "Ana", seed="1")
        assert told and told.rank == rank and said[first][2].lstrip("tp") in told.why
    heavy, light = reason("both_like", "tea", "tea", weight=0.9), reason("both_like", "jam", "jam", weight=0.1)
    told = line([light, heavy], "Ana", seed="1")
    assert told and "tea" in told.why.casefold(), "of one kind, what weighs most"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_who_name_the_topic_alone_read_of_the_topic(language: str) -> None:
    """In a sentence about it, where the language has such; its own question follows there or is asked."""
    for topic in ("chess", "jazz", "yoga", "photography", "gardening"):
        texts_of = topic_texts(language)[topic]
        about = reason("both_like", texts_of.name, texts_of.name, topic=topic)
        told = line([about], "Ana", seed="1", language=language)
        assert told and told.why.startswith(texts_of.both) == read(language).sentences, topic
        assert (texts_of.share in told.why) != (texts_of.share == told.question), "asked once"
        assert read(language).sentences or fold(texts_of.name) in fold(told.why), "in a frame, by its name"
        again = line([about], "Bo", seed="1", language=language, used=told.used)
        assert again and not again.why.startswith(texts_of.both) and again.question != told.question


def asked_of(language: str, kind: str, *about: str) -> set[str]:
    """The questions that a language asks around somebody's words."""
    book = read(language)
    return {book.fill(frame, {"word": word}) for frame in book.families[kind].questions for word in about}


@pytest.mark.parametrize(("kind", "part"), [("they_offer", "learn"), ("they_ask", "teach"), ("both_like", "share")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_has_its_own_questions(language: str, kind: str, part: str) -> None:
    own = getattr(topic_texts(language)["jazz"], part)
    told = line([reason(kind, "swing", "jazz", topic="jazz")], "Ana", seed="1", language=language)
    assert told and told.question == own
    words = line([reason(kind, "swing", "jazz", topic="jazz", ground="words")], "Ana", seed="1", language=language)
    assert words and words.question in asked_of(language, kind, "swing", "jazz"), "nobody named the topic"
    other = line([reason(kind, "jazz", "mandolin", topic="jazz")], "Ana", seed="1", language=language)
    assert other, "topics hold more than one thing: who wrote of a mandolin is asked about that"
    assert other.question in ({own} if kind == "they_offer" else asked_of(language, kind, "mandolin"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_around_somebodys_words_names_them(language: str, kind: str) -> None:
    told = line([reason(kind, "jazz", "yoga")], "Ana", seed="1", language=language)
    assert told and told.question in asked_of(language, kind, "jazz" if kind == "they_offer" else "yoga")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_no_question_fits_around_are_not_asked_about_by_a_statement(language: str, kind: str) -> None:
    """Of four in a row with words as long as may be, none is asked what another was."""
    used: frozenset[str] = frozenset()
    asked: list[str] = []
    for number in range(4):
        told = line([reason(kind, "x" * 26, "y" * 26)], f"A{number}", seed=str(number), language=language, used=used)
        assert told and told.question.endswith("?") and told.question not in told.why
        asked.append(told.question)
        used |= told.used
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("occasion", get_args(Occasion))
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_occasion_asks_its_own_question(language: str, occasion: Occasion) -> None:
    told = line([reason(topic="chess")], "Ana", seed="1", language=language, occasion=occasion)
    assert told and told.question in read(language).families[occasion].questions
    assert line([], "Ana", seed="1", occasion=occasion) is None, "an occasion alone is no reason"


@pytest.mark.parametrize("language", PRIVATE)
def test_a_card_quotes_nobodys_secret(language: str) -> None:
    secrets = [phrase for phrase in PRIVATE[language] if decide(phrase).use is not Use.SAY]
    for kind in KINDS:
        for secret in secrets:
            told = line([reason(kind, "chess", "chess", their_phrase=secret)], "Ana", seed="1", language=language)
            assert told and fold(secret) not in fold(" ".join(texts(told)))


def test_a_card_quotes_what_is_more_than_the_line_says() -> None:
    phrase = "old film cameras"
    told = line([reason("they_offer", "cameras", "cameras", their_phrase=phrase)], "Ana", seed="1")
    assert told and phrase in told.card[0] and phrase not in told.why and decide(phrase).use is Use.SAY


def test_the_card_is_no_copy_of_the_badge() -> None:
    for n in range(20):
        told = line([reason("they_offer", "jazz", "yoga")], "Ana", seed=str(n))
        assert told and told.card[0] != told.why and told.question in told.card[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names(kind: str, name: str) -> None:
    told = line([reason(kind)], name, seed="1")
    assert told or not name.strip(), "whoever has a name can be told of"
    assert all(0 < len(text) <= WIDTH and "\n" not in text for text in (texts(told) if told else []))


@pytest.mark.parametrize("name", ["{mine}", "{0.__class__}", "{", "}", "{name}", "{{"])
def test_a_name_is_no_template(name: str) -> None:
    told = line([reason("they_offer", "chess", "go")], name, seed="1")
    assert told and name in told.why


def test_a_long_name_is_called_by_its_first_part() -> None:
    told = line([reason()], "Maximiliane-Charlotte von und zu Waldau", seed="1")
    assert told and "Maximiliane" in told.why and "Waldau" not in told.why


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_asked_something(language: str) -> None:
    asked = {table_question(language, str(n)) for n in range(40)}
    assert len(asked) >= 3 and table_question(language, "1") == table_question(language, "1")
    assert all(0 < len(question) <= WIDTH and question.endswith("?") for question in asked)


def met(one: dict[str, str], other: dict[str, str], language: str) -> Line | None:
    people = [
        Profile(key=key, agreed=True, **{side: (said,) for side, said in words.items()})  # type: ignore[arg-type] # by name
        for key, words in (("a", one), ("b", other))
    ]
    return line(Affinity.of(people, WORDS).reasons(0, 1), "Ana", seed="1", language=language)


@pytest.mark.parametrize("language", FINE)
def test_from_what_two_people_write_to_what_one_reads(language: str) -> None:
    """Alike, they are told of it in each other's words; one or two are too long, or mean nothing to anybody."""
    told = [met({"interests": phrase}, {"interests": phrase}, language) for phrase in FINE[language]]
    lines = [each for each in told if each]
    assert len(lines) >= 0.75 * len(told)
    assert all(0 < len(text) <= WIDTH for each in lines for text in texts(each))


@pytest.mark.parametrize("language", PRIVATE)
@pytest.mark.parametrize("side", ["asks", "offers", "interests"])
def test_secrets_bring_nobody_together(language: str, side: str) -> None:
    other = {"asks": "offers", "offers": "asks", "interests": "interests"}[side]
    for phrase in PRIVATE[language]:
        if not decide(phrase).topics_may_be_said:
            assert met({side: phrase}, {other: phrase}, language) is None, phrase
