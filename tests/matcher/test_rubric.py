"""A rubric for starters: short, open, about something, safe, never selling, unlike the others on a badge."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from matcher import Reason, Starter, suggest
from matcher.fit.reasons import Kind
from matcher.phrasebook import LANGUAGES, read
from matcher.starters import WIDTH, Occasion
from matcher.words.cutting import fold
from matcher.words.phrasing import noun_phrase, private
from tests.hostile import NAMES as HOSTILE

ASKING = {
    "en": r"what(?:'s)?|how|why|who|whom|where|when|which",
    "de": r"was|wie|wieso|we[rmn]|wo|wann|welche[rs]?|wobei|wofür|womit|worauf|woran|worin|worüber"
    r"|(?:mit|von) wem|über welchen",
    "fr": r"que|qu'\S+|quoi|(?:le|la)?quel(?:le)?s?|comment|pourquoi|qui|quand|où|d'où|par où"
    r"|(?:à|avec) qui|(?:de|en|sur) quoi|depuis quand|à quelle",
    "es": r"¿(?:y )?(?:qué|cómo|(?:por|en|de|con|sobre) qué|(?:por|hacia|de) dónde|a?dónde"
    r"|(?:(?:a|con|de) )?quién|(?:desde )?cuándo|cuál)",
}
"""What an open question begins with; a question that begins otherwise may be answered yes or no."""
SELLING = re.compile(
    r"what do you do\b|elevator|pitch|business card|opportunit|synerg|looking to (?:buy|hire)"
    r"|\bdeals?\b|\bbuy|\bprice|invest|\bsell|client|visitenkarte|was machst du beruflich|carte de visite"
    r"|que fais-tu dans la vie|a qué te dedicas|oportunidad"
)
PAIRS = {
    "en": [
        ("Postgres tuning", "SQL performance", "databases"),
        ("GDPR for a hobby project", "privacy law", "data protection"),
        ("grant writing", "writing grant applications that get read", "grants"),
        ("heat pumps in an old house", "insulating old houses", "heat pumps"),
        ("how do I start a community garden?", "allotments and compost", "gardening"),
        ("to find people to play board games with", "Board games", "board games"),
        ("speaking in public!!", "stage fright, breathing exercises", "public speaking"),
        ("Spanish conversation", "Spanish", "Spanish"),
        ("I need a podcast guest", "a podcast about the sea", "podcasts"),
        ("knitting 🧶", "knitting", "textiles"),
        ("k8s", "Kubernetes clusters", "Kubernetes"),
        ("accessible colour contrast", "accessibility audits", "accessibility"),
        ("running a repair café", "repair cafés", "repair"),
        ("sleep and night shifts", "first aid", "health"),
    ],
    "de": [
        ("Brettspiele", "Brettspiele", "board games"),
        ("Wärmepumpen im Altbau", "Dämmung", "heat pumps"),
        ("ich suche jemanden zum Deutschlernen", "Deutsch", "German"),
        ("Keramik", "Töpfern", "ceramics"),
        ("Hilfe beim Gründen eines Vereins", "Vereinsrecht", "nonprofits"),
        ("Typografie", "Schriftgestaltung", "typography"),
        ("Klavier spielen", "Musik", "music"),
        ("die Energiewende", "Bürgerenergie", "energy"),
    ],
    "fr": [
        ("la céramique", "l'émail et la cuisson", "ceramics"),
        ("potager urbain", "le jardinage", "gardening"),
        ("je cherche de l'aide en droit associatif", "droit des associations", "nonprofits"),
        ("apprendre à coudre", "couture", "textiles"),
        ("l'accessibilité du web", "accessibilité", "accessibility"),
        ("énergie solaire", "panneaux solaires", "solar"),
        ("randonnée", "randonnée", "hiking"),
    ],
    "es": [
        ("cerámica", "el torno y los esmaltes", "ceramics"),
        ("huertos urbanos", "compostaje", "gardening"),
        ("¿cómo empiezo con el podcast?", "edición de audio", "podcasts"),
        ("aprender portugués", "portugués", "Portuguese"),
        ("bases de datos", "SQL", "databases"),
        ("energía solar", "autoconsumo", "solar"),
        ("ilustración", "ilustración", "illustration"),
    ],
}
"""What people write: the reader's words, the other's, and what both mean."""
NAMES = ["Al", "Priya", "Łukasz", "王小明", "Zoë Anne", "Maximiliane-Charlotte von und zu Waldau"]
KINDS: list[Kind] = ["they_offer", "they_ask", "both_like", "related"]
OCCASIONS: list[Occasion | None] = [
    *(None, "mentoring_ask", "mentoring_give", "met_before", "first_timers", "table", "plain"),
]


def faults(line: str, language: str, about: Iterable[str] = (), group: Iterable[str] = ()) -> set[str]:
    """What is wrong with a starter; `about` are words of which it must hold one."""
    bare = line.strip("“”„«» \N{NO-BREAK SPACE}")
    plain = re.sub(r"\s", " ", bare).casefold()
    question = re.split(r"(?:[.:;!,] |^)(?=\S)", plain)
    found = {
        "long": len(line) > WIDTH or not line.strip() or not plain.replace("\u200c", "").isprintable(),
        "closed": not (plain.endswith("?") and any(re.match(rf"(?:{ASKING[language]})\b", part) for part in question)),
        "unspecific": bool(set(about)) and not any(fold(words) in fold(line) for words in about),
        "private": private(line),
        "selling": bool(SELLING.search(plain)),
        "repeated": bare in {other.strip("“”„«» \N{NO-BREAK SPACE}") for other in group},
    }
    return {fault for fault, is_so in found.items() if is_so}


def words_of(reason: Reason | None, language: str) -> set[str]:
    """People's words that a sentence may hold, without an article; topics have English names."""
    words = (reason.mine, reason.theirs, reason.topic if language == "en" else "") if reason else ()
    return {read(language).bare(noun_phrase(each)) for each in words} - {""}


