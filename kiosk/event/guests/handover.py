"""What somebody is handed with the badge, in one line: a lanyard, a T-shirt in their size."""

from kiosk.config import DoorSettings
from kiosk.model import Registrant, Registration
from kiosk.text import fold

_NAMES = {fold(name.replace("_", " ")): name for name in Registration.__dataclass_fields__}
_ANSWER = "{}"


def hand_over(person: Registrant, settings: DoorSettings) -> str:
    """The line for one person, in the order of the settings; empty where nothing is to be handed over."""
    found = (_text(rule, _answer(person, header)) for header, rule in settings.hand_over.items())
    return " · ".join(text for text in found if text)


def _answer(person: Registrant, header: str) -> str:
    kept = dict(person.extras).get(header)
    value = getattr(person, _NAMES.get(fold(header.replace("_", " ")), ""), "") if kept is None else kept
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ""


def _text(rule: str | dict[str, str], answer: str) -> str:
    if not answer:
        return ""
    if isinstance(rule, str):
        return rule.replace(_ANSWER, answer)
    texts = {fold(said): text for said, text in rule.items()}
    return texts.get(fold(answer), texts.get("*", "")).replace(_ANSWER, answer)
