"""The catalogues: nothing missing, nothing broken, and what is shipped is what was written."""

import re

import pytest

from kiosk import language
from kiosk.event.door.decide import about_unknown
from tests.messages import TRANSLATED, compiled, read, source, texts

_PLACE = re.compile(r"\{\w*\}")


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
    assert source(code).with_suffix(".mo").read_bytes() == compiled(read(code))


def test_sentences_of_the_door_follow_the_language() -> None:
    english = about_unknown("nobody", "event", b"key").reason
    told = {english}
    for code in TRANSLATED:
        language.use(code)
        told.add(about_unknown("nobody", "event", b"key").reason)
    assert len(told) == 1 + len(TRANSLATED)
    language.use("tlh")
    assert about_unknown("nobody", "event", b"key").reason == english, "a language nobody here speaks"


def test_numbers_take_the_form_that_the_language_asks_for() -> None:
    language.use("fr")
    forms = {language.plural("{n} walk-in", "{n} walk-ins", n) for n in (0, 1)}
    assert len(forms) == 1 and language.plural("{n} walk-in", "{n} walk-ins", 2) not in forms
