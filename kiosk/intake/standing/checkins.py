"""Who was checked in before, by another system: the columns that say so, and what they say."""

import re
from collections.abc import Sequence
from datetime import datetime

from kiosk.intake.cells.answers import tidy
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table

MAX_SAID = 60
YES = "yes"
"""What is kept where a list says that somebody is in, and not when."""
_IN = re.compile(
    r"checked ?in( at| on| date| time| status)?( utc)?|check ?in( date| time| at| status)?( utc)?|check ?ins"
    r"|has arrived|arrived( at)?|attended|scanned( at| on)?|scan (time|date)|redeemed( at)?|entered at"
    r"|eingecheckt( am| um)?|check ?in (zeit|datum|zeitpunkt)|erschienen|eingelassen( am| um)?|gescannt( am| um)?"
    r"|enregistree?( le| a)?|date d enregistrement|pointee?( le| a)?|check ?in effectue"
    r"|ingresad[oa]|fecha de (ingreso|entrada|check ?in)|ha (llegado|entrado)|check ?in realizado|escanead[oa]"
    r"|data (del )?check ?in|check ?in effettuato|check ?in feito|compareceu|data do check ?in"
    r"|ingecheckt( op)?|zameldowan[ya]|data zameldowania|tjekket ind|fremmodt|incheckad|innsjekket"
)
_WHEN = re.compile(
    r"arrival (time|date)|ankunft(szeit)?|heure d arrivee|hora de (entrada|llegada)|ora di arrivo|aankomsttijd"
)
"""When somebody came, where another column says that they did; on its own, it may be when they mean to come."""
_CAME = re.compile(r"checked ?in|attended|eingecheckt|scanned|redeemed|used|arrived|ingecheckt|zameldowan\w*")
_OUT = re.compile(
    r"checked ?out( at)?|check ?out( date| time| at)?|ausgecheckt( am| um)?|sortie?( le)?|salid[ao]|uscit[ao]"
    r"|uitgecheckt|wymeldowan[ya]"
)
_BY_ITSELF = re.compile(r"auto\w* .*|.* auto\w*")
_NEVER = frozenset(
    (
        "-",
        "--",
        "—",
        "–",
        "never",
        "nie",
        "jamais",
        "nunca",
        "mai",
        "nooit",
        "nigdy",
        "aldrig",
        "n/a",
        "null",
        "none",
        "0",
    )
)
_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d\d")


class CheckIns:
    """The columns of one list that say who is in already."""

    def __init__(self, table: Table, named: Sequence[int] = ()) -> None:
        heads = [norm(head) for head in table.header]
        found = (i for i, head in enumerate(heads) if _IN.fullmatch(head) and tells(table.column(i)))
        self.columns = tuple(named or found)
        self._when = tuple(i for i, head in enumerate(heads) if _WHEN.fullmatch(head))
        self._out = tuple(i for i, head in enumerate(heads) if _OUT.fullmatch(head))
        self._by_itself = tuple(i for i, head in enumerate(heads) if _BY_ITSELF.fullmatch(head) and "check" in head)

    def said(self, cells: Sequence[str]) -> str:
        """When, or where and when, somebody was checked in, "yes" where only that is said; empty for all others."""
        if any(cells[i].strip() for i in self._out) or any(agreed(cells[i]) for i in self._by_itself):
            return ""
        found = [said for i in self.columns if (said := _said(cells[i]))]
        if not found or any(_denied(cells[i]) for i in self.columns):
            return ""
        found += [said for i in self._when if (said := _said(cells[i]))]
        return next((said for said in found if said != YES), YES)


def came(state: str) -> bool:
    """Whether a word for a ticket's state says that its holder is in already."""
    return bool(_CAME.fullmatch(norm(state)))


def _said(cell: str) -> str:
    text = tidy(cell, MAX_SAID)
    if not text or text.lower() in _NEVER or _denied(cell):
        return ""
    if _MOMENT.search(text):
        return _local(text)
    return YES if agreed(text) or text.isdigit() else text


def _denied(cell: str) -> bool:
    text = tidy(cell, MAX_SAID)
    return bool(text) and not _MOMENT.search(text) and agreed(text) is False


def _local(text: str) -> str:
    """A moment as the clock on the wall shows it; anything else as it stands."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{at.astimezone() if at.tzinfo else at:%Y-%m-%d %H:%M}" if ":" in text else text


def tells(cells: Sequence[str]) -> bool:
    """Whether a column holds moments and yes or no, rather than answers to a question that is called alike."""
    known = [bool(_MOMENT.search(cell)) or agreed(cell) is not None or cell.strip().lower() in _NEVER for cell in cells]
    return sum(known) * 10 >= len(known) * 9
