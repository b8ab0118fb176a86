"""The rolls a badge may be printed on, by the names that people have for them: facts of Brother's catalogue."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A roll: what is stuck on it, and what of that can be printed on, in dots of 300 dpi."""

    width_mm: int
    length_mm: int
    """0 = a continuous roll."""
    across: int
    along: int
    """0 = as long as the badge."""
    offset: int
    """Dots from the print head's right end to the label."""
    two_coloured: bool = False
    """Black and red: the printer takes nothing for it that does not speak of both."""


LABELS = {
    "29": Label(29, 0, 306, 0, 6),
    "38": Label(38, 0, 413, 0, 12),
    "50": Label(50, 0, 554, 0, 12),
    "54": Label(54, 0, 590, 0, 0),
    "62": Label(62, 0, 696, 0, 12),
    "62red": Label(62, 0, 696, 0, 12, two_coloured=True),
    "102": Label(102, 0, 1164, 0, 12),
    "29x90": Label(29, 90, 306, 991, 6),
    "39x90": Label(38, 90, 413, 991, 12),
    "60x86": Label(60, 87, 672, 954, 18),
    "62x29": Label(62, 29, 696, 271, 12),
    "62x100": Label(62, 100, 696, 1109, 12),
    "102x51": Label(102, 51, 1164, 526, 12),
    "102x152": Label(102, 153, 1164, 1660, 12),
}
"""The rolls a badge may be printed on, by the name that config.toml gives them."""

SOLD_AS = {
    "11201": "29x90", "11202": "62x100", "11208": "39x90", "11209": "62x29", "11234": "60x86", "11240": "102x51",
    "11241": "102x152", "22205": "62", "22212": "62", "22113": "62", "22606": "62", "44205": "62", "44605": "62",
    "22210": "29", "22211": "29", "22223": "50", "22225": "38", "22243": "102", "22251": "62red", "55224": "54",
}  # fmt: skip
"""DK numbers as in Europe; elsewhere the first digit stands only once."""
_OTHERS = {
    "11203": "17x87", "11204": "17x54", "11207": "d58", "11218": "d24", "11219": "d12", "11221": "23x23",
    "11247": "103x164", "22214": "12", "22246": "103",
}  # fmt: skip
"""Rolls that are sold, and no badge fits on."""
_NUMBER = re.compile(r"(?:DK)?[\s-]*N?(\d{4,5})", re.IGNORECASE)
_SIZE = re.compile(r"(\d{2,3})(?:mm)?(?:[x×*/](\d{2,3})(?:mm)?)?(red|br|black/?red)?", re.IGNORECASE)


def roll_named(text: str) -> tuple[str, Label]:
    """A roll by its size or its DK number, with the name it has here: "DK-11202" is "62x100". Raises ValueError."""
    plain = "".join(text.split()).lower()
    if plain in LABELS:
        return plain, LABELS[plain]
    name = _by_number(plain) or _by_size(plain)
    if name in LABELS:
        return name, LABELS[name]
    found = _in_library(name or plain)
    if found:
        return name or plain, found
    size = f" ({name} mm)" if name else ""
    raise ValueError(
        f"labels {text!r}{size} are no roll for badges: take 62x100 (DK-11202), a continuous one of 62 mm (DK-22205) "
        f"or one of {', '.join(LABELS)}"
    )


def sold_as(name: str) -> str:
    """The DK number under which a roll is bought; empty where we know none."""
    return next((f"DK-{number}" for number, roll in SOLD_AS.items() if roll == name), "")


def _by_number(plain: str) -> str:
    found = _NUMBER.fullmatch(plain)
    if not found or not (plain.startswith("dk") or len(found[1]) == 5):
        return ""
    number = found[1] if len(found[1]) == 5 else found[1][0] + found[1]
    return {**SOLD_AS, **_OTHERS}.get(number, "")


def _by_size(plain: str) -> str:
    found = _SIZE.fullmatch(plain)
    if not found:
        return ""
    size, red = (int(found[1]), int(found[2] or 0)), bool(found[3])
    # A roll called 60x86 measures 60 x 87 mm, and one called 39x90 is 38 mm wide.
    return next(
        (name for name, roll in LABELS.items() if roll.two_coloured is red and size == (roll.width_mm, roll.length_mm)),
        "",
    )


def _in_library(name: str) -> Label | None:
    """A roll that brother_ql-inventree knows, where somebody has installed it; it is under a copyleft licence."""
    try:
        from brother_ql.labels import ALL_LABELS
    except ImportError:
        return None
    for one in ALL_LABELS:
        if one.identifier == name and not name.startswith("pt"):
            (width, length), (across, along) = one.tape_size, one.dots_printable
            return Label(width, length, across, along if length else 0, one.offset_r, bool(one.color))
    return None
