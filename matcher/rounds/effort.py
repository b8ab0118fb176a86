"""How long a search goes on: a number of moves, or seconds by a clock that the caller may pass in."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Clock = Callable[[], float]

_OFTEN, _STRIDE = 0.001, 64
"""The clock is asked for every thousandth of the way, but at least after so many moves."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands."""

    stage: str
    value: float
    """Total weight of the pairs that meet."""
    repeats: int
    moves: int


class Effort:
    """Counts moves; with `moves` the clock is never asked, so that the same moves give the same plan.

    Args:
        moves: how many moves, or None for as many as fit into the time.
        seconds: how long, where moves is None.
        stop: asked before every move; true ends the search.
        progress: told about every hundredth of the way.
    """

    def __init__(
        self,
        moves: int | None = None,
        seconds: float = 5,
        clock: Clock = time.monotonic,
        stop: Callable[[], bool] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._moves, self._seconds, self._clock = moves, seconds, clock
        self._stop, self._progress = stop, progress
        self._start = clock() if moves is None else 0.0
        self._told = -1
        self.moves = 0

    @property
    def share(self) -> float:
        """How much of the effort is spent, from 0 to 1."""
        if self._moves is not None:
            return self.moves / self._moves if self._moves > self.moves else 1.0
        spent = self._clock() - self._start
        return spent / self._seconds if self._seconds > spent else 1.0

    @property
    def over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.share >= 1 or (self._stop is not None and self._stop())

    def steps(self, stage: str, until: float, standing: Callable[[], tuple[float, int]]) -> Iterator[float]:
        """Yields the share of a stage that is done, once a move, until that share of the whole effort is spent."""
        begun = share = self.share
        stride, since = 1, 0
        while share < until and not (self._stop is not None and self._stop()):
            yield (share - begun) / (until - begun)
            self.moves += 1
            since += 1
            if int(share * 100) > self._told:
                self._told = int(share * 100)
                self.tell(stage, standing)
            if self._moves is None and since < stride:
                continue
            # Some clocks take longer to read than a move to make.
            before, share, since = share, self.share, 0
            stride = min(2 * stride, _STRIDE) if share - before < _OFTEN else max(1, stride // 2)

    def tell(self, stage: str, standing: Callable[[], tuple[float, int]]) -> None:
        """Tells whoever watches about value and repeats now."""
        if self._progress is not None:
            self._progress(Progress(stage, *standing(), self.moves))
