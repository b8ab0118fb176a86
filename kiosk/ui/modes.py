"""Who stands in front of the screen."""

from enum import StrEnum


class Mode(StrEnum):
    """Which screen is home."""

    DOOR = "door"
    """A volunteer with a queue: the answer is large."""
    DESK = "desk"
    """Somebody who solves what the door can't: the list is large."""
    SELF_SERVICE = "self-service"
    """An attendee alone: nothing to do but to scan."""
