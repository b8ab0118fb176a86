"""Layouts as small data: a TOML file per kind of label, which an organiser can copy and change."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from printing.errors import TemplateError
from printing.media import Media

Arrangement = Literal["beside", "below", "none"]
MOST_PEOPLE = 5

_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The paper of one badge, in millimetres, as it lies in front of the reader."""

    width: float
    height: float
    margin: float = 3.0
    """Kept white on every side: printers feed askew and cutters wander."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Several labels on a page, in millimetres."""

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    """From the left edge of a label to that of the next."""
    down: float
    """From the top edge of a label to that of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes of who somebody is, in millimetres per em; heights in millimetres."""

    name: float
    least_name: float
    name_height: float
    """What one line of the name, or two, may take."""
    number: float
    """0 where the number stands elsewhere, or nowhere."""
    surname: float
    least_surname: float
    company: float
    least_company: float
    line: float = 3.4
    """Pronouns, role and marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands below the name."""

    arrangement: Arrangement = "beside"
    """People to meet beside the code, below the name with the code at the bottom, or no people at all."""
    column: float = 31.0
    """beside: millimetres of the left column, which other people read."""
    upside_down: bool = False
    """The people to meet are turned round, so that the wearer reads them by lifting the badge."""
    code: float = 0.5
    """Millimetres of one square of the QR code; smaller ones don't scan."""
    people: int = 3
    """How many people one badge names with their lines, however long these are; a longer list is cut off there."""
    people_on_card: int = 5
    """... and a pocket card of this size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One layout."""

    name: str
    label: Label
    one_cut: Scale
    two_cuts: Scale
    body: Body = Body()
    sheet: Sheet | None = None
    logo: Path | None = None
    """A picture that takes the place of the event's name."""

    def people(self, cuts: int) -> int:
        """How many people are surely named, each with a whole line, on what so many cuts make."""
        if cuts == 2:
            return self.body.people_on_card
        return 0 if self.body.arrangement == "none" else self.body.people

    def media(self, dpi: int) -> Media:
        """One label at a printer's dots."""
        label = self.label
        return Media(
            width_mm=label.width, height_mm=label.height, dpi=dpi, margin_mm=label.margin, module_mm=self.body.code
        )


def names() -> tuple[str, ...]:
    """The layouts that come with us, the default first."""
    found = {file.name.removesuffix(_SUFFIX) for file in _folder().iterdir() if file.name.endswith(_SUFFIX)}
    return ("landscape", *sorted(found - {"landscape"}))


def source(name: str) -> str:
    """The text of a layout that comes with us."""
    text: str = _folder().joinpath(name + _SUFFIX).read_text("utf-8")
    return text


@lru_cache(maxsize=64)
def load(name_or_path: str | Path = "landscape") -> Template:
    """A layout that comes with us, by name, or a file. Raises TemplateError."""
    if name_or_path in names():
        return _build(str(name_or_path), source(str(name_or_path)), Path())
    path = Path(name_or_path)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        known = ", ".join(names())
        raise TemplateError(f"There is no template {path.name!r}: choose one of {known}, or a .toml file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path} can't be read ({error}): save it as plain UTF-8 text.") from None
    return _build(path.name, text, path.parent)


def _folder() -> Any:
    return files("printing") / "templates"


_SECTIONS: Mapping[str, type[Any]] = {
    "label": Label, "one_cut": Scale, "two_cuts": Scale, "body": Body, "sheet": Sheet,
}  # fmt: skip
_NEEDED = ("label", "one_cut")


def _build(name: str, text: str, folder: Path) -> Template:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{name}: {error}.") from None
    logo = raw.pop("logo", None)
    unknown = next((key for key in raw if key not in _SECTIONS), None)
    if unknown:
        raise TemplateError(f"{name}: there is no section [{unknown}] (known: {', '.join(_SECTIONS)}; logo).")
    missing = next((key for key in _NEEDED if key not in raw), None)
    if missing:
        raise TemplateError(f"{name}: the section [{missing}] is missing.")
    parts = {key: _section(name, key, _SECTIONS[key], values) for key, values in raw.items()}
    parts.setdefault("two_cuts", parts["one_cut"])
    template = Template(name=name, logo=_logo(name, logo, folder), **parts)
    _refuse_impossible(template)
    return template


