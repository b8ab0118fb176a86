"""What a new event's folder starts with: a commented config.toml and questions for the registration form."""

import re
from importlib import resources
from pathlib import Path

from kiosk.errors import InputError
from kiosk.text import clean

FILES = ("config.toml", "questions.md")


def write(folder: Path, name: str) -> list[Path]:
    """Makes `folder` for an event called after it; raises InputError where an event lives already."""
    paths = [folder / file for file in FILES]
    there = next((path for path in paths if path.exists()), None)
    if there:
        raise InputError(f"{folder} holds an event already ({there.name}): choose another folder.")
    title = _title(name) or _title(folder.resolve().name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            path.write_text(_text(path.name, title), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None
    return paths


def _title(name: str) -> str:
    """Turns "spring-meetup" into what people write, without what would end a string in TOML."""
    title = clean(re.sub(r'["\\]', "", re.sub(r"[-_]", " ", name)).strip(" ."))
    return f"{title[:1].upper()}{title[1:]}"


def _text(file: str, title: str) -> str:
    text = (resources.files("kiosk.template") / file).read_text("utf-8")
    return text.replace('name = "Our meetup"', f'name = "{title}"') if title else text
