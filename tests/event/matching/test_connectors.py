"""Words for a badge without introductions."""

import pytest

from kiosk.event.matching.connectors import later, sentence


def test_connectors_take_turns_until_they_have_enough() -> None:
    crew = ["Ana", "Bo"]
    said = [sentence("en", crew, sent, 2) for sent in range(5)]
    assert said[0] == said[2] == "Ana knows everyone: ask Ana to introduce you."
    assert said[1] == said[3] == "Bo knows everyone: ask Bo to introduce you."
    assert said[4] == "New here? Ask the crew to introduce you to someone."
    assert sentence("en", ["Ana"], 0, 10, "ana").startswith("New here?"), "nobody is sent to themselves"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_language_has_its_sentences(language: str) -> None:
    assert "Ana" in sentence(language, ["Ana"], 0, 1)
    assert all((sentence(language, [], 0, 1), later(language)))
