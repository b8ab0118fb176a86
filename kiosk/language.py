"""What people read on the screen, in the language of the door; English is the source and needs no catalogue."""

import gettext
from functools import lru_cache
from pathlib import Path

SOURCE = "en"
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
"""Each by its own name."""
_CATALOGUES = Path(__file__).parent / "locale"

_spoken: gettext.NullTranslations = gettext.NullTranslations()
"""One for the whole process: what the writer's thread says is shown on the same screen."""


def use(language: str) -> None:
    """Everything translated from now on is in this language; an unknown one is the source's."""
    global _spoken
    _spoken = _catalogue(language)


def _(text: str) -> str:
    """The text in the language in use."""
    return _spoken.gettext(text)


def plural(one: str, many: str, count: int) -> str:
    """The form that a number asks for, without the number put in."""
    return _spoken.ngettext(one, many, count)


def later(text: str) -> str:
    """Marks a constant for translation: `_` translates it where it is shown."""
    return text


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE or language not in LANGUAGES:
        return gettext.NullTranslations()
    return gettext.translation("kiosk", _CATALOGUES, [language], fallback=True)
