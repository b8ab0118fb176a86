"""The codes of one list: whose each is, what a spreadsheet did to it, and which are no tickets' codes."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.intake.cells.ruined import Ruined
from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table
from kiosk.text import clean

_MANY = 0.2
"""The share of people with a shared code from which a column holds something else: vouchers, accounts, groups."""
_LIKE_CODE = re.compile(r"(?=.*\d)[\w/+=.:-]{4,}|[A-Za-z]{8,}\d*")
_NO_CODE = re.compile(
    r"\+[\d\s()/.-]+|\(?\d+[\s()/.-][\d\s()/.-]*|\d{1,4}[-./:]\d{1,2}([-./:].*)?|.*@.*|\d+[.,]\d{1,2}"
    r"|https?://(www\.)?(linkedin|twitter|x|github|instagram)\b.*"
)
_OTHER = re.compile(r"phone|telefon|telephone|movil|mobil|handy|celular|cell\b|gsm|\btel|zip|postal|plz|postcode")
"""Headers of numbers that are no codes."""
_SHOWN = 3


@dataclass(slots=True)
class Codes:
    """All codes that the rows of a list state, looked at together."""

    spoilt: Ruined = field(default_factory=Ruined)
    shared: Mapping[str, int] = field(default_factory=dict)
    """Codes that stand with several people, and with how many."""
    none: bool = False
    """So many share theirs that no code of this list is a ticket's."""
    _stated: Counter[str] = field(default_factory=Counter)
    _meant: Counter[str] = field(default_factory=Counter)

    @classmethod
    def among(cls, cells: Sequence[str], rows: Sequence[tuple[tuple[str, ...], str]]) -> "Codes":
        """`cells`: what the code columns hold; `rows`: for each row its codes, and who it is."""
        spoilt = Ruined.among(cells, [code for codes, _ in rows for code in codes])
        people: defaultdict[str, set[str]] = defaultdict(set)
        for codes, who in rows:
            for code in codes if who else ():
                people[code].add(who)
        shared = {code: len(who) for code, who in people.items() if len(who) > 1 and not spoilt.spoils(code)}
        coded = [codes for codes, who in rows if codes and who]
        held = sum(any(code in shared for code in codes) for codes in coded)
        stated = Counter(code for codes, _ in rows for code in dict.fromkeys(codes))
        meant = Counter(one for codes, _ in rows for code in dict.fromkeys(codes) for one in spoilt.meant(code))
        return cls(spoilt, shared, bool(shared) and held >= _MANY * len(coded), stated, meant)

    def of(self, codes: Sequence[str]) -> tuple[tuple[str, ...], bool]:
        """The codes a ticket of this row can be scanned by, the surest first; and whether a spreadsheet ruined one."""
        whole = [code for code in codes if code and not self.spoilt.spoils(code)]
        ruined = len(whole) < sum(map(bool, codes))
        if self.none:
            return (), ruined
        own = [code for code in whole if code not in self.shared]
        return tuple(dict.fromkeys([*own, *(one for code in own for one in self._made_from(code))])), ruined

    def _made_from(self, code: str) -> list[str]:
        """What this code was before a spreadsheet changed it, where that can be nobody else's."""
        return [one for one in self.spoilt.meant(code) if not self._stated[one] and self._meant[one] == 1]

    @property
    def shortened(self) -> int:
        """How many codes are shorter than the others, as if they had lost their zeros."""
        return sum(self.spoilt.lost_zeros(code) and not self.spoilt.spoils(code) for code in self._stated)

    def examples(self) -> str:
        """The codes that most people share, as a note shows them."""
        most = sorted(self.shared, key=lambda code: -self.shared[code])[:_SHOWN]
        return ", ".join(f"'{clean(code, 40)}' ({self.shared[code]})" for code in most)


def codelike(table: Table, used: Sequence[int]) -> list[str]:
    """The headers of unused columns whose cells look like ticket codes, each with one of them."""
    found = []
    for index, header in enumerate(table.header):
        cells = [] if index in used else [cell.strip() for cell in table.column(index)]
        alike = sum(bool(_LIKE_CODE.fullmatch(cell)) and not _NO_CODE.fullmatch(cell) for cell in cells)
        if _OTHER.search(norm(header)):
            continue
        if len(cells) > 1 and alike >= 0.9 * len(cells) and len(set(cells)) == len(cells):
            found.append(f"'{clean(header, 60)}' ({clean(cells[0], 30)})")
    return found[:_SHOWN]
