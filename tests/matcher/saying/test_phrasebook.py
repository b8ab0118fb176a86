"""What badges say: the same in four languages, short enough, nobody's secret, and never a sales line."""

import re
from string import Formatter

import pytest

from matcher import Vocabulary
from matcher.lines import RANKS, WIDTH
from matcher.phrasebook import LANGUAGES, Book, Family, known_language, read, topic_texts
from matcher.words.boilerplate import SPEECH
from matcher.words.cutting import fold
from matcher.words.packaged import packaged

TOPICS = [entry.topic for entry in packaged().entries]
QUESTION = 38
LENGTHS = {"name": 24, "both": 32, "learn": QUESTION, "teach": QUESTION, "share": QUESTION}
QUESTIONS = ("learn", "teach", "share")
SHORT = {
    "mine": "Jazz", "theirs": "Yoga", "name": "Maximilian", "topic": "Sport", "word": "Jazz",
    "some": "Ana", "last": "Bo",
}  # fmt: skip
NBSP = "\N{NO-BREAK SPACE}"
FRENCH_SIGNS = re.compile(rf"(?<![{NBSP}\N{{NARROW NO-BREAK SPACE}}])[?!:;»]|«(?!{NBSP})")
WANTS: dict[str, set[str]] = {
    "both": {"mine", "theirs", "name"}, "theirs": {"theirs", "name"}, "same": set(), "questions": set(),
    "shared": {"theirs", "some", "last"},
}  # fmt: skip
"""What every frame of a part must hold."""
MAY = {
    "both": {"mine", "theirs", "name", "topic"}, "theirs": {"theirs", "name"}, "same": {"mine", "theirs", "name"},
    "questions": {"word"}, "shared": {"theirs", "some", "last"},
}  # fmt: skip
"""... and what it may."""
ABOUT_WORDS = RANKS.keys() - {"swap"}
"""Families whose questions are about something that was written; for a swap, those of what the other offers."""
DELICATE = re.compile(rf"\b(?:{'|'.join(SPEECH['private'] + SPEECH['sales'])})\b")
NAMED_SO = {
    *("hiring", "mentoring", "career change", "job search", "employment law", "mental health", "immigration law"),
    *("neurodiversity", "grief and loss", "dating and relationships", "sales", "first customers", "finding clients"),
    *("customer interviews", "fundraising", "charity fundraising", "investors", "religion and spirituality"),
}
"""Topics that no text can be about without a delicate word; nearly nothing that is said of them is printed."""
HARMLESS = {
    "lead": {"tango", "wargames", "technical leadership"}, "leads": {"technical leadership"}, "single": {"rowing"},
    "job": {"consulting", "volunteering", "message queues", "supercomputing"}, "illness": {"medical research"},
    "investing": {"personal finance"}, "sell": {"retail", "copywriting", "e-commerce"}, "verkaufen": {"e-commerce"},
    "customer": {"service design"}, "client": {"service design", "user support"}, "senior": {"older people"},
    "kundigen": {"subscription pricing"}, "stelle": {"performance"}, "verkauft": {"event technology"},
    "vente": {"conversion design", "e-commerce"}, "vendre": {"copywriting", "subscription pricing", "e-commerce"},
    "financement": {"crowdfunding"}, "investisseur": {"bootstrapping"}, "inversores": {"bootstrapping"},
    "trabajo": {"leather craft", "freelancing", "youth work", "portfolios", "metalworking", "lab work",
                "technical leadership"},
    "resume": {"visual facilitation"},
    "sello": {"stamps and coins"}, "sellos": {"stamps and coins"}, "vender": {"e-commerce"}, "duelo": {"fencing"},
}  # fmt: skip
"""By eye: where such a word means something else, or asks nobody for anything of their own."""
PARTS = ("both", "same", "theirs", "questions", "shared")


def lines_of(family: Family) -> list[tuple[str, str]]:
    return [(part, line) for part in PARTS for line in getattr(family, part)]


