"""An evening of sixty invented people, for trying things out."""

from importlib import resources
from pathlib import Path

from kiosk.errors import InputError

_CONFIG = """\
# The demo's settings. `kiosk init DIR` writes a file with every setting and what it does.
[event]
name = "Harbour City Makers & Designers"
capacity = 80

[matching]
connectors = ["Ana"]

[wall]
show = true
meeting_point = "by the plant"
"""


def make(folder: Path) -> Path:
    """Writes the demo's settings and guest list into `folder`; returns the path of its config.toml."""
    config = folder / "config.toml"
    if config.exists():
        raise InputError(f"{folder} holds an event already: choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        config.write_text(_CONFIG, encoding="utf-8")
        (folder / "guests.csv").write_text((resources.files("kiosk.demo") / "people.csv").read_text("utf-8"), "utf-8")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None
    return config
