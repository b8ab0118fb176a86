"""How likely somebody comes."""

from kiosk.event.guests.chances import chance
from kiosk.model import Registrant


def registrant(**values: object) -> Registrant:
    return Registrant(**{"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 1, "name": "Ana", **values})  # type: ignore[arg-type]  # values by name, or a kind as text


def test_an_answer_on_the_day_says_most() -> None:
    usual = chance(registrant(), 0.6)
    assert usual == 0.6
    yes, maybe, no = (chance(registrant(coming=said), 0.6) for said in ("Yes!", "maybe", "No, sorry"))
    assert no < 0.1 < maybe < usual < 0.9 < yes < 1
    assert chance(registrant(coming="whatever"), 0.6) == usual


def test_who_paid_or_came_before_is_likelier_to_come() -> None:
    usual = chance(registrant(), 0.6)
    assert chance(registrant(paid=True), 0.6) > usual == chance(registrant(paid=False), 0.6)
    assert chance(registrant(), 0.6, (4, 4)) > usual > chance(registrant(), 0.6, (0, 4)) > 0