def meetings(language: str) -> Iterator[tuple[Reason, str, Occasion | None]]:
    """Whom somebody might meet, in any language: the words needn't be in the badge's."""
    pairs = PAIRS[language] + [pair for other in LANGUAGES if other != language for pair in PAIRS[other][:2]]
    for number, ((mine, theirs, topic), kind) in enumerate(product(pairs, KINDS)):
        reason = Reason(kind=kind, topic=topic, mine=mine, theirs=theirs, weight=1.0)
        yield reason, NAMES[number % len(NAMES)], OCCASIONS[number % len(OCCASIONS)] if number % 3 == 0 else None


def badge(language: str, met: Iterable[tuple[Reason | None, str, Occasion | None]], seed: str) -> list[Starter]:
    """Starters as one person gets them."""
    starters: list[Starter] = []
    for number, (reason, name, family) in enumerate(met):
        used = frozenset(line for starter in starters for line in (starter.line, *starter.card))
        starters.append(suggest(reason, name, seed=f"{seed}{number}", used=used, language=language, family=family))
    return starters


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(5))
def test_every_starter_passes_the_rubric(language: str, seed: int) -> None:
    for reason, name, family in meetings(language):
        starter = suggest(reason, name, seed=f"{seed}{reason.mine}", language=language, family=family)
        # Where only a table or a first visit is shared, nobody's words are needed.
        about = words_of(reason, language) if family not in ("first_timers", "table", "plain") else set()
        assert not faults(starter.line, language, about), starter
        opener, question = starter.card
        assert not faults(question, language), starter
        assert faults(opener, language, about) <= {"closed"}, starter


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_badge_repeats_neither_line_nor_frame_nor_question(language: str) -> None:
    met = list(meetings(language))
    for start in range(len(met)):
        three = [(met[start][0], name, met[start][2]) for name in NAMES[:3]]
        starters = badge(language, three, str(start))
        lines = [starter.line for starter in starters]
        for number, line in enumerate(lines):
            assert not faults(line, language, group=lines[:number])
        about = sorted(words_of(met[start][0], language), key=len, reverse=True)
        assert len({re.sub("|".join(map(re.escape, about)) or "$", "…", line, flags=re.I) for line in lines}) == 3, (
            lines
        )
        assert len({starter.card[1] for starter in starters}) == 3, starters


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words", [*HOSTILE, "{name}", "{0.__class__}", "I sell CRM!", "junior dev job", "my burnout", "?" * 30]
)
def test_hostile_words_and_names_leave_a_starter_clean(language: str, words: str) -> None:
    for kind, family in product(KINDS, OCCASIONS):
        reason = Reason(kind=kind, topic=words, mine=words, theirs=words, weight=1.0)
        name = words if words in HOSTILE else "Sam"
        starter = suggest(reason, name, seed=words, language=language, family=family)
        assert not faults(starter.line, language) and not faults(starter.card[1], language), starter
        assert faults(starter.card[0], language) <= {"closed"}, starter
        assert "{" not in starter.line + starter.card[0].replace(words, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_book_passes(language: str) -> None:
    book = read(language)
    slots = {"mine": "chess", "theirs": "go", "topic": "shogi", "name": "Al"}
    for name, family in book.families.items():
        for template in (*family.lines, *family.plain, *family.questions):
            assert not faults(book.fill(template, slots), language), (name, template)
        for opener in (*family.openers, *family.openers_plain):
            assert faults(book.fill(opener, slots), language) <= {"closed"}, (name, opener)
        assert all(len(part) == len(set(part)) for part in (family.lines, family.plain, family.questions)), name
        for at, line in enumerate((*family.lines, *family.plain)):
            assert family.questions[at % len(family.questions)][2:].casefold() not in line.casefold(), (name, line)
        # However long the name, something is left to say.
        assert any("{name}" not in opener for opener in family.openers_plain), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_to_say(language: str) -> None:
    families = read(language).families
    assert set(families) == set(read("en").families)
    for name in ("they_offer", "they_ask", "both_like"):
        family = families[name]
        assert len(family.lines) >= 10 and len(family.plain) >= 6 and len(family.questions) >= 10
    assert len(families["plain"].plain) >= 10


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("So, what do you do?", "selling"),
        ("Are you looking to buy a CRM this year?", "selling"),
        ("Do you like Postgres?", "closed"),
        ("Tell me about yourself.", "closed"),
        ("What led you to a junior role in sales?", "private"),
        ("What's your advice on Postgres tuning for somebody who asks?", "long"),
        ("What do you like about it?", "unspecific"),
        ("Where would you start with Postgres?", "repeated"),
        ("", "long"),
    ],
)
def test_the_rubric_rejects_what_is_known_to_be_bad(line: str, fault: str) -> None:
    assert fault in faults(line, "en", about={"Postgres"}, group={"Where would you start with Postgres?"})
