"""An admission becomes a badge: the only place that does."""

from kiosk.config import Settings
from kiosk.event.introducing import first_name
from kiosk.event.room import Plan
from kiosk.event.wording import Wording
from kiosk.model import Kind, Registrant
from kiosk.text import split_name
from printing.badge import Badge, ToMeet


def badge(ident: str, person: Registrant, plan: Plan, settings: Settings, wording: Wording) -> Badge:
    """The finished badge of one attendee."""
    first = first_name(person)
    last = person.last_name if person.first_name else split_name(person.name)[1]
    return Badge(
        id=ident,
        number=person.number,
        first_name=first,
        last_name=last,
        company=person.company if settings.badge.show_company else "",
        ask_me_about=_ask_me_about(person, wording),
        event=settings.event.name,
        people=tuple(
            ToMeet(
                name=each.name,
                number=each.number,
                here=each.kind is Kind.HERE,
                line=each.starter,
                why=each.reason,
                starter=each.card,
            )
            for each in plan.introductions
        ),
        connector=plan.connector,
        cuts=settings.badge.cuts,
    )


def _ask_me_about(person: Registrant, wording: Wording) -> str:
    """What the wearer agreed to be asked about, as far as the organiser lets it be printed."""
    if person.consent is not True:
        return ""
    said = (wording.answer(answer) for answer in person.offers or person.interests)
    return next((words for words in said if words), "")
