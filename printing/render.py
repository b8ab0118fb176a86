"""A badge becomes pictures: painted once, at the printer's dots."""

from PIL import Image, ImageDraw

from printing import fonts, layout, qr
from printing.badge import Badge
from printing.errors import DrawingError
from printing.fonts import Typefaces
from printing.marks import Code, Ink, Mark, Pill, Rule
from printing.media import LANDSCAPE_100x62, Media

_BLACK, _WHITE = 0, 255


def render(badge: Badge, media: Media = LANDSCAPE_100x62, faces: Typefaces | None = None) -> list[Image.Image]:
    """One black-and-white picture (mode 1) per cut, at the media's dots. Raises DrawingError."""
    try:
        return [paint(page, media) for page in layout.pages(badge, media, faces or fonts.typefaces())]
    # What the font engine says to text of a stranger must end this badge, never the evening.
    except (OSError, ValueError, TypeError, AttributeError, ArithmeticError, LookupError, MemoryError) as error:
        raise DrawingError(f"Badge {badge.number} can't be drawn ({error}): write a badge by hand.") from error


def missing(badge: Badge, faces: Typefaces | None = None) -> tuple[str, ...]:
    """The texts of a badge that lose characters because no font here can draw them."""
    people = [text for each in badge.people for text in (each.name, each.line, each.why, *each.starter)]
    texts = [badge.first_name, badge.last_name, badge.company, badge.ask_me_about, badge.event, badge.connector]
    known = faces or fonts.typefaces()
    return tuple(text for text in (*texts, *people) if not known.drawable(text))


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
            colour = _WHITE if white else _BLACK
            drawing.text((x, y), line.text, font=line.font, fill=colour, anchor="ls", direction=line.direction)
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
        case Code(left, top, payload):
            picture.paste(qr.picture(qr.matrix(payload), media.module), (left, top))
