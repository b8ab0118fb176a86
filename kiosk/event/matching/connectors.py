"""Words for a badge without introductions: friendly ones, for nobody's badge admits to a failed match."""

from collections.abc import Sequence

from kiosk.text import fold

_SENT = {
    "en": "{name} knows everyone: ask {name} to introduce you.",
    "de": "{name} kennt alle: Frag {name}, wer zu dir passt.",
    "fr": "{name} connaît tout le monde : demande-lui de te présenter.",
    "es": "{name} conoce a todo el mundo: pídele que te presente.",
}
_CREW = {
    "en": "New here? Ask the crew to introduce you to someone.",
    "de": "Neu hier? Das Team stellt dich gern jemandem vor.",
    "fr": "Nouveau ici ? L'équipe te présente volontiers.",
    "es": "¿Primera vez? El equipo te presenta con gusto.",
}
_LATER = {
    "en": "Your card with people to meet comes before the mixer.",
    "de": "Deine Karte mit Menschen für dich kommt vor dem Mixer.",
    "fr": "Ta carte des rencontres arrive avant le mixer.",
    "es": "Tu tarjeta con personas para ti llega antes del mixer.",
}


def sentence(language: str, crew: Sequence[str], sent: int, most_each: int, own_name: str = "") -> str:
    """Whom to go to.

    Args:
        crew: first names of those who introduce people.
        sent: how many went to them before; they take turns.
        most_each: how many one of them takes.
        own_name: of the person who is sent: nobody is sent to themselves.
    """
    able = [name for name in crew if fold(name) != fold(own_name)]
    if not able or sent >= most_each * len(able):
        return _CREW[language]
    return _SENT[language].format(name=able[sent % len(able)])


def later(language: str) -> str:
    """For an evening whose introductions come on cards."""
    return _LATER[language]
