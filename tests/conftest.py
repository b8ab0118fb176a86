"""What every test leaves as it found it."""

from collections.abc import Iterator

import pytest

from kiosk import language


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A program speaks the language of its event; the next test is another program."""
    yield
    language.use("en")
