"""What another window of this laptop tells the open door: one small file a message, taken in and deleted by the door.

Only the open door writes to the event file; the tray runs beside it.
"""

from collections.abc import Iterator
from pathlib import Path

from kiosk import code

FOLDER = "tray"
_GIVEN = ".given"


def tell_given(event: Path, badge: str) -> None:
    """A badge was handed to its wearer. Raises OSError."""
    place = event / FOLDER
    place.mkdir(exist_ok=True)
    (place / f"{code.canonical(badge)}{_GIVEN}").touch()


def told(event: Path) -> Iterator[tuple[str, Path]]:
    """(badge id, file) of every message that waits; whoever has taken one in deletes its file."""
    place = event / FOLDER
    if place.is_dir():
        for path in sorted(place.glob(f"*{_GIVEN}")):
            if code.is_badge_id(path.stem):
                yield path.stem, path
