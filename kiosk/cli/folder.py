"""Which event a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.config import EventFolder

CONFIG = "config.toml"


def event_folder(context: click.Context) -> EventFolder:
    """The event that --config names, or the one in this folder."""
    from kiosk.config import load

    return load(Path(context.find_root().obj))
