"""What taking lists in would do, tried on a copy of the event's file."""

from collections.abc import Sequence

from kiosk.config import EventFolder
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import Report, take_all
from kiosk.model import Consent
from kiosk.store import meta
from kiosk.store.database import rehearsal
from kiosk.store.meta import identify
from kiosk.store.turns import turns_of


async def rehearse(
    folder: EventFolder, lists: Sequence[GuestList], consent: Consent | None, *, replace: bool, cancel_vanished: bool
) -> Report:  # fmt: skip
    """What would become of the last of some lists, taken in together; raises StoreError, InputError."""
    async with rehearsal(folder.database) as database:
        await identify(database)
        given = consent or await database.read(meta.consent_choice) or Consent.ASK
        turns = await turns_of(database, folder.settings.door.name)
        reports = await turns.take(
            lambda turn: take_all(turn, lists, given, replace=replace, cancel_vanished=cancel_vanished)
        )
    return reports[-1]
