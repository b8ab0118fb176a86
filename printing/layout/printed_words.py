"""The few words of our own on a badge, in the languages it speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands beside people's own words."""

    number: str = "No"
    ask_me_about: str = "Ask me about"
    start: str = "start here"
    hello: str = "say hello first"
    start_with_hello: str = "start here: say hello"
    card: str = "People to meet"
    crew: str = "Crew"
    speaker: str = "Speaker"
    connector: str = "I introduce people"
    first_timer: str = "First time here"
    no_photo: str = "No photos"

    def mark(self, mark: str) -> str:
        """The word beside a mark's sign."""
        return str(getattr(self, mark))


ENGLISH = Labels()
_BY_LANGUAGE = {
    "en": ENGLISH,
    "de": Labels(
        number="Nr",
        ask_me_about="Frag mich zum Thema",
        start="fang hier an",
        hello="sag zuerst hallo",
        start_with_hello="fang hier an: sag hallo",
        card="Wen du treffen kannst",
        crew="Team",
        speaker="Vortrag",
        connector="Ich stelle vor",
        first_timer="Zum ersten Mal hier",
        no_photo="Keine Fotos",
    ),
    "fr": Labels(
        number="N°",
        ask_me_about="Interroge-moi sur",
        start="commence ici",
        hello="dis bonjour d’abord",
        start_with_hello="commence ici : dis bonjour",
        card="À rencontrer",
        crew="Équipe",
        speaker="Sur scène",
        connector="Je présente les gens",
        first_timer="Première fois ici",
        no_photo="Pas de photos",
    ),
    "es": Labels(
        number="N.º",
        ask_me_about="Pregúntame sobre",
        start="empieza aquí",
        hello="saluda primero",
        start_with_hello="empieza aquí: saluda",
        card="A quién conocer",
        crew="Equipo",
        speaker="Ponente",
        connector="Presento a gente",
        first_timer="Primera vez aquí",
        no_photo="Sin fotos",
    ),
}


def labels_in(language: str) -> Labels:
    """The words in a language; English where it is none of ours."""
    return _BY_LANGUAGE.get(language, ENGLISH)
