"""Time as a door knows it: the wall clock, the clock since boot, and which boot."""

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:  # not Linux: at least this process's facts share one
        return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Clock:
    """The laptop's clocks; tests put their own in its place."""

    boot: str = field(default_factory=_boot_id)

    def wall_ms(self) -> int:
        """Milliseconds since 1970 by the laptop's clock."""
        return time.time_ns() // 1_000_000

    def mono_ns(self) -> int:
        """Nanoseconds since some moment of this boot; never runs backwards."""
        return time.monotonic_ns()
