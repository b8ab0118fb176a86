"""What a new event's folder starts with: a commented config.toml and questions for the registration form."""

import re
from importlib import resources
from pathlib import Path

from kiosk.errors import InputError

FILES = ("config.toml", "questions.md")


def write(folder: Path, name: str) -> list[Path]:
    """Makes `folder` for an event called after it; raises InputError where an event lives already."""
    if (folder / "config.toml").exists():
        raise InputError(f"{folder} holds an event already: choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            (folder / file).write_text(_text(file, name), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None
    return [folder / file for file in FILES]


def _text(file: str, name: str) -> str:
    text = (resources.files("kiosk.template") / file).read_text("utf-8")
    title = re.sub(r'["\\\x00-\x1f]', "", name.replace("-", " ").replace("_", " ")).strip()
    return text.replace('name = "Our meetup"', f'name = "{title[:1].upper()}{title[1:]}"') if title else text
