"""What usually is the matter with a kind of printer, for whoever sets one up."""

from printing.status import State, Status

_UDEV = (
    "Linux: add yourself to the group that may use printers (sudo usermod -aG lp $USER, then log in again), or write "
    '/etc/udev/rules.d/70-labels.rules with: SUBSYSTEM=="usbmisc", KERNEL=="lp*", MODE="0666"'
)
_BUSY = "Linux: ipp-usb may hold it: sudo systemctl stop ipp-usb, then unplug the printer and plug it in again."
_NETWORK = "Check that the printer and this laptop are in the same network: ping its address."
_BY_KIND: dict[str, tuple[str, ...]] = {
    "cups": (
        "lpstat -p lists the queues; CUPS' page on http://localhost:631 adds one.",
        "DYMO LabelWriter 450: install printer-driver-dymo. The 550 only takes DYMO's own rolls: better not.",
        'A Brother QL that says "wrong roll" over AirPrint: use kind = "brother" and its network address instead.',
    ),
    "brother": (
        'The "Editor Lite" light on the printer must be off.',
        'The roll in the printer and labels = in config.toml must be the same: "62x100", or "62" for a continuous one.',
    ),
    "zebra": (
        "After another roll: press and hold the feed button until it blinks twice, so that it measures the labels.",
    ),
    "receipt": ("80 mm paper; 58 mm printers are too narrow for a badge.",),
    "folder": ("Choose a folder that you may write to, on this laptop's own disk.",),
}


WORDS = (_UDEV, _BUSY, _NETWORK, *(words for known in _BY_KIND.values() for words in known))
"""All that can be said, for whoever says it in another language."""


def hints(kind: str, address: str, status: Status, words: str) -> list[str]:
    """What to try, the likeliest first; nothing for a printer that is well. `words`: how it is, in any language."""
    if status.well:
        return []
    silent = status.state in (State.OFFLINE, State.UNKNOWN)
    said = [] if silent else [f"{words[:1].upper()}{words[1:]}."]
    if silent and kind not in ("cups", "folder"):
        said += [_NETWORK] if address.startswith("tcp://") else [_UDEV, _BUSY]
    return [*said, *_BY_KIND.get(kind, ())]
