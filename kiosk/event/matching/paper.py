"""How many names an event's badges carry: what config.toml asks for, as far as its layouts surely print them."""

from typing import TYPE_CHECKING, Any

from kiosk.config import EventFolder
from kiosk.errors import ConfigError
from printing.errors import TemplateError

if TYPE_CHECKING:
    from printing.layout.template import Template


def template(folder: EventFolder, name: str = "") -> "Template":
    """The template of the event, or another one: a packaged name, or a file beside config.toml. Raises ConfigError."""
    from printing.layout.template import load, names

    wanted = name or folder.settings.badge.template
    try:
        return load(wanted if wanted in names() else folder.path / wanted)
    except TemplateError as error:
        raise ConfigError(str(error)) from error


def room_for_names(folder: EventFolder) -> int:
    """How many people every badge of the event names with a line, whichever printer it comes from.

    Raises ConfigError if a template can't be read.
    """
    cuts = folder.settings.badge.cuts
    used = {each.template for each in folder.settings.printer} or {""}
    return min(template(folder, name).people(cuts) for name in used)


def paper(folder: EventFolder) -> dict[str, Any]:
    """What an event asks of badges, as `Arrivals` takes it. Raises ConfigError if a template can't be read.

    A name that is not printed would count as told, and be owed to nobody: so no badge is given more than it shows.
    """
    matching, room = folder.settings.matching, room_for_names(folder)
    fewest, most = min(matching.names, room), min(matching.most_names, room)
    return {
        "names": fewest,
        "most_names": most,
        "mean_names": min(max(matching.mean_names, fewest), most),
        "most_named": matching.most_named,
        "strict": matching.strict,
    }
