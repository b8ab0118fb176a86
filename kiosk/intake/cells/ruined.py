"""Ticket codes that a spreadsheet took for numbers or dates."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d+|[+-]?\d[.,]\d+E\d+", re.IGNORECASE)
"""As spreadsheets write them; 1E4507 has neither a sign nor a mark, so it is a code."""
_MONTH = (
    "(?:jan|janv|ene|gen|feb|fev|févr|fév|mar|mär|mrz|mrt|mars|apr|avr|abr|may|mai|maj|mag|mei|jun|juin|giu|jul|juil|lug"
    "|aug|août|ago|sep|sept|set|oct|okt|out|ott|nov|dec|dez|déc|dic|dzi|gru|paź)"
)
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[ T][\d:.]+)?|\d{{1,2}}[-./ ]+{_MONTH}\.?|{_MONTH}\.?[-./ ]\d{{1,2}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(?:NAME|REF|VALUE|N/A|NUM|NULL|DIV/0|WERT|NV|BEZUG|NOM|VALEUR)[?!]?|#+", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
_WHOLE = re.compile(r"\d+[.,]0+")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_EXACT = 15  # digits that a spreadsheet keeps of a number
_ENOUGH = 3
_LOST, _LONG_ENOUGH = 3, 5
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Ruined:
    """Recognises ruined codes among the codes of one list, and what some of them were."""

    rounds: bool = False
    """All long codes of the list end in zeros after the fifteenth digit."""
    dates: bool = False
    """Codes look like dates here, most of them: that is what they are."""
    length: int = 0
    """How many characters most codes have; 0 where they differ."""
    hexadecimal: bool = False

    @classmethod
    def among(cls, codes: Sequence[str], stated: Sequence[str] = ()) -> "Ruined":
        """Looks at all codes: one that ends in a zero proves nothing, a list of them does.

        `codes`: the cells of the list's column; `stated`: with those that its platform makes of other columns.
        """
        bare = [code.strip() for code in codes if code.strip()]
        long = [code for code in bare if code.isdigit() and len(code) > _EXACT]
        sound = [code for code in bare if not (_SCIENTIFIC.fullmatch(code) or _DATE.fullmatch(code) or _zeros(code))]
        size, count = Counter(map(len, sound)).most_common(1)[0] if sound else (0, 0)
        same = count >= max(2, _SHARE * len(sound))
        letters = sum(bool(_HEX.fullmatch(code)) and not code.isdigit() for code in bare)
        return cls(
            rounds=len(long) >= _ENOUGH and all(_zeros(code) for code in long),
            dates=_mostly_dates([*bare, *stated]),
            length=size if same else 0,
            hexadecimal=letters >= 2 and letters * 3 >= len(bare),
        )

    def spoils(self, code: str) -> bool:
        """Whether this code is no longer what the ticket holds, nor can be made so."""
        if _ERROR.fullmatch(code) or (_SCIENTIFIC.fullmatch(code) and not self._as_hexadecimal(code)):
            return True
        if _DATE.fullmatch(code):
            return not self.dates
        return code.isdigit() and _zeros(code) and (self.rounds or len(code) >= _EXACT + 4)

    def lost_zeros(self, code: str) -> bool:
        """Whether a code is a number that is shorter than the others, as if it had begun with noughts."""
        return code.isdigit() and 0 < self.length - len(code) <= _LOST and self.length >= _LONG_ENOUGH

    def meant(self, code: str) -> tuple[str, ...]:
        """What a spreadsheet may have made this code from, beside what it says."""
        return tuple(dict.fromkeys(one for one in self._meant(code) if one and one != code))

    def _meant(self, code: str) -> Iterator[str]:
        bare = code.strip("'’`")
        yield bare
        if _GROUPED.fullmatch(bare):
            bare = re.sub(r"\D", "", bare)
            yield bare
        elif _WHOLE.fullmatch(bare):
            bare = re.split(r"[.,]", bare)[0]
            yield bare
        if self.lost_zeros(bare):
            yield bare.rjust(self.length, "0")
        yield self._as_hexadecimal(bare)

    def _as_hexadecimal(self, code: str) -> str:
        """The one code of the list's length that a spreadsheet reads as this number, such as 12E4 for 120000."""
        value = _value(code)
        if not (self.hexadecimal and self.length and value) or len(code) == self.length:
            return ""
        zeros = len(str(value)) - len(str(value).rstrip("0"))
        written = [f"{value // 10**tens}E{tens}" for tens in range(1, zeros + 1)]
        # Shorter ones could be filled up with noughts in front of the E or behind it.
        fitting = [one for one in written if len(one) <= self.length]
        return fitting[0] if len(fitting) == 1 and len(fitting[0]) == self.length else ""


def _value(code: str) -> int:
    """The whole number a cell shows, also in scientific notation; 0 for anything else."""
    if code.isdigit():
        return int(code)
    if not _SCIENTIFIC.fullmatch(code):
        return 0
    digits, _, power = code.upper().replace(",", ".").partition("E")
    whole, _, cents = digits.lstrip("+").partition(".")
    tens = int(power) - len(cents)
    return int(whole + cents) * 10**tens if 0 <= tens <= 308 else 0


def _mostly_dates(codes: Sequence[str]) -> bool:
    return sum(bool(_DATE.fullmatch(code)) for code in codes) * 2 > len(codes)


def _zeros(code: str) -> bool:
    return len(code) > _EXACT and not code[_EXACT:].strip("0")