def slots(line: str) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(line) if slot}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_its_texts(language: str) -> None:
    texts = topic_texts(language)
    assert set(TOPICS) - texts.keys() == set(), "without texts"
    assert texts.keys() - set(TOPICS) == set(), "no topics"
    assert [topic for topic, said in texts.items() if not all(getattr(said, part).strip() for part in LENGTHS)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", LENGTHS)
def test_every_text_of_a_topic_fits(language: str, part: str) -> None:
    texts = {topic: getattr(said, part) for topic, said in topic_texts(language).items()}
    assert {topic: text for topic, text in texts.items() if len(text) > LENGTHS[part]} == {}
    assert {topic: text for topic, text in texts.items() if "{" in text or text != " ".join(text.split(" "))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_ask_and_sentences_end(language: str) -> None:
    for topic, said in topic_texts(language).items():
        for part in QUESTIONS:
            text = getattr(said, part)
            assert text.endswith("?"), (topic, text)
            # Some names have small letters everywhere: pandas, x86.
            begins = text[0] in "¿¡" or text[0].isupper() or text[0].isdigit()
            assert begins or text.split(" ")[0] in ("pandas", "x86"), (topic, text)
        assert said.both.endswith((".", "!")) and said.both[0].isupper(), (topic, said.both)
        assert not said.name.endswith((".", "?", "!")), (topic, said.name)


def test_spanish_opens_what_it_asks() -> None:
    for said in topic_texts("es").values():
        for part in ("both", *QUESTIONS):
            opened(getattr(said, part))
    for family in read("es").families.values():
        for _, line in lines_of(family):
            opened(line)


def opened(text: str) -> None:
    assert text.count("?") == text.count("¿") and text.count("!") == text.count("¡"), text


def test_french_signs_never_begin_a_line_of_their_own() -> None:
    for said in topic_texts("fr").values():
        for part in LENGTHS:
            assert not FRENCH_SIGNS.search(getattr(said, part)), said
    for family in read("fr").families.values():
        for _, line in lines_of(family):
            assert not FRENCH_SIGNS.search(line), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_topic_asks_for_a_secret_or_sells(language: str) -> None:
    found = [
        (topic, part, getattr(said, part))
        for topic, said in topic_texts(language).items()
        for part in LENGTHS
        for met in DELICATE.finditer(fold(getattr(said, part)))
        if topic not in NAMED_SO and topic not in HARMLESS.get(met.group(), ())
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_of_a_topic_differ(language: str) -> None:
    for topic, said in topic_texts(language).items():
        assert len({getattr(said, part) for part in QUESTIONS}) == len(QUESTIONS), topic


def test_an_unknown_language_is_english_and_a_region_is_its_language() -> None:
    assert [known_language(tag) for tag in ("de-AT", "fr_CA", "ES", "tlh", "")] == ["de", "fr", "es", "en", "en"]
    assert read("de-AT").families == read("de").families and topic_texts("tlh") == topic_texts("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_can_say_the_same(language: str) -> None:
    """The same families with the same parts, whose frames hold the same words."""
    english, book = read("en"), read(language)
    assert book.families.keys() == english.families.keys() >= {*RANKS, "met_before", "table", "plain"}
    for name, family in book.families.items():
        for part in PARTS:
            assert bool(getattr(family, part)) == bool(getattr(english.families[name], part)), (name, part)
            for line in getattr(family, part):
                assert WANTS[part] <= slots(line) <= MAY[part], (name, line)
                assert part != "same" or slots(line) & {"mine", "theirs"}, (name, line)
                assert part != "questions" or slots(line) == ({"word"} if name in ABOUT_WORDS else set()), (name, line)
    assert slots(book.ask) == {"question"} and slots(book.wrote) == {"name", "quote"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_on_a_badge_can_be_told_differently(language: str) -> None:
    families = read(language).families
    for name, family in families.items():
        assert len(family.questions) >= 3 or name == "swap", name
        for part in ("both", "same", "questions"):
            lines = getattr(family, part)
            assert len(lines) == len(set(lines)), (name, part)
            assert not lines or name == "related" or len(lines) >= 3, (name, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_fits_with_short_words(language: str) -> None:
    book = read(language)
    for name, family in book.families.items():
        for part, line in lines_of(family):
            filled = book.fill(line, SHORT)
            assert 0 < len(filled) <= WIDTH and "{" not in filled, (name, part, filled)
            assert filled[0].isupper() or filled[0] in "¿¡„“«", filled
            assert not DELICATE.search(fold(filled)), filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frame_without_its_word_is_empty(language: str) -> None:
    book = read(language)
    for family in book.families.values():
        for _, line in lines_of(family):
            for slot in slots(line):
                assert book.fill(line, {**SHORT, slot: ""}) == ""


@pytest.mark.parametrize(
    ("language", "template", "words", "line"),
    [
        ("en", "{mine}: why?", "chess", "Chess: why?"), ("en", "{mine}: why?", "iOS", "iOS: why?"),
        ("en", "{name}: why?", "danah", "danah: why?"), ("es", "¿{mine}?", "ajedrez", "¿Ajedrez?"),
        ("de", "„{mine}“", "schach", "„Schach“"), ("en", "Why {mine}?", "chess", "Why chess?"),
    ],
)  # fmt: skip
def test_words_that_begin_a_sentence_are_capitals_but_names_stay(
    language: str, template: str, words: str, line: str
) -> None:
    assert read(language).fill(template, {"mine": words, "name": words}) == line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_holds_any_question_of_ours(language: str) -> None:
    book: Book = read(language)
    questions = [line for family in book.families.values() for line in family.questions]
    questions += [getattr(said, part) for said in topic_texts(language).values() for part in QUESTIONS]
    for question in questions:
        assert question.strip("“”„«» ") and len(book.asked(question, WIDTH)) <= WIDTH, question
        assert question in book.asked(question, WIDTH)


def test_the_vocabulary_knows_every_topic_by_its_name() -> None:
    names = Vocabulary.load().names.values()
    assert set(TOPICS) <= set(names)
