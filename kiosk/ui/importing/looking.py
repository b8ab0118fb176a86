"""Lists are looked at before they are taken in; what was chosen is kept for the next ones of their forms."""

import asyncio
from collections.abc import Sequence

from kiosk import language
from kiosk.config import EventFolder
from kiosk.intake.choices.agreed import Agreed
from kiosk.intake.choices.doubts import doubts_of, stop
from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.choices.remembered import remember
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import asks_nobody
from kiosk.language import _
from kiosk.model import Consent
from kiosk.store import meta
from kiosk.store.database import open_writer
from kiosk.ui.importing.app import ImportApp


def looked_at(
    folder: EventFolder, lists: Sequence[OpenList], consent: Consent | None, *, yes: bool, replace: bool = False,
    cancel_vanished: bool = False,
) -> Agreed | None:  # fmt: skip
    """What somebody agreed to, their choices kept for the next lists of these forms; None where they left.

    With `yes` the page is skipped where everything is certain, and otherwise says why it opened.
    """
    given = consent or asyncio.run(_recorded(folder))
    guests = [each.understand(whole=False) for each in lists]
    language.use(folder.language)
    why = [_why(listed, each, given) if yes else "" for listed, each in zip(lists, guests, strict=True)]
    if yes and not any(why):
        return Agreed(tuple(guests), (), given)
    agreed = show(ImportApp(folder, lists, guests, given, why, replace=replace, cancel_vanished=cancel_vanished))
    if agreed:
        # Before the lists themselves: whoever finds the door open need not choose again.
        remember(folder.path, agreed.chosen)
    return agreed


def show(app: ImportApp) -> Agreed | None:
    """Runs the page on this terminal until somebody agrees or leaves."""
    app.run()
    return app.agreed


async def _recorded(folder: EventFolder) -> Consent | None:
    """The organiser's recorded choice; raises StoreError where this event can't be written now."""
    if not folder.database.exists():
        return None
    async with open_writer(folder.database) as database:
        return await database.read(meta.consent_choice)


def _why(listed: OpenList, guests: GuestList, consent: Consent | None) -> str:
    """Why somebody has to look at a list, in a sentence; empty where nobody has to."""
    doubts = [*doubts_of(guests, known=listed.known is not None)]
    doubts += filter(None, [stop(guests, stated=consent is Consent.STATED)])
    if consent is None and asks_nobody([guests]):
        doubts.append(_("no question asks whether people agree to be matched"))
    return _("Not everything is certain, so look at it first: {why}.").format(why=doubts[0]) if doubts else ""
