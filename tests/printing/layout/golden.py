"""Badges of twelve scripts as they ought to look; a picture per template, the scripts side by side.

python -m tests.printing.layout.golden     writes the pictures anew: look at them before you keep them
"""

import hashlib
from functools import cache
from pathlib import Path

from PIL import Image

from printing.badge import Badge, ToMeet
from printing.layout.template import load, names
from printing.lettering import system_fonts
from printing.lettering.fonts import Typefaces
from printing.lettering.system_fonts import Face
from printing.render import render
from tests.printing.guests import ID

FOLDER = Path(__file__).parent / "golden"
DPI = 203
SCRIPTS = {
    "Latin": ("Zoë", "Łukaszewicz-Ångström", "Čeština Ğ & Ñ", "žluťoučký kůň"),
    "Vietnamese": ("Thế Vinh", "Nguyễn Đặng", "Phở Ngữ Nghĩa", "những chuyến tàu đêm"),
    "Cyrillic": ("Екатерина", "Щербакова", "Студия «Полёт»", "письма от руки"),
    "Greek": ("Αλέξανδρος", "Παπάς", "Ελιά ΑΕ", "χάρτες και πυξίδες"),
    "Arabic": ("ليلى", "الحسيني", "شركة النور 24", "الخط العربي"),
    "Hebrew": ("אביגיל", "כהן", "סטודיו ים (2)", "שעונים ישנים"),
    "Devanagari": ("प्रिया", "श्रीवास्तव", "हस्तकला केंद्र", "मिट्टी के बर्तन"),
    "Thai": ("สมชาย", "น้ำผึ้ง", "ร้านปั้นดิน", "ผู้ใหญ่เล่นว่าว"),
    "Georgian": ("ქეთევან", "გელაშვილი", "ვაზის სახლი", "ძველი ასოები"),
    "Chinese": ("王芳", "李", "北京印刷社", "夜间火车"),
    "Korean": ("민준", "김", "한글 공방", "오래된 시계"),
    "Emoji": ("Ana ☕", "Rossi ✂", "Paper ✈ Post", "⚓ and ♞"),
}
"""First name, surname, company, and what to ask about."""
_PINNED = {
    "NotoSansCJK-Regular.ttc": "b76b0433203017",
    "NotoSansCJK-Bold.ttc": "faa5f3656a78b2",
    "Symbola_hint.ttf": "af8bd8cc9c8082",
}
"""Fonts of a computer with the beginning of their digest: other versions draw other pictures."""


@cache
def pinned() -> tuple[Face, ...]:
    """The fonts that are here in just the version that the pictures were drawn with."""
    return tuple(face for face in system_fonts.installed() if _is_pinned(face.source))


@cache
def _is_pinned(source: str) -> bool:
    digest = _PINNED.get(Path(source).name)
    return digest is not None and hashlib.sha256(Path(source).read_bytes()).hexdigest().startswith(digest)


@cache
def faces() -> Typefaces:
    """Our own font, and those."""
    return Typefaces(pinned, shaping=True)


def badge(script: str) -> Badge:
    """A badge in a script, with people of the same."""
    first, last, company, topic = SCRIPTS[script]
    names = (f"{first} {last}", f"{last} {first}", "Ana Rossi")
    people = tuple(
        ToMeet(name=name, number=number, here=number == 7, line=f"{topic}: {company}?")
        for name, number in zip(names, (31, 7, 112), strict=True)
    )
    return Badge(
        id=ID,
        number=12,
        first_name=first,
        last_name=last,
        pronouns="she/they",
        company=company,
        marks=("speaker", "first_timer"),
        ask_me_about=topic,
        event=company,
        people=people,
    )


def drawable(script: str) -> bool:
    """Whether the fonts for it are here."""
    return all(faces().drawable(text) for text in SCRIPTS[script])


def tile(template: str, script: str) -> Image.Image:
    """A badge as it looks now."""
    return render(badge(script), load(template), dpi=DPI, faces=faces())[0]


def kept(template: str, script: str) -> Image.Image | None:
    """The badge as it ought to look."""
    path = FOLDER / f"{template}.png"
    if not path.exists():
        return None
    with Image.open(path) as picture:
        width = picture.width // len(SCRIPTS)
        left = width * list(SCRIPTS).index(script)
        return picture.convert("1", dither=Image.Dither.NONE).crop((left, 0, left + width, picture.height))


def main() -> None:
    """Draws what can be drawn here, and leaves the rest as it is."""
    FOLDER.mkdir(exist_ok=True)
    for template in names():
        media = load(template).media(DPI)
        picture = Image.new("1", (media.width * len(SCRIPTS), media.height), 1)
        for index, script in enumerate(SCRIPTS):
            shown = tile(template, script) if drawable(script) else kept(template, script)
            if shown:
                picture.paste(shown, (index * media.width, 0))
        picture.save(FOLDER / f"{template}.png", optimize=True)


if __name__ == "__main__":
    main()
