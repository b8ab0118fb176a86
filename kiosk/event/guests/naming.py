"""What to call somebody: in a sentence, on a badge, in a register."""

from collections.abc import Sequence

from kiosk.language import _
from kiosk.model import Registrant, Status
from kiosk.text import fold, split_name


def first_name(person: Registrant) -> str:
    """What to call somebody in a sentence."""
    return person.first_name or split_name(person.name)[0]


def called(person: Registrant) -> str:
    """What to call somebody in a sentence for the crew."""
    if person.name:
        return person.name
    return _("the guest of order {order}").format(order=person.order) if person.order else _("this guest")


def by_surname(crowd: Sequence[Registrant]) -> list[Registrant]:
    """Who may come, as a register sorts them; nameless tickets last."""
    coming = [person for person in crowd if person.status is not Status.CANCELLED]
    return sorted(coming, key=lambda person: (not person.name, fold(" ".join(surname_first(person))), person.number))


def surname_first(person: Registrant) -> tuple[str, str]:
    """Surname and first name; a person with one name has it first."""
    first, last = split_name(person.name)
    if person.last_name:
        first, last = person.first_name, person.last_name
    return (last, first) if last else (first, "")