def _section(name: str, section: str, kind: type[Any], values: object) -> Any:
    if not isinstance(values, dict):
        raise TemplateError(f"{name}: [{section}] must be a section of keys.")
    known = {field.name: field for field in fields(kind)}
    for key, value in values.items():
        if key not in known:
            raise TemplateError(f"{name}, [{section}]: there is no key {key!r} (known: {', '.join(known)}).")
        _refuse_type(name, f"[{section}] {key}", known[key].type, value)
    try:
        return kind(**values)
    except TypeError as error:
        raise TemplateError(f"{name}, [{section}]: {str(error).partition('missing')[2] or error}.") from None


def _refuse_type(name: str, where: str, kind: Any, value: object) -> None:
    if kind is bool or isinstance(value, bool):
        if not (kind is bool and isinstance(value, bool)):
            raise TemplateError(f"{name}, {where}: {'true or false' if kind is bool else 'a number'} is needed.")
    elif kind == Arrangement:
        if value not in get_args(Arrangement):
            raise TemplateError(f"{name}, {where}: choose one of {', '.join(get_args(Arrangement))}.")
    elif kind is int:
        if not isinstance(value, int) or not 1 <= value <= 50:
            raise TemplateError(f"{name}, {where}: a whole number from 1 to 50 is needed.")
    elif not isinstance(value, int | float) or not 0 <= value <= 1000:
        raise TemplateError(f"{name}, {where}: millimetres from 0 to 1000 are needed.")


def _logo(name: str, value: object, folder: Path) -> Path | None:
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise TemplateError(f"{name}, logo: the name of a PNG file in quotes is needed, above all sections.")
    path = folder / value
    if not path.is_file():
        raise TemplateError(f"{name}, logo: there is no file {path}.")
    _refuse_unreadable(name, path)
    return path


def _refuse_unreadable(name: str, path: Path) -> None:
    # Imported here: few templates have a logo, and the door opens without a picture library.
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TemplateError(f"{name}, logo: {path.name} can't be read ({error}): save it as PNG.") from None


_LEAST = {"beside": (70.0, 44.0), "below": (50.0, 74.0), "none": (50.0, 20.0)}
"""Millimetres that the arrangements need at least, side by side and one above the other."""


def _refuse_impossible(template: Template) -> None:
    name, label = template.name, template.label
    width, height = _LEAST[template.body.arrangement]
    if label.width < width or label.height < height:
        kind = template.body.arrangement
        raise TemplateError(f"{name}: arrangement {kind!r} needs a label of {width:g} x {height:g} mm at least.")
    if label.margin > min(label.width, label.height) / 8:
        raise TemplateError(f"{name}, [label] margin: {label.margin:g} mm leave too little of the label.")
    for section, scale in (("one_cut", template.one_cut), ("two_cuts", template.two_cuts)):
        for key in ("name", "surname", "company"):
            least = getattr(scale, f"least_{key}")
            if not 0 < least <= getattr(scale, key):
                raise TemplateError(f"{name}, [{section}] least_{key}: it must be above 0 and at most {key}.")
        if scale.name_height > label.height / 2:
            raise TemplateError(f"{name}, [{section}] name_height: the name may take half of the label at most.")
    if template.body.arrangement == "beside" and not 15 <= template.body.column <= label.width / 2:
        raise TemplateError(f"{name}, [body] column: choose 15 to {label.width / 2:g} mm.")
    if not 0.5 <= template.body.code <= 1.0:
        raise TemplateError(f"{name}, [body] code: choose 0.5 to 1 mm.")
    for key, count in (("people", template.body.people), ("people_on_card", template.body.people_on_card)):
        if count > MOST_PEOPLE:
            raise TemplateError(f"{name}, [body] {key}: a badge names {MOST_PEOPLE} people at most.")
    _refuse_overlap(template)


def _refuse_overlap(template: Template) -> None:
    sheet, label = template.sheet, template.label
    if sheet is None:
        return
    for key, pitch, size in (("across", sheet.across, label.width), ("down", sheet.down, label.height)):
        if pitch < size - 0.01:
            raise TemplateError(f"{template.name}, [sheet] {key}: labels of {size:g} mm would overlap.")
    right = sheet.left + (sheet.columns - 1) * sheet.across + label.width
    bottom = sheet.top + (sheet.rows - 1) * sheet.down + label.height
    # A millimetre of grace: makers round, and printers keep their edges white anyway.
    if right > sheet.width + 1 or bottom > sheet.height + 1:
        raise TemplateError(
            f"{template.name}, [sheet]: {sheet.columns} x {sheet.rows} labels need {right:g} x {bottom:g} mm, "
            f"the page has {sheet.width:g} x {sheet.height:g} mm."
        )
