"""Teaches the classifier of headers from `tests/intake/wordings/taught`, and writes what it learned.

To teach it anew: uv run --group ci python -m tests.headers (adds nothing to what other wordings test).
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kiosk.intake.columns.classifier import (
    AGREES,
    ANSWERS,
    LANGUAGES,
    MATTERS,
    OTHER,
    PLACES,
    REFUSES,
    UNCLEAR,
    seen_in,
)
from kiosk.intake.columns.vocabulary import exact
from kiosk.model import LEAVES
from tests import teaching

ROOT = Path(__file__).parents[1]
TAUGHT = ROOT / "tests" / "intake" / "wordings" / "taught"
LEARNED = ROOT / "kiosk" / "intake" / "columns" / "words" / "headers.npz"
_STRENGTH = 30.0
"""How closely the models follow their examples; chosen by what they made of those they had not seen."""


class Example(NamedTuple):
    """One header, and what it asks for."""

    field: str
    meaning: str
    """Of a question for leave what a yes does, else nothing."""
    header: str
    language: str = ""
    """Where it is known."""


def examples(*, words: bool = True) -> list[Example]:
    """All that are written down, each once; with `words`, what a word list says of whole headers, too."""
    found = {each.header: each for file in sorted(TAUGHT.glob("*.tsv")) for each in _written(file)}
    fields = {each.field for each in found.values()}
    for header, field in exact().items() if words else ():
        if field == "print_goals":
            continue
        kept = field if field in fields else OTHER
        found.setdefault(header, Example(kept, AGREES if kept in LEAVES else "", header))
    return list(found.values())


def _written(file: Path) -> list[Example]:
    language = file.stem.partition("_")[2]
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [Example(field, meaning, header, language) for field, meaning, header in lines]


def sum_of(known: Sequence[Example]) -> str:
    """What tells whether the same was taught."""
    return sha256("\n".join(sorted("\t".join(each) for each in known)).encode()).hexdigest()


def teach(known: Sequence[Example]) -> dict[str, Any]:
    """Every model, as the classifier reads them."""
    leaves, told = [each for each in known if each.meaning], [each for each in known if each.language]
    return {
        **_model(MATTERS, [each.header for each in known], [each.field for each in known]),
        **_model(ANSWERS, [each.header for each in leaves], [each.meaning for each in leaves]),
        **_model(LANGUAGES, [each.header for each in told], [each.language for each in told]),
    }


def _model(name: str, headers: Sequence[str], classes: Sequence[str]) -> dict[str, Any]:
    return teaching.model(name, headers, classes, seen_in, PLACES, _STRENGTH)


def main() -> None:
    """Teaches, and writes."""
    known = examples()
    strange = {each.meaning for each in known} - {"", AGREES, REFUSES, UNCLEAR}
    if strange:
        raise ValueError(f"no such meaning: {strange}")
    np.savez_compressed(LEARNED, **teach(known), taught=np.array(sum_of(known)))
    print(f"{len(known)} headers; {LEARNED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
