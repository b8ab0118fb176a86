"""A badge becomes pictures: painted once, at the printer's dots."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from printing.badge import Badge, ToMeet
from printing.errors import TemplateError, drawing
from printing.layout import arrangement, qr
from printing.layout.ink import Code, Ink, Logo, Mark, Pill, Rule, Sign, Turned
from printing.layout.printed_words import labels_in
from printing.layout.signs import sign
from printing.layout.template import Template, load
from printing.lettering import fonts
from printing.lettering.fonts import Typefaces
from printing.media import Media

_BLACK, _WHITE = 0, 255


def render(
    badge: Badge,
    template: Template | None = None,
    *,
    dpi: int = 300,
    copies: int = 1,
    faces: Typefaces | None = None,
) -> list[Image.Image]:
    """One black-and-white picture (mode 1) per cut, drawn at a printer's dots; `copies` of the name badge.

    Raises DrawingError.
    """
    with drawing(f"Badge {badge.number}", "write a badge by hand"):
        template = template or load()
        media = template.media(dpi)
        drawn = [paint(page, media) for page in arrangement.pages(badge, template, media, faces or fonts.typefaces())]
        return drawn if badge.card_only else drawn[:1] * copies + drawn[1:]


def missing(badge: Badge, faces: Typefaces | None = None) -> tuple[str, ...]:
    """The texts of a badge that lose characters because no font here can draw them."""
    people = [text for each in badge.people for text in (each.name, each.line, each.why, *each.starter)]
    texts = [
        badge.first_name,
        badge.last_name,
        badge.pronouns,
        badge.company,
        badge.role,
        badge.ask_me_about,
        badge.event,
        badge.connector,
    ]
    known = faces or fonts.typefaces()
    return tuple(text for text in (*texts, *people) if not known.drawable(text))


def shown(
    badge: Badge, template: Template | None = None, *, dpi: int = 300, faces: Typefaces | None = None
) -> tuple[ToMeet, ...]:
    """The people whom the badge, or its pocket card, names once it is printed: a low label has no room for five.

    Raises DrawingError.
    """
    with drawing(f"Badge {badge.number}", "write a badge by hand"):
        template = template or load()
        pages = arrangement.pages(badge, template, template.media(dpi), faces or fonts.typefaces())
        number = labels_in(badge.language).number
        said = {text for page in pages for text in _said(page)}
        return tuple(person for person in badge.people if f"{number} {person.number}" in said)


def _said(page: Iterable[Mark]) -> Iterator[str]:
    for mark in page:
        if isinstance(mark, Turned):
            yield from _said(mark.marks)
        elif isinstance(mark, Ink):
            yield mark.line.text


def paint(page: list[Mark], media: Media) -> Image.Image:
    """A page as a black-and-white picture (mode 1), at the media's dots."""
    picture = Image.new("L", (media.width, media.height), _WHITE)
    drawing = ImageDraw.Draw(picture)
    for mark in page:
        _draw(mark, drawing, picture, media)
    # A threshold, never a dither: ragged letters are hard to read, and ragged codes hard to scan.
    paper = picture.convert("1", dither=Image.Dither.NONE)
    paper.info["dpi"] = (media.dpi, media.dpi)
    return paper


def _draw(mark: Mark, drawing: ImageDraw.ImageDraw, picture: Image.Image, media: Media) -> None:
    match mark:
        case Ink(line, x, y, white):
            line.draw(drawing, x, y, _WHITE if white else _BLACK)
        case Rule(left, top, right, bottom):
            drawing.rectangle((left, top, right - 1, bottom - 1), fill=_BLACK)
        case Pill(left, top, right, bottom, filled):
            drawing.rounded_rectangle(
                (left, top, right - 1, bottom - 1),
                radius=(bottom - top) // 2,
                fill=_BLACK if filled else _WHITE,
                outline=_BLACK,
                width=media.dots(0.25),
            )
        case Sign(left, top, side, name):
            picture.paste(sign(name, side), (left, top))
        case Logo():
            _paste_logo(mark, picture)
        case Turned():
            _paste_turned(mark, picture, media)
        case Code(left, top, payload):
            picture.paste(qr.picture(qr.matrix(payload), media.module), (left, top))


def _paste_logo(mark: Logo, picture: Image.Image) -> None:
    logo = shrunk(mark.path, mark.right - mark.left, mark.bottom - mark.top)
    picture.paste(logo, (mark.left, mark.bottom - logo.height))


@lru_cache(maxsize=16)
def shrunk(path: Path, width: int, height: int) -> Image.Image:
    """A logo in black and white (mode L) that fits a box, never enlarged. Raises TemplateError."""
    try:
        with Image.open(path) as found:
            flat = Image.alpha_composite(Image.new("RGBA", found.size, "white"), found.convert("RGBA")).convert("L")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise TemplateError(f"The logo {path.name} can't be read ({error}): save it as PNG.") from error
    flat.thumbnail((width, height), Image.Resampling.LANCZOS)
    # The one place for a dither: greys of a logo, away from letters and codes.
    return flat.convert("1", dither=Image.Dither.FLOYDSTEINBERG).convert("L")


def _paste_turned(mark: Turned, picture: Image.Image, media: Media) -> None:
    upright = Image.new("L", picture.size, _WHITE)
    pen = ImageDraw.Draw(upright)
    for each in mark.marks:
        _draw(each, pen, upright, media)
    box = (mark.left, mark.top, mark.right, mark.bottom)
    picture.paste(upright.crop(box).transpose(Image.Transpose.ROTATE_180), box[:2])
