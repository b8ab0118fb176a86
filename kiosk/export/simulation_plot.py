"""A picture of simulated evenings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.errors import InputError
from printing.saving import whole_or_nothing

_DOOR, _CARDS, _INK = "#1b6ca8", "#e08e45", "#333333"
_BARS = (
    ("names_that_show", "names\nwho came"),
    ("mutual_share", "mutual\nvalue"),
    ("useful_share", "useful\nvalue"),
    ("promise_kept", "promises\nkept"),
    ("own_p10", "nine in ten\nget at least"),
)


def draw(door: Mapping[str, Any], cards: Mapping[str, Any], path: Path) -> None:
    """Writes how badges at the door and cards at a time compare, as .png or .svg; raises InputError if it can't."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise InputError(
            "Plots need matplotlib, which is not installed: add '--extra plots' to 'uv run', "
            "or run 'pip install matplotlib'."
        ) from None
    figure = Figure(figsize=(9, 4.2), layout="constrained")
    bars, tenths = figure.subplots(1, 2, width_ratios=(3, 2))
    _draw_bars(bars, door, cards)
    _draw_tenths(tenths, door)
    figure.suptitle(f"{door['people']:.0f} registered, {door['came']:.0f} came", color=_INK)
    kind = path.suffix.lower().removeprefix(".")
    try:
        # The date would make two equal pictures differ.
        whole_or_nothing(path, lambda file: figure.savefig(file, format=kind, dpi=150, metadata=_undated(kind)))
    except OSError as error:
        raise InputError(f"{path} can't be written ({error.strerror or error}): choose another folder.") from None


def _undated(kind: str) -> dict[str, None]:
    return {"Date": None} if kind == "svg" else {}


def _draw_bars(axes: Any, door: Mapping[str, Any], cards: Mapping[str, Any]) -> None:
    for offset, values, colour, label in (
        (-0.2, door, _DOOR, "badges at the door"),
        (0.2, cards, _CARDS, "cards at a time"),
    ):
        places = [place + offset for place in range(len(_BARS))]
        heights = [values[key] for key, _ in _BARS]
        axes.bar(places, heights, 0.38, color=colour, label=label, yerr=[values[f"{key}_se"] for key, _ in _BARS],
                 ecolor=_INK, capsize=2)  # fmt: skip
    axes.axhline(1, color=_INK, linewidth=0.6)
    axes.set_xticks(range(len(_BARS)), [label for _, label in _BARS], fontsize=8)
    axes.set_ylabel("share of what hindsight could do with three names", fontsize=8)
    axes.legend(fontsize=8, frameon=False, loc="upper left")
    axes.set_ylim(0, 1.45)
    _plain(axes)


def _draw_tenths(axes: Any, door: Mapping[str, Any]) -> None:
    shares = [(place, share) for place, share in enumerate(door["by_tenth"], 1) if share is not None]
    axes.plot([place for place, _ in shares], [share for _, share in shares], marker="o", color=_DOOR)
    axes.set_xticks(range(1, 11))
    axes.set_ylim(0, 1)
    axes.set_xlabel("tenth of arrivals", fontsize=8)
    axes.set_ylabel("what people get of their own best three", fontsize=8)
    _plain(axes)


def _plain(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=_INK)
