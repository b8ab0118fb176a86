"""What is written down when the program fails: where in the code, and nothing about anybody."""

import platform
import sys
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from kiosk import __version__


def report(error: BaseException | None) -> str:
    """The error's kind and its places in the code; its words and values may hold names, so they are left out."""
    lines = [
        f"mixer-kiosk {__version__}, textual {version('textual')}, Python {platform.python_version()}, {sys.platform}"
    ]
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(lines) + "\n"


def write(error: BaseException | None, folder: Path) -> Path | None:
    """Puts the report beside the event file; None where even that is impossible."""
    path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        path.write_text(report(error), encoding="utf-8")
    except OSError:
        return None
    return path


def _place(filename: str) -> str:
    """The file as seen from its package: where somebody keeps their programs is theirs."""
    parts = Path(filename).parts
    for root in ("site-packages", "kiosk", "matcher", "printing"):
        if root in parts:
            at = parts.index(root)
            return "/".join(parts[at + 1 :] if root == "site-packages" else parts[at:])
    return parts[-1]
