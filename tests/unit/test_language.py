"""The catalogues: nothing missing, nothing broken, and what is shipped is what was written."""

import gettext
import re
from io import BytesIO
from typing import Any, cast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk import language
from kiosk.event.door.decide import about_unknown
from tests.messages import TRANSLATED, compiled, read, source, texts, written

_PLACE = re.compile(r"\{\w*\}")
_NUMBERS = (0, 1, 2, 21, 1_000_000, 1_000_001, 3_000_000)
_FORMS = {"de": (1, 0, 1, 1, 1, 1, 1), "fr": (0, 0, 2, 2, 1, 2, 1), "es": (2, 0, 2, 2, 1, 2, 1)}
"""Which form each of the numbers takes: French counts nothing as one, and both say "a million OF people"."""


@pytest.fixture(autouse=True)
def _english_again() -> object:
    yield
    language.use("en")


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_text_is_missing_and_none_is_left_over(code: str) -> None:
    catalogue = read(code)
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}
    assert known == texts(), "python -m tests.messages, then translate what is new"
    for message in catalogue:
        strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        assert all(strings), message.id
        assert len(strings) == (1 if isinstance(message.id, str) else catalogue.num_plurals), message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_translation_keeps_what_is_put_in_and_its_lines(code: str) -> None:
    for message in read(code):
        # The form for one may say "one" instead of the number.
        english = message.id if isinstance(message.id, str) else message.id[-1]
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())[1:]
        for text in strings if english else ():
            assert set(_PLACE.findall(text)) == set(_PLACE.findall(english)), english
            assert text.count("\n") == english.count("\n"), english
            assert (text[0] == " ", text[-1] == " ") == (english[0] == " ", english[-1] == " "), english


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_is_shipped_is_what_was_written(code: str) -> None:
    catalogue = read(code)
    # What a program that reads it learns, and not the bytes: they hold the version of what compiled it.
    assert understood(source(code).with_suffix(".mo").read_bytes()) == meant(catalogue)
    assert understood(compiled(catalogue)) == meant(catalogue)


def understood(compiled_catalogue: bytes) -> tuple[dict[object, str], str]:
    """Every form of every text, and the rule for numbers, as the door reads them."""
    found = gettext.GNUTranslations(BytesIO(compiled_catalogue))
    forms: dict[object, str] = cast(Any, found)._catalog
    return {key: form for key, form in forms.items() if key}, found.info()["plural-forms"]


def meant(catalogue: Catalog) -> tuple[dict[object, str], str]:
    """The same of what people wrote."""
    forms: dict[object, str] = {}
    for message in catalogue:
        if isinstance(message.id, str):
            forms[message.id] = str(message.string)
        else:
            forms |= {(message.id[0], number): form for number, form in enumerate(message.string or ())}
    return {key: form for key, form in forms.items() if key}, catalogue.plural_forms


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_owns_its_rule_for_numbers(code: str) -> None:
    catalogue = read(code)
    assert f'"Plural-Forms: {catalogue.plural_forms}\\n"' in source(code).read_text("utf-8")
    assert meant(read_po(BytesIO(written(catalogue)))) == meant(catalogue), "it would get lost at the next text"
    language.use(code)
    counted = [(message.id, message.string) for message in catalogue if isinstance(message.id, (tuple, list))]
    for (one, many), forms in counted:
        told = [language.plural(one, many, number) for number in _NUMBERS]
        assert told == [(forms or ())[form] for form in _FORMS[code]]
    assert counted


def test_sentences_of_the_door_follow_the_language() -> None:
    english = about_unknown("nobody", "event", b"key").reason
    told = {english}
    for code in TRANSLATED:
        language.use(code)
        told.add(about_unknown("nobody", "event", b"key").reason)
    assert len(told) == 1 + len(TRANSLATED)
    language.use("tlh")
    assert about_unknown("nobody", "event", b"key").reason == english, "a language nobody here speaks"
