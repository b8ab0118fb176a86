"""Two dozen badges of invented people across the templates, as one picture for the documentation.

python -m tests.printing.contact docs/badges.png
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from printing.badge import Badge, ToMeet
from printing.layout.template import load
from printing.render import render
from tests.printing.guests import ID

_WIDTH, _GAP, _DESK = 2400, 36, 214
"""Dots; the grey of the desk that the badges lie on."""
_SCALE = 0.48
_GREYS = 16


def _meet(name: str, number: int, line: str, opener: str, question: str, here: bool = False) -> ToMeet:
    return ToMeet(name=name, number=number, line=line, why=line, starter=(opener, question), here=here)


_MAKERS = (
    _meet("Tomasz Lind", 31, "Weaving? Ask Tomasz: looms.",
          "Tomasz has built three looms.", "Tomasz, what broke on the first one?"),
    _meet("Yara Costa", 7, "You both like night trains.",
          "Yara slept her way to Lisbon.", "Yara, which night was the longest?", here=True),
    _meet("Femi Balogun", 112, "Swap: your soldering, Femi’s Yoruba.",
          "You solder, Femi teaches Yoruba.", "Femi, what would you build first?"),
)  # fmt: skip
_MORE = (
    *_MAKERS,
    _meet("Mei Tanaka", 58, "You both wrote sourdough.", "You both bake.", "Mei, what is your starter called?"),
    _meet("Iker Etxeberria", 90, "Iker: mapping footpaths. You asked: maps.",
          "Iker walks what he maps.", "Iker, which path is on no map yet?"),
)  # fmt: skip
_GERMAN = (
    _meet("Wiebke Sörensen", 14, "Uhren reparieren? Frag Wiebke: Taschenuhren.",
          "Wiebke repariert Taschenuhren.", "Wiebke, was übersieht man dabei leicht?"),
    _meet("Amadou Diallo", 66, "Ihr mögt beide Nachtzüge.",
          "Amadou fährt nur nachts.", "Amadou, wohin ging die längste Nacht?", here=True),
    _meet("Jana Novotná", 9, "Tausch: dein Siebdruck, Janas Tschechisch.",
          "Jana will drucken lernen.", "Jana, was soll aufs erste Plakat?"),
)  # fmt: skip
_FRENCH = (
    _meet("Chloé Marchand", 41, "Vous aimez le pain au levain.",
          "Chloé a un levain de dix ans.", "Chloé, comment l’appelles-tu ?"),
    _meet("Nguyễn Thị Hoa", 23, "Hoa : reliure. Tu voulais apprendre.",
          "Hoa relie ses carnets elle-même.", "Hoa, par où commencer ?", here=True),
)  # fmt: skip
_SPANISH = (
    _meet("Lucía Fernández", 77, "Os gusta la astronomía.",
          "Lucía tiene un telescopio.", "Lucía, ¿qué se ve esta noche?"),
    _meet("Óscar Ibáñez", 5, "Óscar: mapas accesibles. Tú los necesitas.",
          "Óscar dibuja mapas en relieve.", "Óscar, ¿qué falta en los nuestros?"),
)  # fmt: skip


def _of(number: int, first: str, last: str, company: str, ask: str, people: Sequence[ToMeet] = _MAKERS) -> Badge:
    return Badge(
        id=ID,
        number=number,
        first_name=first,
        last_name=last,
        company=company,
        ask_me_about=ask,
        event="Makers and Menders, November",
        people=tuple(people),
    )


def badges() -> list[tuple[str, Badge]]:
    """Template and badge."""
    alexandra = _of(12, "Alexandra", "Whitlock", "Harbour Type Foundry", "clocks")
    priya = _of(4, "Priya", "Nair", "Open Transit Lab", "accessible maps", _MORE)
    kofi = _of(101, "Kofi", "Owusu-Ansah", "", "community gardens")
    bjorn = _of(28, "Björn", "Ångström", "Werkstatt Nord", "Fahrräder aus Bambus", _GERMAN)
    chloe = _of(41, "Anne-Charlotte", "de la Fontaine", "Atelier du Canal", "reliure à la main", _FRENCH)
    xochitl = _of(63, "Xóchitl", "Hernández Ruiz", "Taller Abierto", "telares de cintura", _SPANISH)
    return [
        ("landscape", replace(alexandra, pronouns="she/her", marks=("first_timer",))),
        ("landscape", replace(priya, pronouns="she/they", role="Data designer", marks=("speaker", "no_photo"))),
        ("landscape", replace(bjorn, language="de", marks=("crew", "connector"))),
        ("landscape", _of(205, "Екатерина", "Щербакова", "Студия «Полёт»", "письма от руки")),
        ("landscape", _of(88, "ليلى", "الحسيني", "مكتبة النور", "الخط العربي")),
        ("landscape", replace(chloe, cuts=2, language="fr", pronouns="elle", marks=("speaker",))),
        ("avery-5392", replace(xochitl, language="es", pronouns="ella", marks=("connector",))),
        (
            "avery-5392",
            replace(_of(9, "Jun", "Park", "Slow Software Society", "fermenting", _MORE), pronouns="they/them"),
        ),
        ("avery-l4784", replace(_of(33, "Isabella", "Rossi", "Ponte Cooperative", "choirs"), marks=("first_timer",))),
        ("avery-l4784", _of(140, "Thế Vinh", "Nguyễn Đặng", "Lotus Robotics", "soldering", _MORE)),
        ("avery-l4784", replace(kofi, marks=("crew",), company="Green Yards")),
        ("address", _of(17, "Siobhán", "O’Sullivan", "Peatland Trust", "bogs")),
        ("address", replace(_of(450, "Muhammad", "Al-Farouqi", "Lantern Books", "maps"), marks=("speaker",))),
        ("address", _of(3, "אביגיל", "כהן", "סטודיו ים", "")),
        ("portrait", replace(alexandra, pronouns="she/her", marks=("speaker",), role="Type designer")),
        ("portrait", replace(kofi, pronouns="he/him", marks=("first_timer", "no_photo"))),
        ("portrait", _of(72, "प्रिया", "श्रीवास्तव", "", "चाय")),
        ("small", _of(51, "Bartholomew", "Featherstonehaugh", "Bell & Rope Works", "bell ringing", _MORE)),
        ("small", replace(_of(8, "Li", "Bo", "Paper Cranes", "origami"), marks=("crew",))),
        ("receipt", replace(_of(19, "Tamar", "გელაშვილი", "Vine House", "old scripts"), pronouns="she/her")),
        ("receipt", replace(xochitl, language="es", marks=("first_timer",))),
        ("a6", replace(priya, pronouns="she/they", role="Data designer", marks=("speaker", "no_photo"))),
        ("a6", replace(_of(26, "Giorgos", "Παπαδάκης", "Olive Circuits", "lutes", _MORE), marks=("connector",))),
    ]


def rows() -> list[list[Image.Image]]:
    """The badges' first pages, and one pocket card, as they lie on the desk."""
    drawn: dict[str, list[Image.Image]] = {}
    for template, badge in badges():
        drawn.setdefault(template, []).append(render(badge, load(template))[0])
    wide, low, upright = drawn["landscape"], drawn["avery-l4784"], drawn["portrait"]
    card = render(replace(badges()[1][1], card_only=True))[0]
    return [
        [*wide[:3], low[0]],
        [low[1], *wide[3:6]],
        [drawn["avery-5392"][0], card, low[2], drawn["avery-5392"][1]],
        drawn["address"],
        [upright[0], drawn["small"][0], drawn["receipt"][0], upright[1], drawn["small"][1], upright[2]],
        [drawn["a6"][0], drawn["receipt"][1], drawn["a6"][1]],
    ]


def desk(laid: Sequence[Sequence[Image.Image]], width: int = _WIDTH, scale: float = _SCALE) -> Image.Image:
    """The pictures on a grey desk, each row spread over its width."""
    small = [[_smaller(page, scale) for page in row] for row in laid]
    heights = [max(page.height for page in row) for row in small]
    found = Image.new("L", (width, sum(heights) + _GAP * (len(small) + 1)), _DESK)
    top = _GAP
    for row, height in zip(small, heights, strict=True):
        gap = min(2 * _GAP, (width - sum(page.width for page in row)) // (len(row) + 1))
        left = (width - sum(page.width for page in row) - gap * (len(row) - 1)) // 2
        for page in row:
            found.paste(page, (left, top + (height - page.height) // 2))
            left += page.width + gap
        top += height + _GAP
    return found


def _smaller(page: Image.Image, scale: float) -> Image.Image:
    size = round(page.width * scale), round(page.height * scale)
    return page.convert("L").resize(size, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "badges.png")
    desk(rows()).quantize(_GREYS, dither=Image.Dither.NONE).save(path, optimize=True)
