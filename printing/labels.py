"""The few words of our own on a badge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands beside people's own words."""

    number: str = "No"
    ask_me_about: str = "Ask me about"
    start: str = "start here"
    hello: str = "say hello first"
    start_with_hello: str = "start here: say hello"
    also: str = "Also look for:"
    card: str = "People to meet"


ENGLISH = Labels()
