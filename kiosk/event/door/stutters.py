"""A scanner that reads the same code twice."""

from kiosk.model import ScanResult


class Stutters:
    """What a scanner read a moment ago: the same code again is its stutter, not a second visit."""

    def __init__(self, seconds: float) -> None:
        self._window = int(seconds * 1e9)
        self._recent: dict[str, tuple[int, ScanResult]] = {}

    def of(self, ticket_code: str, now_ns: int) -> ScanResult | None:
        """The answer that was given a moment ago."""
        self._recent = {key: kept for key, kept in self._recent.items() if now_ns - kept[0] < self._window}
        return self._recent[ticket_code][1] if ticket_code in self._recent else None

    def keep(self, ticket_code: str, now_ns: int, result: ScanResult) -> None:
        """Remembers an answer that let somebody in or out."""
        self._recent[ticket_code] = (now_ns, result)

    def forget(self) -> None:
        """Something was put right: the next scan counts."""
        self._recent.clear()
