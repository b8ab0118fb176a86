"""One file per platform."""

from kiosk.intake.platforms.base import Platform
from kiosk.intake.platforms.generic import Generic
from kiosk.intake.platforms.luma import Luma

__all__ = ["ALL", "Platform"]

ALL: tuple[Platform, ...] = (Luma(), Generic())
"""Every platform, the most general last."""
