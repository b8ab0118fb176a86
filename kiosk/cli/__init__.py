"""The commands, thin; each imports its rooms inside."""

import sys
from io import TextIOWrapper

import click

from kiosk import __version__
from kiosk.cli import badges, desk, doctor, door, lists, matching, mixer, paper, persons, review, setup, wall
from kiosk.cli.folder import CONFIG
from kiosk.errors import KioskError
from kiosk.language import _, later

_EXAMPLES = """\b
Examples:
  kiosk demo                       try it: an evening of invented people
  kiosk init spring-meetup         make a folder for your own event
  kiosk import guests.csv          take in the list of your ticketing platform
  kiosk                            open the door
  kiosk export attendance.xlsx     who came
"""

_TITLES = (later("This can't be read"), later("Not done"))
"""Of the errors whose sentences may be in the event's language."""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXAMPLES,
)
@click.version_option(__version__, prog_name="kiosk")
@click.option("--config", default=CONFIG, metavar="FILE", help="The event's config.toml.", show_default=True)
@click.option("--mode", type=click.Choice(["door", "desk", "self-service"]), default="door",
              help="Who stands in front of the screen.", show_default=True)  # fmt: skip
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
@click.pass_context
def cli(context: click.Context, config: str, mode: str, debug: bool) -> None:
    """The door of a meetup: scans people in, introduces them to each other, prints their badges.

    Without a command it opens the door of the event in this folder.
    """
    context.obj = config
    if context.invoked_subcommand is None:
        door.open_screen(config, mode)


for command in (setup.init, setup.demo, lists.import_, lists.export, lists.tickets, door.scan, door.tray, desk.search,
                desk.walkin, persons.same, desk.undo, desk.reprint, desk.stats, matching.topics, matching.simulate,
                mixer.rounds, mixer.cards, review.review, badges.badge, badges.badges, paper.paper, doctor.doctor,
                doctor.printers, setup.pin, wall.wall):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Runs a command; errors are one clear sentence on stderr."""
    debug = "--debug" in sys.argv
    # A pipe on Windows would refuse most of the world's names, after the person has been admitted.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except KioskError as error:
        if debug:
            raise
        click.echo(f"{_(error.title)}: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = 130
    except BrokenPipeError:
        # Whoever read our output has gone: not an error of ours.
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
