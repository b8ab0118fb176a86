"""Starting out: a new event's folder, and an evening of invented people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.config import EventFolder


@click.command(epilog="Example: kiosk init spring-meetup")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--language", type=click.Choice(["en", "de", "fr", "es"]), default="en", help="Of the questions and the event."
)
def init(directory: Path, language: str) -> None:
    """Makes DIRECTORY for a new event: a commented config.toml, and questions for your registration form."""
    from kiosk.template import write

    for path in write(directory, directory.name, language):
        click.echo(f"wrote {path}")
    click.echo(
        "\nNext: paste the questions into your registration form, then\n"
        f"  cd {directory}\n  kiosk import YOUR-LIST.csv\n  kiosk"
    )


@click.command(epilog="Example: kiosk demo")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Keep it here instead of a scratch folder."
)
@click.option("--no-screen", is_flag=True, help="Prepare the evening without opening the door.")
def demo(folder: Path | None, no_screen: bool) -> None:
    """Opens the door of a ready event with sixty invented people, in a scratch folder."""
    import asyncio
    import tempfile

    from kiosk.config import load
    from kiosk.demo import make

    place = folder or Path(tempfile.mkdtemp(prefix="mixer-kiosk-demo-"))
    config = make(place)
    asyncio.run(_take_in(load(config), config.with_name("guests.csv")))
    click.echo(f"The demo's files, with the badges: {place}")
    if not no_screen:
        from kiosk.ui import run

        run(load(config), demo=True)


async def _take_in(folder: EventFolder, guests: Path) -> None:
    """Imports the demo's list, gives everybody a code and writes the codes down for trying a scan."""
    from kiosk import code
    from kiosk.event.guests.register import issue_codes
    from kiosk.event.matching.learning import learn
    from kiosk.intake.taking import read_all, take_all
    from kiosk.model import Consent
    from kiosk.store import people
    from kiosk.store.meta import identify
    from kiosk.store.turns import Turn, open_turns

    lists = read_all([guests], folder, None)
    async with open_turns(folder.database, folder.settings.door.name) as turns:
        identity = await identify(turns.database)

        def work(turn: Turn) -> None:
            take_all(turn, lists, Consent.ASK, replace=False)
            issue_codes(turn, lambda: code.issue(identity.event_id, identity.key))

        await turns.take(work)
        crowd = await turns.read(people.everybody)
        await learn(turns.database, folder, crowd)
    lines = [f"{person.codes[0]}  {person.name}\n" for person in crowd]
    (folder.path / "codes.txt").write_text("".join(lines), encoding="utf-8")


@click.command(epilog="Example: kiosk pin")
def pin() -> None:
    """Asks for a PIN twice and prints the line for config.toml that leads people's self-service back to you."""
    from kiosk.errors import InputError
    from kiosk.event.door.pin import hashed

    # On stderr, so that the line alone can be sent into a file.
    typed = click.prompt("PIN", hide_input=True, confirmation_prompt="The same again", err=True).strip()
    if len(typed) < _SHORTEST_PIN:
        raise InputError(f"A PIN needs {_SHORTEST_PIN} characters at least: choose a longer one.")
    click.echo(f'pin = "{hashed(typed)}"')
    click.echo("Put this line under [self_service] in config.toml.", err=True)


_SHORTEST_PIN = 4
