"""Lines of the page, fitted into a width: columns of a list, and the answers to one of them."""

from textual.content import Content

from kiosk.intake.choices.doubts import doubtful
from kiosk.intake.choices.preview import UNKNOWN, Answer
from kiosk.intake.columns.use import IGNORED, ColumnUse
from kiosk.intake.leaves import Grant
from kiosk.language import _
from kiosk.ui.importing import words

_ROOMY = 100
_COUNT = 6


def _widths(width: int) -> tuple[int, int, int, int]:
    """Header, use, how sure, and the samples: what people have to read first has the most room."""
    use, sure = (28, 14) if width >= _ROOMY else (22, 12)
    header = max(16, (width - use - sure - 2) * 3 // 5)
    return header, use, sure, max(8, width - header - use - sure - 2)


def head(width: int) -> Content:
    """What stands above the columns."""
    titles = (_("column"), _("used for"), _("how sure"), _("answers"))
    return Content("  " + "".join(map(_fit, titles, _widths(width))))


def line(column: ColumnUse, width: int, strange: int, *, chosen: bool) -> Content:
    """One column: what it is used for, how sure or how many answers are not understood, and three of its answers."""
    open_ = doubtful(column) or strange > 0
    sure = _("{n} unclear").format(n=strange) if strange else words.sure_of(column, chosen=chosen)
    parts = (column.header, words.use_of(column), sure, "; ".join(column.samples))
    text = ("! " if open_ else "  ") + "".join(map(_fit, parts, _widths(width)))
    style = "bold $text-warning" if open_ else "$text-muted" if column.used_for == IGNORED else ""
    return Content.styled(text.rstrip(), style)


def answer_line(answer: Answer, width: int) -> Content:
    """One answer: how many gave it, what it says, and what becomes of it."""
    became = words.becomes(answer)
    said = (width - _COUNT) * (2 if answer.phrases is not None else 3) // 5 if became else width - _COUNT
    text = f"{answer.people:>{_COUNT - 2}}  {_fit(answer.text, said)}"
    text += _fit(became, width - _COUNT - said) if became else ""
    looks = answer.grant is Grant.UNCLEAR or answer.state == UNKNOWN
    return Content.styled(text.rstrip(), "bold $text-warning" if looks else "")


def _fit(text: str, width: int) -> str:
    return Content(text).truncate(width - 1, ellipsis=True, pad=True).plain + " "
