"""The QL printers as they are on sale, and in what they differ: facts of Brother's command references."""

import re

WIDE = frozenset({"QL-1050", "QL-1060N", "QL-1100", "QL-1110NWB", "QL-1115NWB"})
"""For labels of four inches."""
ALWAYS_RASTER = frozenset({"QL-500", "QL-550", "QL-560", "QL-570", "QL-700"})
"""They have no other mode, and don't know the command that leaves it."""
WITHOUT_CUTTER = frozenset({"QL-500"})
TWO_COLOURED = frozenset({"QL-800", "QL-810W", "QL-820NWB"})
"""They print the black and red roll, and need more zeros to forget what was half sent before."""
MODELS = frozenset({"QL-580N", "QL-600", "QL-650TD", "QL-710W", "QL-720NW"}) | WIDE | ALWAYS_RASTER | TWO_COLOURED

_SEPARATORS = re.compile(r"[\s_-]+")


def model_named(text: str) -> str:
    """The model that stands on a printer: "Brother QL820NWBc" is a QL-820NWB. Raises ValueError."""
    plain = _plain(text)
    known = {_plain(model): model for model in MODELS}
    # What was sold since 2022 has a c behind its name, and what is sold in sets a letter or two for its colour.
    for end in range(len(plain), 4, -1):
        if plain[:end] in known and len(plain) - end <= 2:
            return known[plain[:end]]
    raise ValueError(f"model {text!r} is none of {', '.join(sorted(MODELS))}")


def _plain(text: str) -> str:
    plain = _SEPARATORS.sub("", text.upper()).removeprefix("BROTHER")
    return plain if plain.startswith("QL") else f"QL{plain}"
