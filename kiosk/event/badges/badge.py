"""An admission becomes a badge: the only place that does."""

import re
from dataclasses import replace

from kiosk.config import Settings
from kiosk.event.guests.employers.employer import is_employer
from kiosk.event.guests.naming import first_name
from kiosk.event.words.permitted import Wording
from kiosk.model import Kind, Registrant
from kiosk.store.introductions import Told
from kiosk.text import fold, split_name
from printing.badge import MARKS, Badge, ToMeet


def badge(
    ident: str, person: Registrant, told: Told, settings: Settings, wording: Wording, *, card_only: bool = False
) -> Badge:
    """The finished badge of one attendee; `card_only` where the name badge was printed before the evening."""
    first = first_name(person)
    last = person.last_name if person.first_name else split_name(person.name)[1]
    return Badge(
        id=ident,
        number=person.number,
        first_name=first,
        last_name=last,
        pronouns=person.pronouns,
        # "freelance" and "-" are no company.
        company=person.company if settings.badge.show_company and is_employer(person.company) else "",
        role=person.role if settings.badge.show_role else "",
        marks=marks(person, settings),
        language=settings.event.language,
        ask_me_about=_ask_me_about(person, wording),
        event=settings.event.name,
        people=tuple(
            ToMeet(
                name=each.name,
                number=each.number,
                here=each.kind is Kind.HERE,
                line=each.reason,
                why=each.reason,
                starter=each.card,
            )
            for each in told.introductions
        ),
        connector=told.connector,
        cuts=settings.badge.cuts,
        card_only=card_only,
    )


def name_badge(ident: str, person: Registrant, settings: Settings, wording: Wording) -> Badge:
    """A badge without people to meet, to be printed before anybody knows who comes."""
    return replace(badge(ident, person, Told(), settings, wording), cuts=2)


def marks(person: Registrant, settings: Settings) -> tuple[str, ...]:
    """What is marked on the badge: what the ticket says of its holder, and what they asked for."""
    kind = fold(person.ticket_type)
    connectors = {fold(name) for name in settings.matching.connectors}
    held = {
        "crew": bool(_CREW.search(kind)),
        "speaker": bool(_SPEAKER.search(kind)),
        "connector": fold(person.name) in connectors or fold(first_name(person)) in connectors,
        "first_timer": person.first_time is True,
        "no_photo": person.photos is False,
    }
    return tuple(mark for mark in MARKS if held[mark])


_CREW = re.compile(
    r"\b(crew|staff|volunteers?|organi[sz]er(s|in)?|orga|team|helfer\w*|benevoles?|equipe|voluntari[oa]s?)\b"
)
_SPEAKER = re.compile(
    r"\b(speakers?|host|panel(l?ist)?|referent\w*|sprecher\w*|orat(eur|rice)|intervenante?|ponentes?)\b"
)


def _ask_me_about(person: Registrant, wording: Wording) -> str:
    """What the wearer agreed to be asked about, as far as anybody may read it."""
    return wording.short((*person.offers, *person.interests)) if person.consent is True else ""
