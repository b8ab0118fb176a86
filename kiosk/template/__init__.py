"""What a new event's folder starts with: a commented config.toml and questions for the registration form."""

import re
from importlib import resources
from pathlib import Path

from kiosk.errors import InputError
from kiosk.text import clean

FILES = ("config.toml", "questions.md")
LANGUAGES = ("en", "de", "fr", "es")
"""In which the questions can be had."""


def write(folder: Path, name: str, language: str = "en") -> list[Path]:
    """Makes `folder` for an event called after it; raises InputError where an event lives already."""
    paths = [folder / file for file in FILES]
    there = next((path for path in paths if path.exists()), None)
    if there:
        raise InputError(f"{folder} holds an event already ({there.name}): choose another folder.")
    title = _title(name) or _title(folder.resolve().name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            path.write_text(_text(path.name, title, language), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None
    return paths


def _title(name: str) -> str:
    """Turns "spring-meetup" into what people write, without what would end a string in TOML."""
    title = clean(re.sub(r'["\\]', "", re.sub(r"[-_]", " ", name)).strip(" ."))
    return f"{title[:1].upper()}{title[1:]}"


def questions(language: str) -> str:
    """The questions for a registration form; what is bold in them is understood as it stands."""
    file = "questions.md" if language == "en" else f"questions.{language}.md"
    return (resources.files("kiosk.template") / file).read_text("utf-8")


def _text(file: str, title: str, language: str) -> str:
    if file == "questions.md":
        return questions(language)
    text = (resources.files("kiosk.template") / file).read_text("utf-8")
    text = text.replace('name = "Our meetup"', f'name = "{title}"') if title else text
    return text.replace(
        'language = "en"                  # of badges', f'language = "{language}"                  # of badges'
    )
