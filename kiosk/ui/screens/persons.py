"""Who is one person, on any of the crew's screens: walk-ins who are on the list, two tickets of one, two after all."""

from collections.abc import Awaitable, Callable

from textual import work
from textual.screen import Screen

from kiosk.errors import KioskError
from kiosk.event.door.door import Door
from kiosk.event.guests.naming import called
from kiosk.language import _
from kiosk.model import Registrant, Registration
from kiosk.ui.forms import persons
from kiosk.ui.forms.notice import Notice
from kiosk.ui.front import Front
from kiosk.ui.messages import Failed

Decide = Callable[[str, str], Awaitable[list[Registrant]]]
_SAID = ("company", "offers", "asks", "interests", "consent")
"""What a walk-in's form asks beside the name."""


class PersonsScreen(Screen[None]):
    """What only people can tell of who is who."""

    def __init__(self, kiosk: Front, door: Door) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._door = door
        self._newcomer: Registration | None = None
        """Who walked in last."""

    def admit(self, person: Registrant) -> None:
        """Lets somebody in who was found by name."""
        raise NotImplementedError

    @work(group="person", exit_on_error=False)
    async def ask_who_it_is(self) -> None:
        """A walk-in may be on the list: one key takes whoever it is."""
        newcomer = self._newcomer
        listed = await self._door.persons.namesakes(newcomer) if newcomer else []
        if newcomer is None or not listed:
            return

        def go(answer: str | None) -> None:
            if answer == persons.NEW:
                self._kiosk.walk_in(newcomer, insist=True)
            elif answer:
                self._recognise(next(each.registrant for each in listed if each.registrant.id == answer), newcomer)

        self.app.push_screen(
            persons.WhoIsIt(_("Is {who} on the list?").format(who=newcomer.name), persons.expected(listed)), go
        )

    @work(group="person", exit_on_error=False)
    async def _recognise(self, person: Registrant, newcomer: Registration) -> None:
        """What they have just said of themselves is kept; a box left empty takes nothing back."""
        said = {name: value for name in _SAID if (value := getattr(newcomer, name))}
        known = await self._door.crew.edit(person.id, said) if said else person
        self.admit(known)

    def decide(self, person: Registrant, choices: persons.Choices, decide: Decide) -> None:
        """Asks with whom somebody is one person, or is not."""

        def go(answer: str | None) -> None:
            if answer:
                self._settle(person.id, answer, decide)

        self.app.push_screen(persons.WhoIsIt(_("Who is {who}?").format(who=called(person)), choices), go)

    @work(group="person", exit_on_error=False)
    async def _settle(self, one: str, other: str, decide: Decide) -> None:
        try:
            tickets = await decide(one, other)
        except KioskError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        names = ", ".join(f"No {each.number} {each.name}" for each in tickets)
        said = _("One person now: {who}") if tickets[0].person == tickets[-1].person else _("Two people: {who}")
        self.app.notify(said.format(who=names), markup=False)
        await self.tell_of_withdrawal(tickets[0])

    async def tell_of_withdrawal(self, person: Registrant) -> None:
        """Whom to tell that somebody does not want to be named any more."""
        misled = await self._door.persons.misled(person)
        if misled:
            line = _("No {n} {name}: the badge names {absent}")
            lines = [line.format(n=each.reader.number, name=each.reader.name, absent=each.absent) for each in misled]
            self.app.push_screen(Notice(_("Does not want to be introduced: tell those whose badges say so"), lines))
