"""Ticket codes that a spreadsheet took for numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SCIENTIFIC = re.compile(r"^[+-]?\d(?:[.,]\d+)?E[+-]?\d+$", re.IGNORECASE)
_EXACT = 15  # digits that a spreadsheet keeps of a number
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Ruined:
    """Recognises ruined codes among the codes of one list."""

    rounds: bool = False
    """All long codes of the list end in zeros after the fifteenth digit."""

    @classmethod
    def among(cls, codes: Sequence[str]) -> "Ruined":
        """Looks at all codes: one that ends in a zero proves nothing, a list of them does."""
        long = [code.strip() for code in codes if code.strip().isdigit() and len(code.strip()) > _EXACT]
        return cls(rounds=len(long) >= _ENOUGH and all(_zeros(code) for code in long))

    def spoils(self, code: str) -> bool:
        """Whether this code is no longer what the ticket holds."""
        if _SCIENTIFIC.match(code):
            return True
        return code.isdigit() and _zeros(code) and (self.rounds or len(code) >= _EXACT + 4)


def _zeros(code: str) -> bool:
    return len(code) > _EXACT and not code[_EXACT:].strip("0")
