"""A hit of a search, in a line: the name, and what tells it from its namesakes."""

from kiosk.language import _
from kiosk.model import Found
from kiosk.text import mask_email


def match_line(found: Found) -> tuple[str, str]:
    """A hit of a search: the name, and what tells it from its namesakes."""
    person, presence = found.registrant, found.presence
    name = person.name or _("Guest without a name (order {order})").format(order=person.order)
    details = [person.company, mask_email(person.email), _("No {n}").format(n=person.number)]
    if presence.admission and presence.first_in:
        details.append(_("● in since {time}").format(time=f"{presence.first_in:%H:%M}"))
    elif person.reason or person.status != "registered":
        details.append(f"! {_(person.reason or person.status.value)}")
    return name, " · ".join(detail for detail in details if detail)
