"""Whether tickets are paid for: a yes or no, or an amount, of which nought may be the whole price."""

import re
from collections.abc import Sequence

from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table

_PRICES = re.compile(
    r"(ticket |original ?)?price|(order )?total|amount( due)?|(ticket)?preis|(gesamt)?betrag|prix|(montant )?tarif"
    r"|montant|precio|importe|prezzo|importo|preco|valor|prijs|bedrag|cena|kwota|pris|belob"
)
_AMOUNT = re.compile(r"(?P<before>[^\d\s-]{0,4})\s*(?P<number>\d[\d.,' ]*)\s*(?P<after>[^\d\s]{0,4})")


class Payments:
    """What one column says of payments, read with the whole list in sight."""

    def __init__(self, table: Table, columns: Sequence[int], kinds: Sequence[int]) -> None:
        self._column = columns[0] if columns else None
        self._kind = kinds[0] if kinds else None
        prices = (i for i, head in enumerate(table.header) if _PRICES.fullmatch(norm(head)) and i not in columns)
        self._price = next(prices, None)
        said = [row.cells for row in table.rows if self._cell(row.cells, self._column)]
        self._amounts = bool(said) and are_amounts([self._cell(cells, self._column) for cells in said])
        self._sold = {self._cell(cells, self._kind) for cells in said if amount(self._cell(cells, self._column))}

    def paid(self, cells: Sequence[str]) -> bool | None:
        """Whether this row is paid for; None where the list doesn't say."""
        text = self._cell(cells, self._column)
        if not text:
            return None
        if not self._amounts:
            return agreed(text)
        given = amount(text) or 0.0
        price = amount(self._cell(cells, self._price))
        if price is not None:
            return given >= price
        # A free ticket: nobody paid for one of its kind.
        return given > 0 or self._cell(cells, self._kind) not in self._sold

    def word(self, cells: Sequence[str]) -> str:
        """What stands in this row instead of a yes, a no or an amount; empty for those."""
        text = self._cell(cells, self._column)
        return text if self.paid(cells) is None else ""

    @staticmethod
    def _cell(cells: Sequence[str], column: int | None) -> str:
        return "" if column is None else cells[column].strip()


def amount(text: str) -> float | None:
    """The amount a cell states, in any currency and with either mark for decimals; None where it states none."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    digits = re.sub(r"[' ]", "", found["number"]).rstrip(".,")
    whole, mark, cents = digits.replace(",", ".").rpartition(".")
    if mark and len(cents) != 3:
        return float(f"{whole.replace('.', '')}.{cents}")
    return float(digits.replace(",", "").replace(".", ""))


def are_amounts(cells: Sequence[str]) -> bool:
    """Whether cells are amounts, rather than a one for yes and a nought for no."""
    values = [amount(cell) for cell in cells]
    if any(value is None for value in values):
        return False
    return any(value not in (0, 1) for value in values) or any(not cell.strip().isdigit() for cell in cells)
