"""What the page calls things: uses of columns, how sure, what answers become."""

from collections.abc import Mapping

from kiosk.intake.choices.preview import UNKNOWN, Answer
from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.intake.leaves import Grant
from kiosk.language import _, later

USES: Mapping[str, str] = {
    "offers": later("what they offer"),
    "asks": later("what they look for"),
    "interests": later("what interests them"),
    "consent": later("agreed to be matched"),
    "name": later("whole name"),
    "first_name": later("first name"),
    "last_name": later("surname"),
    "badge_name": later("name on the badge"),
    "pronouns": later("pronouns"),
    "email": later("e-mail"),
    "company": later("company"),
    "role": later("role or job"),
    "code": later("ticket code"),
    "order": later("order number"),
    "ticket_type": later("kind of ticket"),
    "status": later("ticket's state"),
    "paid": later("paid or not"),
    "coming": later("still coming?"),
    "goals": later("what brings them here"),
    "knows": later("whom they know"),
    "experience": later("years of experience"),
    "distance": later("whom they'd rather meet"),
    "first_time": later("here for the first time"),
    "photos": later("agreed to photos"),
    "wall": later("agreed to the wall"),
    "remote": later("agreed to a language model"),
    "print_goals": later("goals may be printed"),
    "attention": later("a note for the door"),
    "checked_in": later("checked in elsewhere"),
}
"""Fields that can be chosen, the likeliest first."""
_OTHERS = {
    "guests": later("guests they bring"),
    "quantity": later("number of tickets"),
    "id": later("platform's number"),
    "blocked": later("blocked"),
    "cancelled": later("cancelled"),
}
_WHY = {
    "needs": later("left out: needs"),
    "mail": later("left out: mail"),
    "terms": later("left out: terms"),
    "help_out": later("left out: helpers"),
    "heard": later("left out: how heard"),
    "contact": later("left out: contact"),
    "other_people": later("left out: others"),
    "sessions": later("left out: sessions"),
    "remarks": later("left out: remarks"),
    "records": later("left out: records"),
    "organiser": later("left out"),
}
_SURE = {Sure.EXACT: later("certain"), Sure.MEANING: later("by meaning"), Sure.GUESS: later("a guess")}
_GRANTS = {
    Grant.YES: later("yes"),
    Grant.NO: later("no"),
    Grant.UNCLEAR: later("not understood: counts as no"),
    Grant.BLANK: later("no answer"),
}
STATES: Mapping[str, str] = {
    "registered": later("may come in"),
    "unpaid": later("waits: not paid"),
    "unapproved": later("waits: not approved"),
    "waitlisted": later("waits: waiting list"),
    "cancelled": later("is cancelled"),
}
"""What a ticket's state can mean."""
_MORE_STATES = {
    UNKNOWN: later("not known: waits at the door"),
    "invited": later("waits: only invited"),
    "declined": later("is declined"),
    "blocked": later("is blocked"),
    "not attending": later("does not come"),
}


def use_of(column: ColumnUse) -> str:
    """What a column is used for, in a few words."""
    if column.unused:
        return _("nothing uses this")
    if column.why:
        return _(_WHY.get(column.why, "left out"))
    return field(column.used_for)


def field(name: str) -> str:
    """A field in words."""
    return _(USES.get(name) or _OTHERS.get(name) or name)


def sure_of(column: ColumnUse, *, chosen: bool) -> str:
    """How sure that is; `chosen`: it was said on the page."""
    if column.sure is Sure.ORGANISER:
        return _("your word") if chosen else "config.toml"
    sure = _SURE.get(column.sure)
    # The catalogue's own header stands under the empty text.
    return _(sure) if sure else ""


def becomes(answer: Answer) -> str:
    """What an answer becomes, in a few words; empty where it stays as it is."""
    if answer.grant is not None:
        return _(_GRANTS[answer.grant])
    if answer.state:
        return _(STATES.get(answer.state) or _MORE_STATES.get(answer.state) or answer.state)
    if answer.phrases is not None:
        return " · ".join(answer.phrases) or _("left out: says nothing")
    return ""
